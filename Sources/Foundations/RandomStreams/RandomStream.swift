/// One of many independent streams of random numbers under a common seed: xoshiro256++.
///
/// Give each replica, car or trial a stream of its own: results then do not depend on how work is
/// spread over threads. Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM
/// TOMS 47 (2021), doi:10.1145/3460772. The state of stream k is drawn by SplitMix64 from seed and
/// k; two of 2³² streams overlap within 2⁶⁴ draws with probability below 2⁻¹²⁸.
public struct RandomStream: RandomNumberGenerator, Sendable {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64

  /// Creates stream number `stream` of a seed; every seed and number is valid.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var names = SplitMix64(seed: stream)
    var words = SplitMix64(seed: seed ^ names.next())
    s0 = words.next()
    s1 = words.next()
    s2 = words.next()
    s3 = words.next() | 1  // The all-zero state is the one xoshiro cannot leave.
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = ((sum << 23) | (sum >> 41)) &+ s0
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }

  /// A number uniform in 0..<`bound`; `bound` is in 1...2³².
  ///
  /// Multiply-shift on 64 random bits (Lemire 2019, doi:10.1145/3230636) without its rejection
  /// step: the bias is below `bound` / 2⁶⁴.
  @inlinable
  public mutating func uniform(below bound: Int) -> Int {
    assert(bound >= 1 && bound <= 1 << 32, "a bound is in 1...2^32")
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number uniform in the open interval (0, 1), on the odd multiples of 2⁻⁵³.
  @inlinable
  public mutating func unit() -> Double {
    Double(Int64(bitPattern: next() >> 12) &* 2 &+ 1) * 0x1p-53
  }
}
