/// FNV-1a, 64 bits: tells texts apart and is no protection against forgery.
public enum Fingerprint {
  /// The fingerprint of some bytes as a number: every change of a single byte changes it.
  public static func value(of bytes: some Sequence<UInt8>) -> UInt64 {
    // The offset basis and the prime that Fowler, Noll and Vo chose for 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The same in hexadecimal, sixteen digits.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    let digits = String(value(of: bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
