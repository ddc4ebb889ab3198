/// SHA-256 (FIPS 180-4), by which tokens are kept: whoever reads the file learns none.
package enum Digest {
  /// The digest of a text, in hexadecimal.
  package static func text(of text: String) -> String { self.text(of: Array(text.utf8)) }

  /// The digest of bytes, in hexadecimal.
  static func text(of message: [UInt8]) -> String {
    bytes(of: message).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The 32 bytes of the digest.
  static func bytes(of message: [UInt8]) -> [UInt8] {
    // §5.3.3 and §4.2.2: the first bits of square and cube roots of the first primes.
    var hash = primes.prefix(8).map { root($0, cubic: false) }
    let constants = primes.map { root($0, cubic: true) }
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(&hash, schedule(of: padded[start..<start + 64]), constants)
    }
    return hash.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  /// §5.1.1: a one, zeros, and the length in bits, to whole blocks.
  private static func padded(_ message: [UInt8]) -> [UInt8] {
    let zeros = (119 - message.count % 64) % 64
    let length = UInt64(message.count) * 8
    return message + [0x80] + Array(repeating: 0, count: zeros)
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) }
  }

  /// §6.2.2, step 1.
  private static func schedule(of block: ArraySlice<UInt8>) -> [UInt32] {
    let bytes = Array(block)
    var words = (0..<16).map { word in
      bytes[4 * word..<4 * word + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let (a, b) = (words[t - 2], words[t - 15])
      let one = turned(a, 17) ^ turned(a, 19) ^ a >> 10
      let zero = turned(b, 7) ^ turned(b, 18) ^ b >> 3
      words.append(one &+ words[t - 7] &+ zero &+ words[t - 16])
    }
    return words
  }

  /// §6.2.2, steps 2 to 4.
  private static func compress(_ hash: inout [UInt32], _ words: [UInt32], _ constants: [UInt32]) {
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    for t in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let first =
        h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice &+ constants[t] &+ words[t]
      let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { hash[place] &+= word }
  }

  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 64 primes.
  private static let primes: [UInt64] = (2...311).filter { number in
    !(2..<number).contains { $0 * $0 <= number && number % $0 == 0 }
  }

  /// The first 32 bits of the fraction of a root, exactly: the greatest r with r² ≤ p · 2⁶⁴, or
  /// r³ ≤ p · 2⁹⁶.
  private static func root(_ prime: UInt64, cubic: Bool) -> UInt32 {
    var root: UInt64 = 0
    for bit in stride(from: 36, through: 0, by: -1) {
      let next = root | 1 << UInt64(bit)
      let power = UInt128(next) * UInt128(next) * (cubic ? UInt128(next) : 1)
      if power <= UInt128(prime) << (cubic ? 96 : 64) { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}

/// A secret that nobody guesses: 256 bits of the system's random numbers.
enum Token {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
