public import QUBOModel
public import RandomStreams

/// A quadratic function as a list of coefficients, with energy code of its own.
///
/// It shares nothing with ``QUBOModel/QUBO`` but the definition, so that one can judge the other.
public struct PlainQUBO: Sendable {
  /// c.
  public var offset: Int64
  /// aᵢ of each variable.
  public var linear: [Int64]
  /// b_ij of each pair, as a full symmetric matrix with a zero diagonal.
  public var couplings: [[Int64]]

  /// Creates the zero function of so many variables.
  public init(variableCount: Int) {
    offset = 0
    linear = Array(repeating: 0, count: variableCount)
    couplings = Array(
      repeating: Array(repeating: 0, count: variableCount), count: variableCount)
  }

  /// Creates a function with integer coefficients in −`magnitude`...`magnitude`.
  ///
  /// - Parameters:
  ///   - variableCount: The number of variables.
  ///   - density: The share of pairs that interact, in 0...1.
  ///   - magnitude: The largest coefficient.
  ///   - random: Where coefficients come from.
  public init(
    variableCount: Int, density: Double, magnitude: Int, using random: inout RandomStream
  ) {
    self.init(variableCount: variableCount)
    func coefficient() -> Int64 { Int64(random.uniform(below: 2 * magnitude + 1) - magnitude) }
    offset = coefficient()
    for i in 0..<variableCount {
      linear[i] = coefficient()
      for j in 0..<i where random.unit() < density {
        couplings[i][j] = coefficient()
        couplings[j][i] = couplings[i][j]
      }
    }
  }

  /// Copies a function from any storage.
  public init(_ qubo: QUBO) {
    self.init(variableCount: qubo.variableCount)
    offset = qubo.offset
    linear = qubo.linear
    for i in linear.indices {
      var row = couplings[i]
      qubo.interactions.rows.forEachCoupling(of: i) { j, coefficient in row[j] = coefficient }
      couplings[i] = row
    }
  }

  /// The number of variables.
  public var variableCount: Int { linear.count }

  /// E(x), straight from the definition.
  public func energy(_ bits: [Bool]) -> Int64 {
    var energy = offset
    for i in bits.indices where bits[i] {
      energy += linear[i]
      for j in 0..<i where bits[j] { energy += couplings[i][j] }
    }
    return energy
  }

  /// The same function in a storage.
  public func built(_ storage: QUBOBuilder.Storage = .automatic) throws(QUBOError) -> QUBO {
    var builder = QUBOBuilder(variableCount: variableCount)
    builder.addOffset(offset)
    for i in linear.indices {
      builder.addLinear(i, linear[i])
      for j in 0..<i { builder.addCoupling(i, j, couplings[i][j]) }
    }
    return try builder.build(storage: storage)
  }
}

extension PlainQUBO {
  /// The least energy over all assignments, of at most 30 bits, in Gray-code order.
  public func minimum() -> Int64 {
    var least = offset
    forEachAssignment { energy, _ in least = min(least, energy) }
    return least
  }

  /// All assignments of least energy, bit i of a word being variable i.
  public func minimisers() -> [UInt32] {
    var least = Int64.max
    var found: [UInt32] = []
    forEachAssignment { energy, word in
      if energy < least { (least, found) = (energy, []) }
      if energy == least { found.append(word) }
    }
    return found
  }

  /// Calls `body` with each assignment and its energy; consecutive ones differ in one bit.
  private func forEachAssignment(_ body: (_ energy: Int64, _ word: UInt32) -> Void) {
    let n = variableCount
    precondition(n <= 30, "brute force is for small functions")
    let matrix = couplings.flatMap { $0 }
    var fields = linear
    var energy = offset
    var word: UInt32 = 0
    body(energy, word)
    for number in 1..<max(1, 1 << n) {
      let k = number.trailingZeroBitCount
      let sign: Int64 = word >> UInt32(k) & 1 == 0 ? 1 : -1
      energy += sign * fields[k]
      word ^= 1 << UInt32(k)
      for j in 0..<n { fields[j] += sign * matrix[k * n + j] }
      body(energy, word)
    }
  }
}

/// All assignments of so many bits.
public func assignments(_ count: Int) -> [[Int]] {
  (0..<1 << count).map { word in (0..<count).map { word >> $0 & 1 } }
}
