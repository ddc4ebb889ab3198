/// Branch and bound in whole numbers, around an assignment that is thought to be best.
///
/// With y = x ⊕ s, where s is that assignment, a negative coupling is shared out among its two bits,
/// b_ij = h_ij + h_ji, so that no y has less than
///
///     Σᵢ min(0, cᵢ),  cᵢ = aᵢ + Σⱼ h_ij,
///
/// and a bit may be fixed where the bound with the other value is too high (Hansen 1979; Pardalos &
/// Rodgers 1990, doi:10.1007/BF02247879, §2, there with halves). Shares are moved at the root to where
/// there is room for them, which goes towards the bound of roof duality.
struct IntegerBranching {
  /// What a search came to.
  struct Result {
    var bits: [Bool]
    var energy: Int64
    /// No assignment has less.
    var bound: Int64
    /// Whether all assignments have been dealt with.
    var isComplete: Bool
  }

  private let part: QUBOPart
  private let start: [Bool]
  private let startEnergy: Int64
  /// The steps, bits looked at, after which the search ends.
  private var stepsLeft: Int

  private var value: [Int8]  // −1 while a bit is free
  private var fields: [Int64]
  private var shares: [[Int64]]
  private var shared: [Int64]
  private var negative: [Int64]
  private var positive: [Int64]
  private var energy: Int64 = 0
  private var trail: [Int] = []
  private var best: Int64 = 0
  private var bestBits: [Bool]?

  /// Prepares a search around an assignment of the part's bits.
  init(_ part: QUBOPart, around bits: [Bool], steps: Int) {
    self.part = part.around(bits)
    start = bits
    startEnergy = part.energy(of: bits)
    stepsLeft = steps
    value = Array(repeating: -1, count: part.count)
    fields = self.part.linear
    negative = self.part.couplings.map { $0.reduce(0) { $0 + min(0, $1.value) } }
    positive = self.part.couplings.map { $0.reduce(0) { $0 + max(0, $1.value) } }
    shares = self.part.couplings.enumerated().map { i, row in
      row.map { coupling in
        let share = min(0, coupling.value)
        // Half each; an odd one goes to the smaller bit.
        return i < coupling.bit ? share - share / 2 : share / 2
      }
    }
    shared = shares.map { $0.reduce(0, +) }
    moveShares()
  }

  /// Searches until all is dealt with, or the steps are used up.
  mutating func minimise(isCancelled: () -> Bool) -> Result {
    let root = bound
    let isComplete = branch(isCancelled)
    let bits = bestBits.map { found in zip(start, found).map { $0 != $1 } } ?? start
    return Result(
      bits: bits, energy: startEnergy + best,
      bound: startEnergy + (isComplete ? best : min(best, root)), isComplete: isComplete)
  }

  /// No completion of what is fixed has less, relative to the start.
  private var bound: Int64 {
    var bound = energy
    for i in value.indices where value[i] < 0 { bound += min(0, fields[i] + shared[i]) }
    return bound
  }

  /// Moves shares from bits with cᵢ < 0 to neighbours with room, cⱼ > 0.
  private mutating func moveShares() {
    for _ in 0..<8 {
      for i in value.indices {
        for (place, coupling) in part.couplings[i].enumerated() where coupling.value < 0 {
          let (lack, room) = (
            -(fields[i] + shared[i]), fields[coupling.bit] + shared[coupling.bit]
          )
          guard lack > 0, room > 0 else { continue }
          let moved = min(lack, room, -shares[i][place])
          guard moved > 0, let back = part.couplings[coupling.bit].place(of: i) else { continue }
          shares[i][place] += moved
          shared[i] += moved
          shares[coupling.bit][back] -= moved
          shared[coupling.bit] -= moved
        }
      }
    }
  }

  /// Whether everything below is dealt with.
  private mutating func branch(_ isCancelled: () -> Bool) -> Bool {
    let mark = trail.count
    defer { undo(to: mark) }
    guard propagate() else { return true }
    guard let bit = choice else {
      if energy < best {
        best = energy
        bestBits = value.map { $0 == 1 }
      }
      return true
    }
    guard stepsLeft > 0, !isCancelled() else { return false }
    for next in [Int8(0), 1] {
      let before = trail.count
      fix(bit, at: next)
      let isDone = branch(isCancelled)
      undo(to: before)
      guard isDone else { return false }
    }
    return true
  }

  /// Fixes what has to be fixed; `false` if nothing better is left.
  private mutating func propagate() -> Bool {
    while true {
      stepsLeft -= part.count
      let bound = bound
      guard bound < best else { return false }
      let count = trail.count
      for i in value.indices where value[i] < 0 {
        let own = fields[i] + shared[i]
        if fields[i] + negative[i] >= 0 || own > 0 && bound + own >= best {
          fix(i, at: 0)
        } else if fields[i] + positive[i] <= 0 || own < 0 && bound - own >= best {
          fix(i, at: 1)
        } else {
          continue
        }
        break
      }
      if trail.count == count { return true }
    }
  }

  /// The free bit whose value says most about others.
  private var choice: Int? {
    var (chosen, largest): (Int?, Int64) = (nil, -1)
    for i in value.indices where value[i] < 0 && positive[i] - negative[i] > largest {
      (chosen, largest) = (i, positive[i] - negative[i])
    }
    return chosen
  }

  private mutating func fix(_ i: Int, at new: Int8) {
    value[i] = new
    trail.append(i)
    if new == 1 { energy += fields[i] }
    change(i, times: 1)
  }

  private mutating func undo(to mark: Int) {
    while trail.count > mark {
      let i = trail.removeLast()
      change(i, times: -1)
      if value[i] == 1 { energy -= fields[i] }
      value[i] = -1
    }
  }

  /// Takes a bit out of its neighbours' sums, or puts it back.
  private mutating func change(_ i: Int, times sign: Int64) {
    for coupling in part.couplings[i] where value[coupling.bit] < 0 {
      let j = coupling.bit
      if value[i] == 1 { fields[j] += sign * coupling.value }
      negative[j] -= sign * min(0, coupling.value)
      positive[j] -= sign * max(0, coupling.value)
      if coupling.value < 0, let back = part.couplings[j].place(of: i) {
        shared[j] -= sign * shares[j][back]
      }
    }
  }
}

extension [QUBOPart.Coupling] {
  /// Where a bit is listed.
  fileprivate func place(of bit: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].bit < bit { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].bit == bit ? low : nil
  }
}
