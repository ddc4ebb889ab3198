/// An assignment of 0 or 1 to each variable, packed 64 to a word.
public struct BitVector: Hashable, Sendable {
  /// The number of variables.
  public let count: Int
  /// The bits, variable i at bit i mod 64 of word i / 64; unused bits are 0.
  @usableFromInline private(set) var words: [UInt64]

  /// Creates an assignment of 0 to every variable.
  public init(count: Int) {
    precondition(count >= 0, "a count is not negative")
    self.count = count
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  /// Creates an assignment from its bits, in variable order.
  public init(_ bits: some Collection<Bool>) {
    self.init(count: bits.count)
    for (index, bit) in bits.enumerated() where bit { self[index] = true }
  }

  /// Creates an assignment by asking for each bit, in variable order.
  @inlinable
  public init(count: Int, _ isOne: (_ index: Int) -> Bool) {
    var words = Array(repeating: UInt64(0), count: (count + 63) / 64)
    for index in 0..<count where isOne(index) { words[index >> 6] |= 1 << UInt64(index & 63) }
    self.init(count: count, words: words)
  }

  /// Unused bits of the last word are 0.
  @usableFromInline
  init(count: Int, words: [UInt64]) {
    self.count = count
    self.words = words
  }

  /// The value of a variable, `true` for 1.
  public subscript(index: Int) -> Bool {
    @inlinable
    get {
      precondition(index >= 0 && index < count, "the variable is in the model")
      return words[index >> 6] >> UInt64(index & 63) & 1 == 1
    }
    set {
      precondition(index >= 0 && index < count, "the variable is in the model")
      let bit: UInt64 = 1 << UInt64(index & 63)
      words[index >> 6] = newValue ? words[index >> 6] | bit : words[index >> 6] & ~bit
    }
  }

  /// Changes the value of a variable.
  public mutating func flip(_ index: Int) {
    precondition(index >= 0 && index < count, "the variable is in the model")
    words[index >> 6] ^= 1 << UInt64(index & 63)
  }

  /// The variables that are 1, in increasing order.
  public var ones: [Int] { Self.positions(words) }

  /// The variables that are the same in another assignment, in increasing order.
  public func agreements(with other: BitVector) -> [Int] {
    precondition(count == other.count, "both assign the same variables")
    return (0..<count).filter { self[$0] == other[$0] }
  }

  /// The variables that differ from those of another assignment, in increasing order.
  public func differences(from other: BitVector) -> [Int] {
    precondition(count == other.count, "both assign the same variables")
    return Self.positions(zip(words, other.words).lazy.map { $0 ^ $1 })
  }

  private static func positions(_ words: some Sequence<UInt64>) -> [Int] {
    var positions: [Int] = []
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        positions.append(position << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
    return positions
  }
}

extension BitVector: CustomStringConvertible {
  /// The bits in variable order, as in `0110`.
  public var description: String { String((0..<count).map { self[$0] ? "1" : "0" }) }
}
