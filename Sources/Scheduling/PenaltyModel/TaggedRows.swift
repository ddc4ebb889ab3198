import QUBOModel

/// All terms' couplings merged into sparse rows, each entry tagged with the term it came from.
struct TaggedRows {
  let pattern: SparsePattern
  let coefficients: AlignedArray<Int32>
  let tags: AlignedArray<UInt8>

  /// Merges the couplings of terms; a pair may come twice in terms of the same weight only.
  init(variableCount: Int, terms: [any ScheduleTerm]) {
    var starts = Self.starts(variableCount, terms)
    var count = starts[variableCount]
    // An entry as one sortable word: column above, then its term, then its coefficient's bits.
    var words = Array(repeating: (column: Int32(0), tag: UInt8(0), value: Int32(0)), count: count)
    var next = starts
    for (tag, term) in terms.enumerated() {
      term.forEachCoupling { bit, other, coefficient in
        words[next[bit]] = (Int32(other), UInt8(tag), coefficient)
        words[next[other]] = (Int32(bit), UInt8(tag), coefficient)
        next[bit] += 1
        next[other] += 1
      }
    }
    for row in 0..<variableCount {
      words[starts[row]..<starts[row + 1]].sort { ($0.column, $0.tag) < ($1.column, $1.tag) }
    }
    count = 0
    for row in 0..<variableCount {
      let entries = starts[row]..<starts[row + 1]
      starts[row] = count
      for entry in entries {
        if count > starts[row], words[count - 1].column == words[entry].column {
          words[count - 1].value += words[entry].value
        } else {
          words[count] = words[entry]
          count += 1
        }
      }
    }
    starts[variableCount] = count
    pattern = SparsePattern(
      starts: AlignedArray(starts),
      columns: AlignedArray(repeating: 0, count: count) { target in
        for entry in 0..<count { target[entry] = words[entry].column }
      })
    coefficients = AlignedArray(repeating: 0, count: count) { target in
      for entry in 0..<count { target[entry] = words[entry].value }
    }
    tags = AlignedArray(repeating: 0, count: count) { target in
      for entry in 0..<count { target[entry] = words[entry].tag }
    }
  }

  /// Where each row starts, by counting entries.
  private static func starts(_ variableCount: Int, _ terms: [any ScheduleTerm]) -> [Int] {
    var starts = Array(repeating: 0, count: variableCount + 1)
    for term in terms {
      term.forEachCoupling { bit, other, _ in
        starts[bit + 1] += 1
        starts[other + 1] += 1
      }
    }
    for row in 0..<variableCount { starts[row + 1] += starts[row] }
    return starts
  }
}
