import RandomStreams

/// Acceptance probabilities min(1, exp(−ΔE / T)) as integers in units of 2⁻⁴⁴, by integer ΔE.
///
/// Integers make sums of probabilities exact, so none drifts however long a run. They are products
/// of two entries, exp(−256a / T) · exp(−b / T), so the table stays small and close at any T. They
/// are off by at most 2⁻⁴³, far below the 32-bit random draws of the hardware.
struct AcceptanceTable {
  /// The probability 1.
  static let one: UInt64 = 1 << 44

  /// The temperature the table is made for, in energy units.
  let temperature: Double
  /// exp(−256a / T) in units of 2⁻⁴⁴; the last entry is 0.
  private let coarse: UnsafeMutableBufferPointer<UInt64>
  /// exp(−b / T) in units of 2⁻⁶³, b in 0..<256.
  private let fine: UnsafeMutableBufferPointer<UInt64>
  private static let longest = 1 << 16

  init(temperature: Double) {
    self.temperature = temperature
    // exp(−31.2) < 2⁻⁴⁵ rounds to 0.
    let length = Int(min(Double(Self.longest), 31.2 * temperature / 256)) + 2
    coarse = .allocate(capacity: length)
    fine = .allocate(capacity: 256)
    for a in 0..<length - 1 {
      coarse[a] = Self.rounded(256 * Double(a) / temperature, scale: 0x1p44)
    }
    coarse[length - 1] = 0
    for b in 0..<256 { fine[b] = Self.rounded(Double(b) / temperature, scale: 0x1p63) }
  }

  func deallocate() {
    coarse.deallocate()
    fine.deallocate()
  }

  /// The probability of accepting an energy change.
  @inline(__always)
  func probability(_ change: Int64) -> UInt64 {
    if change <= 0 { return Self.one }
    let a = min(Int(change >> 8), coarse.count - 1)
    return coarse[a].multipliedFullWidth(by: fine[Int(change & 255)]).high &<< 1
  }

  private static func rounded(_ exponent: Double, scale: Double) -> UInt64 {
    exponent > 44 ? 0 : UInt64((naturalExponential(-exponent) * scale).rounded())
  }
}
