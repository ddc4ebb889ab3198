import RandomStreams
package import Tempering

/// The factors min(1, exp(−ΔE / T)) of one temperature, by integer ΔE.
///
/// They are products of two entries, exp(−256a / T) · exp(−b / T), so the table stays small and
/// close at any T. However small, they are off by a share of 2⁻⁴² at most; below e⁻⁷⁰⁰ they are 0.
package struct AcceptanceTable {
  /// No factor below exp of minus this is told from 0: the least normal double is e⁻⁷⁰⁸.
  package static let vanishing = 700.0
  /// 128 KiB of coarse factors: longer tables would leave the second-level cache, so what they lack
  /// is computed.
  private static let longest = 1 << 14
  /// Fine factors, 2 KiB: a byte of ΔE, so that a shift and a mask take it apart.
  private static let fineCount = 256
  /// Factors of a table are products of at most so many, between exact ones.
  private static let longestProduct = 16

  /// The temperature of the factors, in energy units; 0 before `prepare`.
  package private(set) var temperature = 0.0
  /// exp(−256a / T), a in 0..<`length`.
  private let coarse: UnsafeMutablePointer<Double>
  private var length = 0
  /// exp(−b / T), b in 0..<256.
  private let fine: UnsafeMutablePointer<Double>
  /// Whether all factors that the table leaves out are 0.
  private var isComplete = true

  /// Makes room for a table.
  package init(in arena: Arena) {
    coarse = arena.allocate(Self.longest, filledWith: 0)
    fine = arena.allocate(Self.fineCount, filledWith: 0)
  }

  /// Makes the table of a temperature > 0.
  package mutating func prepare(for temperature: Double) {
    self.temperature = temperature
    let needed = (Self.vanishing * temperature / Double(Self.fineCount)).rounded(.up)
    isComplete = needed <= Double(Self.longest)
    length = isComplete ? Int(needed) : Self.longest
    Self.store(coarse, step: Double(Self.fineCount) / temperature, count: length)
    Self.store(fine, step: 1 / temperature, count: Self.fineCount)
  }

  /// min(1, exp(−`change` / T)).
  @inline(__always)
  package subscript(change: Int64) -> Double {
    let rise = Int(max(0, change))
    let a = rise >> 8
    return a < length ? coarse[a] * fine[rise & (Self.fineCount - 1)] : computed(rise)
  }

  private func computed(_ rise: Int) -> Double {
    isComplete ? 0 : Self.power(Double(rise) / temperature)
  }

  /// exp(−x), 0 where it vanishes.
  private static func power(_ x: Double) -> Double { x > vanishing ? 0 : naturalExponential(-x) }

  /// Stores exp(−k · `step`) for the first `count` numbers k.
  private static func store(_ powers: UnsafeMutablePointer<Double>, step: Double, count: Int) {
    let factor = power(step)
    for k in 0..<count {
      powers[k] = k % longestProduct == 0 ? power(Double(k) * step) : powers[k - 1] * factor
    }
  }
}
