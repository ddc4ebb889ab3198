import PatrolModel

/// A schedule read car by car: where each stays, and what its moves take.
struct Routes {
  /// Consecutive steps that a car spends in one sector.
  struct Stay {
    let sector: SectorIndex
    /// The steps, counted from zero; not empty.
    let steps: Range<Int>
    /// The minutes of the move that led here; `nil` if the car came from nowhere: at the start of
    /// the shift, unless its start is elsewhere, and when it comes back into service.
    let arrival: Minutes?
  }

  let instance: PatrolInstance
  /// The stays of each car, in order.
  let stays: [[Stay]]

  init(_ schedule: Schedule, of instance: PatrolInstance) {
    self.instance = instance
    stays = instance.carIndices.map { car in
      Self.stays(schedule.route(of: car), from: instance.fleet[car].start, instance.travel)
    }
  }

  /// The minutes that a car travels.
  func travel(of car: Int) -> Minutes {
    stays[car].reduce(.zero) { $0 + ($1.arrival ?? .zero) }
  }

  var totalTravel: Minutes { stays.indices.reduce(.zero) { $0 + travel(of: $1) } }
  var moveCount: Int { stays.reduce(0) { $0 + $1.count { $0.arrival != nil } } }

  /// The sectors that some car visits, in order.
  var sectors: [SectorIndex] { Set(stays.joined().map(\.sector)).sorted() }

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
