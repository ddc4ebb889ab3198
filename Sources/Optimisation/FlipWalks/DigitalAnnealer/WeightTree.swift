package import Tempering

/// Weights of many items with their sums in a tree of eights, to pick items in proportion.
///
/// A sum is always worked out anew from the eight below it and never by differences, so it is as
/// precise as doubles are, however long a run and however far apart the weights of its items. The
/// order of additions is fixed: it is the same on every machine.
package struct WeightTree {
  private typealias Eight = SIMD8<Double>

  /// The items' weights, then level by level their sums, each level padded with 0 to whole eights.
  package let weights: UnsafeMutablePointer<Double>
  /// Where each level starts among the sums.
  private let levels: UnsafeMutablePointer<Int>
  private let levelCount: Int
  /// The groups of eight items whose sums are out of date, with repetitions.
  private let stale: UnsafeMutablePointer<Int32>
  private var staleCount = 0
  /// The sum of all weights, as of the last `refresh` or `rebuild`.
  package private(set) var total = 0.0

  /// Makes a tree of `count` ≥ 0 items that weigh 0.
  package init(count: Int, in arena: Arena) {
    var starts = [0]
    var width = max(1, count)
    var end = 0
    repeat {
      width = (width + 7) / 8
      end += 8 * width
      starts.append(end)
    } while width > 1
    levels = arena.copy(starts)
    levelCount = starts.count
    // The top level is one sum, on a whole eight.
    weights = arena.allocate(end + 8, filledWith: 0)
    // Between two refreshes all items may be set one by one, and twice in order, group by group.
    stale = arena.allocate(2 * count + 4, filledWith: 0)
  }

  /// Sets the weight of an item; sums follow at the next `refresh`.
  package mutating func set(_ weight: Double, of i: Int) {
    weights[i] = weight
    stale[staleCount] = Int32(truncatingIfNeeded: i >> 3)
    staleCount += 1
  }

  /// Sets weights of increasing items by what `change` hands to its argument.
  @inline(__always)
  package mutating func setInOrder(_ change: ((_ i: Int, _ weight: Double) -> Void) -> Void) {
    // Local copies stay in registers: stores through pointers might otherwise change members.
    let (weights, stale) = (weights, stale)
    var (count, last) = (staleCount, -1)
    change { i, weight in
      weights[i] = weight
      stale[count] = Int32(truncatingIfNeeded: i >> 3)
      count &+= i >> 3 == last ? 0 : 1
      last = i >> 3
    }
    staleCount = count
  }

  /// Brings the sums above changed items up to date.
  package mutating func refresh() {
    let (weights, stale) = (weights, stale)
    var count = staleCount
    for level in 1..<levelCount {
      let (below, sums) = (weights + levels[level - 1], weights + levels[level])
      var (parents, last) = (0, -1)
      for position in 0..<count {
        let group = Int(stale[position])
        sums[group] = Self.sum(below + 8 * group)
        stale[parents] = Int32(truncatingIfNeeded: group >> 3)
        parents &+= group >> 3 == last ? 0 : 1
        last = group >> 3
      }
      count = parents
    }
    staleCount = 0
    total = weights[levels[levelCount - 1]]
  }
}

extension WeightTree {
  /// The item at a position on the line on which every item takes its weight.
  package func pick(_ position: Double) -> Int {
    var rest = position
    var item = 0
    for level in stride(from: levelCount - 2, through: 0, by: -1) {
      let eight = weights + levels[level] + 8 * item
      var (child, last) = (0, 0)
      while child < 8, rest >= eight[child] {
        rest -= eight[child]
        if eight[child] > 0 { last = child }
        child += 1
      }
      // Rounding may lead past the end; what comes last before it has a weight.
      if child == 8 { (child, rest) = (last, 0) }
      item = 8 * item + child
    }
    return item
  }

  /// Calls `body` with every item that weighs more than `bound`, in order.
  package func forEach(above bound: Double, _ body: (_ i: Int) -> Void) {
    if total > bound { visit(0, level: levelCount - 2, above: bound, body) }
  }

  private func visit(_ group: Int, level: Int, above bound: Double, _ body: (Int) -> Void) {
    for i in 8 * group..<8 * group + 8 where weights[levels[level] + i] > bound {
      level == 0 ? body(i) : visit(i, level: level - 1, above: bound, body)
    }
  }

  @inline(__always)
  private static func sum(_ first: UnsafePointer<Double>) -> Double {
    let eight = UnsafeRawPointer(first).load(as: Eight.self)
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
