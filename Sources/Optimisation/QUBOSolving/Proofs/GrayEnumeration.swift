/// All assignments of a part, each one flip away from the last.
///
/// The k-th flip is that of bit tz(k), the number of trailing zeros (Gray's code; Knuth, The Art of
/// Computer Programming 7.2.1.1, algorithm L in other words), so that a step costs one row.
struct GrayEnumeration {
  /// The most bits: 2²⁴ rows of 24 take about a quarter of a second.
  static let mostBits = 24

  let part: QUBOPart

  /// The least energy and an assignment that has it; `nil` if somebody asked for the end.
  func minimum(isCancelled: () -> Bool) -> (bits: [Bool], energy: Int64)? {
    let count = part.count
    var rows = Array(repeating: Int64(0), count: count * count)
    for i in 0..<count {
      for coupling in part.couplings[i] { rows[i * count + coupling.bit] = coupling.value }
    }
    var fields = part.linear
    var (state, energy): (UInt64, Int64) = (0, 0)
    var best = (state: state, energy: energy)
    for step in 1..<max(1, UInt64(1) << UInt64(count)) {
      if step & 0xf_ffff == 0, isCancelled() { return nil }
      let i = step.trailingZeroBitCount
      let wasOne = state >> UInt64(i) & 1 == 1
      energy += wasOne ? -fields[i] : fields[i]
      state ^= 1 << UInt64(i)
      fields.withUnsafeMutableBufferPointer { fields in
        rows.withUnsafeBufferPointer { rows in
          let row = i * count
          if wasOne {
            for j in 0..<count { fields[j] -= rows[row + j] }
          } else {
            for j in 0..<count { fields[j] += rows[row + j] }
          }
        }
      }
      if energy < best.energy { best = (state, energy) }
    }
    return ((0..<count).map { best.state >> UInt64($0) & 1 == 1 }, best.energy)
  }
}
