/// A rise of the objective for a fall of the penalty: what a penalty weight has to exceed, so that the
/// repair pays.
struct RepairRatio: Comparable {
  /// At least 0, in units of the objective.
  let rise: Int64
  /// At least 1, in units of the penalty.
  let fall: Int64

  static let zero = RepairRatio(rise: 0, fall: 1)

  static func < (left: Self, right: Self) -> Bool {
    let first = left.rise.multipliedFullWidth(by: right.fall)
    let second = right.rise.multipliedFullWidth(by: left.fall)
    return (first.high, first.low) < (second.high, second.low)
  }

  static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

  /// The least whole number above it.
  var weight: Int64 { rise / fall + 1 }
}
