import QUBOModel
import RandomStreams
import Tempering

/// Parallel trials over sparse fields by a race of keys, for functions whose flips touch few others.
///
/// The race draws by weights exp(−ΔE / T) of all bits; a flip changes its neighbours' weights only.
struct RacedTrial<Rows: InteractionRows, Field>: ParallelTrial
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  var fields: SparseFields<Rows, Field>
  private var race: KeyTimeRace
  private var factors: AcceptanceTable
  private var mayRefuseTies = false

  init(
    _ fields: SparseFields<Rows, Field>, in arena: Arena, using random: inout RandomStream
  ) {
    self.fields = fields
    race = KeyTimeRace(count: fields.count, in: arena)
    factors = AcceptanceTable(in: arena)
  }

  mutating func prepare(temperature: Double, offsetIncrement: Int) {
    race.prepare(temperature: temperature, increment: offsetIncrement)
    if factors.temperature != temperature {
      factors.prepare(for: temperature)
      weigh(from: 0)
    }
    followOffset()
  }

  mutating func tryAllBits(
    within steps: Int, using random: inout RandomStream
  ) -> (chosen: Int?, steps: Int) {
    race.tryAll(within: steps, using: &random)
  }

  mutating func growOffset() {
    race.grow()
    followOffset()
  }

  mutating func resetOffset() { race.reset() }

  /// Flips a bit and brings its and its neighbours' weights up to date.
  mutating func flip(_ k: Int) {
    let (fields, factors) = (fields, factors)
    race.tree.setInOrder { set in
      fields.flip(k) { j, energy in set(j, factors[energy]) }
    }
    // Weights made for an offset are of no use without it.
    if race.base != 0 { weigh(from: 0) } else { race.tree.refresh() }
  }

  /// Makes all weights anew for an offset that has left them behind.
  ///
  /// Far below the least flip energy nothing is accepted: there the race waits for the offset. Within
  /// 40 T of it some flip may be, e⁻⁴⁰ being less than any draw; but not more than 2⁴⁰, where E_off
  /// ends.
  private mutating func followOffset() {
    guard race.isOutgrown else { return }
    let least = (0..<fields.count).lazy.map(fields.flipEnergy).min() ?? 0
    let reach = Int64(min(40 * factors.temperature, Double(KeyTimeRace.largestOffset)))
    weigh(from: max(race.offset, Int(least - reach)))
  }

  private mutating func weigh(from base: Int) {
    race.weigh(from: base, count: fields.count, table: factors, fields.flipEnergy)
  }

  mutating func refuseTies() { mayRefuseTies = true }

  /// One trial after the other, in plain Swift.
  @inline(__always)
  mutating func nextAccepted(
    from position: Int, temperature: Double, using random: inout RandomStream
  ) -> Int? {
    // No exponential draw reaches 37 > 53 ln 2, so dearer flips are refused without one.
    let ceiling = temperature * 37
    for i in position..<fields.count {
      let change = Double(fields.flipEnergy(of: i))
      if change == 0 && mayRefuseTies && random.next() & 7 == 0 { continue }
      if change <= 0 || (change < ceiling && change <= temperature * random.exponential()) {
        return i
      }
    }
    return nil
  }
}
