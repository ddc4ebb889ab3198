import RandomStreams

/// The factors min(1, exp(−ΔE / T)) of one temperature, by integer ΔE.
///
/// They are products of two entries, exp(−256a / T) · exp(−b / T), so the table stays small and
/// close at any T. However small, they are off by a share of 2⁻⁴² at most; below e⁻⁷⁰⁰ they are 0.
struct AcceptanceTable {
  /// No factor below exp of minus this is told from 0: doubles end there.
  static let vanishing = 700.0
  /// Longer tables would leave the cache; what they lack is computed.
  private static let longest = 1 << 14

  /// The temperature of the factors, in energy units.
  let temperature: Double
  /// exp(−256a / T), a in 0..<`length`.
  private let coarse: UnsafeMutablePointer<Double>
  private let length: Int
  /// exp(−b / T), b in 0..<256.
  private let fine: UnsafeMutablePointer<Double>
  /// Whether all factors that the table leaves out are 0.
  private let isComplete: Bool

  /// Makes the table of a temperature > 0; whoever holds it calls `deallocate` once.
  init(temperature: Double) {
    self.temperature = temperature
    let needed = (Self.vanishing * temperature / 256).rounded(.up)
    isComplete = needed <= Double(Self.longest)
    length = isComplete ? Int(needed) : Self.longest
    coarse = Self.powers(256 / temperature, count: length)
    fine = Self.powers(1 / temperature, count: 256)
  }

  func deallocate() {
    coarse.deallocate()
    fine.deallocate()
  }

  /// min(1, exp(−`change` / T)).
  @inline(__always)
  subscript(change: Int64) -> Double {
    let rise = Int(max(0, change))
    let a = rise >> 8
    return a < length ? coarse[a] * fine[rise & 255] : computed(rise)
  }

  private func computed(_ rise: Int) -> Double {
    isComplete ? 0 : Self.power(Double(rise) / temperature)
  }

  /// exp(−x), 0 where it vanishes.
  private static func power(_ x: Double) -> Double { x > vanishing ? 0 : naturalExponential(-x) }

  /// exp(−k · `step`) for k = 0, 1, …: products of at most 16 factors between exact ones.
  private static func powers(_ step: Double, count: Int) -> UnsafeMutablePointer<Double> {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: count)
    let factor = power(step)
    for k in 0..<count {
      (powers + k).initialize(
        to: k % 16 == 0 ? power(Double(k) * step) : powers[k - 1] * factor)
    }
    return powers
  }
}
