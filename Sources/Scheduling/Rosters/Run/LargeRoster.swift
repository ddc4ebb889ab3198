import Foundation
import LinearPrograms
import PatrolModel
import RosterPrograms
import Synchronization
import Tempering

/// Plans a roster whose network is too large for branch and bound: a bound from an interior point, a plan
/// from annealing, and then that plan made better by the program of a few steps at a time.
struct LargeRoster {
  let request: RosterRequest
  let deadline: ContinuousClock.Instant?

  /// The largest network that is handed to the solver: forty cars told apart on a night of 25 sectors have
  /// 375,000 arcs; not tuned.
  static let mostArcs = 600_000

  /// The share of the time that goes to annealing; the rest goes to windows of steps.
  ///
  /// Forty cars with lunches need some 20 seconds until annealing comes to a rest, and windows find
  /// nothing more after five.
  private static let annealingShare = 0.75

  private var mustStop: @Sendable () -> Bool {
    { [isCancelled = request.isCancelled, deadline] in
      isCancelled() || deadline.map { .now >= $0 } ?? false
    }
  }

  /// Plans until the end is asked for; `better` takes each plan, `bounded` a bound in thousandths of
  /// minutes, if there was time for one.
  func run(
    better: (Schedule) -> Void, bounded: (Int) -> Void
  ) throws(SolverError) {
    let solver = try HiGHSSolver()
    let model = RosterProgram(RosterNetwork(request.instance))
    // The bound has a thread of its own: a plan does not wait for it. Where cars share layers it is done
    // within a second or two, so that annealing gives up no thread for it.
    let proof = BackgroundTask { try? bound(solver) }
    var plan = request.start
    anneal(&plan)
    if let plan {
      better(plan)
      let neighbourhoods = FlowNeighbourhoods(
        model, solver: solver, seed: Int32(truncatingIfNeeded: request.seed & 0x7fff_ffff),
        until: deadline, mustStop: mustStop)
      try neighbourhoods.improve(plan, better: better)
    }
    if let bound = proof.value(until: deadline) { bounded(bound) }
  }

  /// What the linear program of the network proves, without the rules that tell like cars apart.
  private func bound(_ solver: HiGHSSolver) throws(SolverError) -> Int? {
    let model = RosterProgram(RosterNetwork(request.instance.withoutLimitsOfCars))
    var options = SolverOptions()
    options.isCancelled = request.isCancelled
    options.timeLimit = deadline.map { ContinuousClock.now.duration(to: $0) }
    guard let duals = try solver.duals(of: model.program, options: options),
      let bound = model.program.wholeBound(rowDuals: duals)
    else { return nil }
    let unit = RosterProgram.perTenth
    return bound <= 0 ? 0 : (bound + unit - 1) / unit * unit
  }

  private func anneal(_ plan: inout Schedule?) {
    var annealing = RosterAnnealing(request.instance, seed: request.seed)
    annealing.replicas = request.replicas
    annealing.threads = request.threads
    annealing.start = plan
    let time = deadline.map { ContinuousClock.now.duration(to: $0) * Self.annealingShare }
    let result = annealing.run(
      until: Stop(
        steps: request.steps, time: time ?? .seconds(20), isCancelled: request.isCancelled))
    if result.best.isValid { plan = result.best.state }
  }
}

/// Something that is computed on a thread of its own, and not waited for beyond a moment.
private final class BackgroundTask<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Value?) {
    let thread = Thread { [self] in
      let value = body()
      result.withLock { $0 = value }
      isDone.signal()
    }
    thread.start()
  }

  /// What came out by then; `nil` if it did not end.
  func value(until deadline: ContinuousClock.Instant?) -> Value? {
    if let deadline {
      let left = ContinuousClock.now.duration(to: deadline)
      _ = isDone.wait(timeout: .now() + max(0, left / .seconds(1)))
    } else {
      isDone.wait()
    }
    return result.withLock { $0 }
  }
}

extension PatrolInstance {
  /// The shift without limits of single cars: a plan of it may be better, never worse.
  fileprivate var withoutLimitsOfCars: PatrolInstance {
    var roster = roster
    roster.moveLimit = nil
    roster.minimumStay = 1
    roster.pairs = []
    let cars = fleet.named.map { car in
      Car(
        id: car.id, carClass: car.carClass, off: car.off, history: car.history, end: car.end,
        minutesBefore: car.minutesBefore)
    }
    return PatrolInstance(
      name: name, summary: summary, fleet: cars.isEmpty ? fleet : .named(cars), shift: shift,
      presence: presence, sectors: sectors, demand: demand, travel: travel,
      rules: PlanningRules(
        fixed: rules.fixed, forbidden: rules.forbidden, longestLeg: rules.longestLeg,
        classMinimums: rules.classMinimums, carTravelLimit: nil), roster: roster)
  }
}
