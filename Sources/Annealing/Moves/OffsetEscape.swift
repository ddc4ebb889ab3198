import RandomStreams

/// The race of keys while the dynamic offset grows in a state that does not change.
///
/// As long as no flip energy is below it, an offset E multiplies all acceptance probabilities by
/// exp(E / T). So weights relative to the cheapest flip, wᵢ = exp(−(ΔEᵢ − min ΔE) / T), serve every
/// offset: one pass per state, then each step costs a draw. Only sums over 64 bits are kept; the
/// weights of one such group are worked out when an arrival falls into it. Bits that have become
/// *eager*, with pᵢ > ½, leave the sums: they are tried in the order of their keys.
struct OffsetEscape {
  /// Whether the sums belong to the current state and temperature.
  var isCurrent = false
  /// The probabilities of the temperature; whoever made the table keeps it as long as it is used.
  private var table: AcceptanceTable
  private var least: Int64 = 0
  /// Σ wᵢ over the bits of each group that are not eager, and over all groups.
  private let sums: UnsafeMutableBufferPointer<Double>
  private var total = 0.0
  /// The least ΔE of each group, and of all of them, eager bits left out.
  private let leastOfGroup: UnsafeMutableBufferPointer<Int64>
  private var leastLeft: Int64 = 0
  /// The eager bits, in any order.
  private let eager: UnsafeMutableBufferPointer<Int32>
  private var eagerCount = 0
  /// The eager bits are those with ΔE below this.
  private var eagerBelow = -Double.infinity

  init(count: Int, table: AcceptanceTable) {
    self.table = table
    let groups = (count + 63) / 64
    sums = .allocate(capacity: groups)
    leastOfGroup = .allocate(capacity: groups)
    eager = .allocate(capacity: count)
    sums.initialize(repeating: 0)
    leastOfGroup.initialize(repeating: 0)
    eager.initialize(repeating: 0)
  }

  func deallocate() {
    sums.deallocate()
    leastOfGroup.deallocate()
    eager.deallocate()
  }

  /// Takes a state; its flip energies and the table must not change until the next call.
  mutating func prepare<Rows, Field>(_ fields: SparseFields<Rows, Field>, table: AcceptanceTable) {
    isCurrent = true
    self.table = table
    eagerCount = 0
    eagerBelow = -.infinity
    for group in sums.indices {
      var least = Int64.max
      for i in bits(of: group, fields) { least = min(least, fields.flipEnergy(of: i)) }
      leastOfGroup[group] = least
    }
    leastLeft = leastOfGroup.min() ?? .max
    least = leastLeft
    for group in sums.indices { sums[group] = sum(group, fields) }
    total = sums.reduce(0, +)
  }

  /// The bit that a step with this offset flips, uniform among the accepted ones.
  mutating func winner<Rows, Field>(
    _ fields: SparseFields<Rows, Field>, offset: Int, using random: inout RandomStream
  ) -> Int? {
    guard fields.count > 0 else { return nil }
    let below = Double(offset) + table.temperature * 0.6931471805599453
    if Double(leastLeft) < below { takeEager(fields, below: below) }
    let first = firstEager(fields, offset, using: &random)
    let rate = 2 * total * growth(offset)
    var key = rate > 0 ? random.exponential() / rate : .infinity
    while key < first?.key ?? 1 {
      let i = pick(random.unit() * total, fields)
      let probability = probability(i, fields, offset)
      if 2 * random.unit() * (1 - probability * key) < 1 { return i }
      key += random.exponential() / rate
    }
    return first?.bit
  }

  /// exp((E − min ΔE) / T), by which an offset E multiplies the weights.
  private func growth(_ offset: Int) -> Double {
    let excess = Int64(offset) - least
    return excess <= 0
      ? share(-excess) : naturalExponential(min(Double(excess) / table.temperature, 700))
  }

  /// Moves the bits that an offset makes eager from the sums to the list.
  private mutating func takeEager<Rows, Field>(
    _ fields: SparseFields<Rows, Field>, below: Double
  ) {
    let before = eagerBelow
    eagerBelow = below
    for group in sums.indices where Double(leastOfGroup[group]) < below {
      var left = Int64.max
      for i in bits(of: group, fields) {
        let energy = fields.flipEnergy(of: i)
        if Double(energy) >= below {
          left = min(left, energy)
        } else if Double(energy) >= before {
          eager[eagerCount] = Int32(truncatingIfNeeded: i)
          eagerCount += 1
        }
      }
      leastOfGroup[group] = left
      sums[group] = sum(group, fields)
    }
    leastLeft = leastOfGroup.min() ?? .max
    total = sums.reduce(0, +)
  }

  /// The eager bit with the smallest key among the accepted ones, with its key.
  private func firstEager<Rows, Field>(
    _ fields: SparseFields<Rows, Field>, _ offset: Int, using random: inout RandomStream
  ) -> (bit: Int, key: Double)? {
    var waited = 0.0
    for left in stride(from: eagerCount, to: 0, by: -1) {
      waited += random.exponential() / Double(left)
      let position = random.uniform(below: left)
      let i = Int(eager[position])
      if random.unit() < probability(i, fields, offset) {
        return (i, 1 - naturalExponential(-waited))
      }
      eager.swapAt(position, left - 1)
    }
    return nil
  }

  /// The bit at a position on the line on which every bit takes its weight.
  private func pick<Rows, Field>(_ position: Double, _ fields: SparseFields<Rows, Field>) -> Int {
    var rest = position
    var group = 0
    var lastGroup = 0
    // Rounding may lead past the end; what comes last before it has a weight.
    while group < sums.count, rest >= sums[group] {
      rest -= sums[group]
      if sums[group] > 0 { lastGroup = group }
      group += 1
    }
    if group == sums.count { group = lastGroup }
    var last = 64 * group
    for i in bits(of: group, fields) {
      let weight = weight(i, fields)
      if rest < weight { return i }
      rest -= weight
      if weight > 0 { last = i }
    }
    return last
  }

  private func sum<Rows, Field>(_ group: Int, _ fields: SparseFields<Rows, Field>) -> Double {
    // Where the cheapest bit weighs nothing, no bit does.
    guard leastOfGroup[group] < .max, share(leastOfGroup[group] - least) > 0 else { return 0 }
    return bits(of: group, fields).reduce(0) { $0 + weight($1, fields) }
  }

  private func weight<Rows, Field>(_ i: Int, _ fields: SparseFields<Rows, Field>) -> Double {
    let energy = fields.flipEnergy(of: i)
    return Double(energy) < eagerBelow ? 0 : share(energy - least)
  }

  private func probability<Rows, Field>(
    _ i: Int, _ fields: SparseFields<Rows, Field>, _ offset: Int
  ) -> Double {
    share(fields.flipEnergy(of: i) - Int64(offset))
  }

  /// min(1, exp(−change / T)), to within 2⁻⁴³.
  @inline(__always)
  private func share(_ change: Int64) -> Double {
    Double(table.probability(change)) / Double(AcceptanceTable.one)
  }

  private func bits<Rows, Field>(
    of group: Int, _ fields: SparseFields<Rows, Field>
  ) -> Range<Int> {
    64 * group..<min(64 * group + 64, fields.count)
  }
}
