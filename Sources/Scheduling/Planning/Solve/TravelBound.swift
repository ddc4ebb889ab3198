public import PatrolModel
import ScheduleFlows

/// What no plan of a shift travels less than, proven before the search and without any solver.
public struct TravelBound: Hashable, Sendable {
  /// The least travel that is not excluded.
  public let travel: Minutes
  /// What the proof took.
  public let time: Duration

  /// Bounds the travel of a shift, or fails for shifts too large for flows, or without any plan.
  ///
  /// Cars with rules of their own are taken for alike, which lets through all plans there are.
  ///
  /// The number of iterations depends on the shift's size alone, about a second's worth, so that the
  /// bound is the same on every machine unless `isCancelled` cuts it short.
  public init?(_ instance: PatrolInstance, isCancelled: () -> Bool) {
    let start = ContinuousClock.now
    guard let network = try? FlowNetwork(instance, mergesGroups: true) else { return nil }
    var bound = LagrangianBound(network)
    bound.improve(iterations: Self.iterations(for: instance), isCancelled: isCancelled)
    // Above what all cars can drive, the bound is made of legs that are not allowed: there is no plan, and
    // no travel to speak of.
    guard bound.travel <= instance.mostTravel else { return nil }
    travel = bound.travel
    time = start.duration(to: .now)
  }

  /// A bound that was proven elsewhere.
  init(travel: Minutes, time: Duration) {
    self.travel = travel
    self.time = time
  }

  /// (found − bound) / found, at least 0: no plan is better than `found` by more than that share.
  public func gap(of found: Minutes) -> Double {
    found <= travel ? 0 : Double(found.tenths - travel.tenths) / Double(found.tenths)
  }

  /// An iteration solves a transportation problem per move, in about m^2.5 operations.
  static func iterations(for instance: PatrolInstance) -> Int {
    let sectors = Double(instance.sectorCount)
    let work = sectors * sectors * sectors.squareRoot() * Double(instance.stepCount)
    return min(1_000, max(20, Int(3e8 / work)))
  }
}
