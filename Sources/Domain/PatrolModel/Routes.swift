/// A schedule read car by car: where each stays, and what its moves take.
public struct Routes: Hashable, Sendable {
  /// Consecutive steps that a car spends in one sector.
  public struct Stay: Hashable, Sendable {
    /// Where it is.
    public let sector: SectorIndex
    /// The steps, counted from zero; not empty.
    public let steps: Range<Int>
    /// The minutes of the move that led here; `nil` if the car came from nowhere: at the start of
    /// the shift, unless its start is elsewhere, and when it comes back into service.
    public let arrival: Minutes?
  }

  /// The shift.
  public let instance: PatrolInstance
  /// The stays of each car, in order; none if it is never in service.
  public let stays: [[Stay]]

  /// Reads a schedule of an instance; whether it keeps the rules is not looked at.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public init(_ schedule: Schedule, of instance: PatrolInstance) {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    self.instance = instance
    stays = instance.carIndices.map { car in
      Self.stays(schedule.route(of: car), from: instance.fleet[car].start, instance.travel)
    }
  }

  /// The minutes that a car travels.
  public func travel(of car: CarIndex) -> Minutes {
    stays[car.rawValue].reduce(.zero) { $0 + ($1.arrival ?? .zero) }
  }

  /// How often a car changes its sector.
  public func moves(of car: CarIndex) -> Int {
    stays[car.rawValue].count { $0.arrival != nil }
  }

  /// The most steps that a car spends in one sector without a break; its start counts as a step.
  public func longestStay(of car: CarIndex) -> Int {
    let start = instance.fleet[car].start
    return stays[car.rawValue].map { stay in
      stay.steps.count + (stay.steps.lowerBound == 0 && stay.sector == start ? 1 : 0)
    }.max() ?? 0
  }

  /// The minutes that all cars travel.
  public var totalTravel: Minutes {
    instance.carIndices.reduce(.zero) { $0 + travel(of: $1) }
  }

  /// How often all cars change their sector.
  public var moveCount: Int { instance.carIndices.reduce(0) { $0 + moves(of: $1) } }

  /// The sectors that some car visits, in order.
  public var sectors: [SectorIndex] { Set(stays.joined().map(\.sector)).sorted() }

  private static func stays(
    _ route: [SectorIndex?], from start: SectorIndex?, _ travel: TravelTimes
  ) -> [Stay] {
    var stays: [Stay] = []
    var first = 0
    for step in route.indices where step + 1 == route.count || route[step + 1] != route[step] {
      if let sector = route[step] {
        let origin = first == 0 ? start : route[first - 1]
        let arrival = origin.flatMap { $0 == sector ? nil : travel[from: $0, to: sector] }
        stays.append(Stay(sector: sector, steps: first..<step + 1, arrival: arrival))
      }
      first = step + 1
    }
    return stays
  }
}
