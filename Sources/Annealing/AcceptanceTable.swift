import RandomStreams

/// Acceptance probabilities min(1, exp(−ΔE / T)) as integers in units of 2⁻⁴⁰, by integer ΔE.
///
/// Integers make sums of probabilities exact, so none drifts however long a run; the rounding, at
/// most 2⁻⁴¹, is far below the 32-bit random draws of the hardware.
struct AcceptanceTable {
  /// The probability 1.
  static let one: UInt64 = 1 << 40

  /// The temperature the table is made for, in energy units.
  let temperature: Double
  /// The probability at ΔE = 0, 1, 2, …, to where it rounds to 0 or the table would be too long.
  private let entries: [UInt64]
  private static let longest = 1 << 16

  init(temperature: Double) {
    self.temperature = temperature
    // exp(−28.5) < 2⁻⁴¹ rounds to 0.
    let length = min(Double(Self.longest), (28.5 * temperature).rounded(.up) + 1)
    entries = (0..<Int(length)).map { Self.probability(Double($0), temperature) }
  }

  /// The probability of accepting an energy change.
  func probability(_ change: Int64) -> UInt64 {
    if change <= 0 { return Self.one }
    if change < entries.count { return entries[Int(change)] }
    return entries.count < Self.longest ? 0 : Self.probability(Double(change), temperature)
  }

  private static func probability(_ change: Double, _ temperature: Double) -> UInt64 {
    let exponent = change / temperature
    return exponent > 28.5 ? 0 : UInt64((naturalExponential(-exponent) * Double(one)).rounded())
  }
}
