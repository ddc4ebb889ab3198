import Simulation

/// A change of a car's row: up to three runs of cells, one after the other; empty runs are left out.
package struct RowEdit: Hashable, Sendable {
  /// The car.
  package let car: Int
  /// The first period that changes.
  package let start: Int
  /// The period after the last one that changes.
  package let end: Int
  private let firstEnd: Int
  private let secondEnd: Int
  private let areas: SIMD3<Int32>

  /// Runs of cells of a row; what would lie beyond the end of the shift is cut off.
  package init(
    _ car: Int, from start: Int, _ first: (area: Int, end: Int), _ second: (area: Int, end: Int),
    _ third: (area: Int, end: Int)
  ) {
    (self.car, self.start) = (car, start)
    firstEnd = min(first.end, ShiftClock.periods)
    secondEnd = min(second.end, ShiftClock.periods)
    end = min(third.end, ShiftClock.periods)
    areas = SIMD3(Int32(first.area), Int32(second.area), Int32(third.area))
  }

  /// Travel, then a stay.
  package init(_ car: Int, from start: Int, travelUntil arrival: Int, stay: (area: Int, end: Int)) {
    self.init(
      car, from: start, (ShiftState.travelling, arrival), (ShiftState.travelling, arrival), stay)
  }

  /// A stay.
  package init(_ car: Int, from start: Int, stay: (area: Int, end: Int)) {
    self.init(car, from: start, stay, stay, stay)
  }

  /// The area, or −1 for travelling, in a period of the change.
  package func cell(_ period: Int) -> Int {
    Int(period < firstEnd ? areas.x : period < secondEnd ? areas.y : areas.z)
  }
}
