import PatrolModel

/// Which bit says what: y(t, i, j) = 1 when car i is in sector j at step t.
///
/// A sector that needs no car at a step can only be visited at a penalty, so its bits are left out
/// unless all are asked for. Bits are ordered by step, car, sector; auxiliary bits come last.
struct VariableLayout: Sendable {
  let carCount: Int
  let stepCount: Int
  let sectorCount: Int
  /// The sectors that have bits, per step, in increasing order.
  let sectors: [[Int]]
  /// The number of y bits.
  let assignmentCount: Int
  /// The first bit of each step.
  private let starts: [Int]
  /// The rank of a sector among those with bits at a step, or −1; step · `sectorCount` + sector.
  private let ranks: [Int32]

  init(_ instance: PatrolInstance, everySector: Bool) {
    carCount = instance.carCount
    stepCount = instance.stepCount
    sectorCount = instance.sectorCount
    sectors = instance.shift.steps.map { step in
      instance.sectorIndices.filter { everySector || instance.demand[step, $0] > 0 }
        .map(\.rawValue)
    }
    var starts: [Int] = []
    var ranks = Array(repeating: Int32(-1), count: stepCount * sectorCount)
    var next = 0
    for (step, active) in sectors.enumerated() {
      starts.append(next)
      next += carCount * active.count
      for (rank, sector) in active.enumerated() { ranks[step * sectorCount + sector] = Int32(rank) }
    }
    self.starts = starts
    self.ranks = ranks
    assignmentCount = next
  }

  /// The bit of a car, step and sector, or `nil` if it was left out.
  func bit(step: Int, car: Int, sector: Int) -> Int? {
    let rank = ranks[step * sectorCount + sector]
    return rank < 0 ? nil : starts[step] + car * sectors[step].count + Int(rank)
  }

  /// The sectors whose bits are 1 for a car at a step.
  func sectorsSet(step: Int, car: Int, isSet: (Int) -> Bool) -> [Int] {
    let first = starts[step] + car * sectors[step].count
    return sectors[step].indices.filter { isSet(first + $0) }.map { sectors[step][$0] }
  }
}
