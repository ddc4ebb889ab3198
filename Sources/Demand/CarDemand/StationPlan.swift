/// Where cars wait at first, and which of them move when a block begins: an allocation as orders.
struct StationPlan: Sendable {
  /// Cars that go from one sector to another when a block begins.
  struct Change: Sendable {
    /// Minutes since the shift's start.
    let minute: Float
    /// Sectors, a pair for each car; one past the last sector is off duty.
    let moves: [(from: Int, to: Int)]
  }

  /// The sector of each car at the start; one past the last sector is off duty.
  let sectors: [Int]
  /// What changes, in order of time.
  let changes: [Change]

  /// Makes orders of an allocation: where cars are too many and too few, the nearest sectors first.
  ///
  /// - Parameters:
  ///   - allocation: Cars by block and sector.
  ///   - minutes: Between posts, from one (row) to another (column).
  ///   - blockMinutes: The length of a block.
  init(_ allocation: Allocation, minutes: [[Double]], blockMinutes: Double) {
    let total = allocation.cars.map { $0.reduce(0, +) }.max() ?? 0
    // Off duty is a place like others, at no distance from any.
    let counts = allocation.cars.map { $0 + [total - $0.reduce(0, +)] }
    sectors = counts[0].indices.flatMap { Array(repeating: $0, count: counts[0][$0]) }
    changes = counts.indices.dropFirst().compactMap { block in
      let moves = Self.moves(from: counts[block - 1], to: counts[block], minutes)
      return moves.isEmpty ? nil : Change(minute: Float(Double(block) * blockMinutes), moves: moves)
    }
  }

  private static func moves(
    from before: [Int], to after: [Int], _ minutes: [[Double]]
  ) -> [(from: Int, to: Int)] {
    var surplus = zip(before, after).map { $0 - $1 }
    var moves: [(from: Int, to: Int)] = []
    func distance(_ from: Int, _ to: Int) -> Double {
      max(from, to) == minutes.count ? 0 : minutes[from][to]
    }
    while true {
      let pairs = surplus.indices.filter { surplus[$0] > 0 }.flatMap { from in
        surplus.indices.filter { surplus[$0] < 0 }.map { (from: from, to: $0) }
      }
      guard
        let next = pairs.min(by: {
          (distance($0.from, $0.to), $0.from, $0.to) < (distance($1.from, $1.to), $1.from, $1.to)
        })
      else { return moves }
      moves.append(next)
      surplus[next.from] -= 1
      surplus[next.to] += 1
    }
  }
}
