/// FNV-1a, 64 bits in hexadecimal: tells texts apart and is no protection against forgery.
public enum Fingerprint {
  /// The fingerprint of some bytes.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
