/// A schedule read car by car: where each stays, and what its moves take.
public struct Routes: Hashable, Sendable {
  /// Consecutive steps that a car spends in one sector.
  public struct Stay: Hashable, Sendable {
    /// Where it is.
    public let sector: SectorIndex
    /// The steps, counted from zero; not empty.
    public let steps: Range<Int>
    /// The minutes of the move that led here; `nil` if the car came from nowhere: at the start of
    /// the shift, unless its start is elsewhere, and where it resumes after a break in the sector in
    /// which it stopped, or travel across breaks is free.
    public let arrival: Minutes?
    /// Whether the car was out of service on its way here.
    public let isAcrossBreak: Bool
  }

  /// The shift.
  public let instance: PatrolInstance
  /// The stays of each car, in order; none if it is never in service.
  public let stays: [[Stay]]
  /// The minutes of each car's drive to its end; `nil` if it has none, or is there.
  public let endings: [Minutes?]

  /// Reads a schedule of an instance; whether it keeps the rules is not looked at.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public init(_ schedule: Schedule, of instance: PatrolInstance) {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    self.instance = instance
    let stays = instance.carIndices.map { car in
      Self.stays(schedule.route(of: car), from: instance.fleet[car].start, instance)
    }
    self.stays = stays
    endings = zip(instance.carIndices, stays).map { car, stays in
      let car = instance.fleet[car]
      guard let end = car.end, let last = stays.last?.sector ?? car.start, last != end else {
        return nil
      }
      return instance.minutes(
        from: last, to: end, at: StepIndex(instance.stepCount - 1))
    }
  }

  /// The minutes that a car travels.
  public func travel(of car: CarIndex) -> Minutes {
    stays[car.rawValue].reduce(endings[car.rawValue] ?? .zero) { $0 + ($1.arrival ?? .zero) }
  }

  /// How often a car changes its sector.
  public func moves(of car: CarIndex) -> Int {
    stays[car.rawValue].count { $0.arrival != nil } + (endings[car.rawValue] == nil ? 0 : 1)
  }

  /// The most steps that a car spends in one sector without a break; what was before the shift counts.
  public func longestStay(of car: CarIndex) -> Int {
    let past = instance.fleet[car].history.reversed()
    return stays[car.rawValue].map { stay in
      let before = stay.steps.lowerBound == 0 ? past.prefix { $0 == stay.sector }.count : 0
      return stay.steps.count + before
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
    _ route: [SectorIndex?], from start: SectorIndex?, _ instance: PatrolInstance
  ) -> [Stay] {
    var stays: [Stay] = []
    var here = start
    var first = 0
    for step in route.indices where step + 1 == route.count || route[step + 1] != route[step] {
      if let sector = route[step] {
        let isAcrossBreak = first > 0 && route[first - 1] == nil && here != nil
        let isDrive =
          here != nil && here != sector
          && !(isAcrossBreak && instance.roster.breakTravel == .free)
        let arrival = here.flatMap { origin in
          isDrive ? instance.minutes(from: origin, to: sector, at: StepIndex(first)) : nil
        }
        stays.append(
          Stay(
            sector: sector, steps: first..<step + 1, arrival: arrival,
            isAcrossBreak: isAcrossBreak))
        here = sector
      }
      first = step + 1
    }
    return stays
  }
}
