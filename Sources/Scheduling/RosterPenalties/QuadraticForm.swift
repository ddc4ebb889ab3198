import QUBOModel

/// A function of bits that is put together term by term, with the auxiliary bits that make it quadratic.
///
/// Products of more than two bits become chains of auxiliary bits z = a·b, each bought by the penalty
/// ab − 2z(a + b) + 3z, which is 0 if z is the product and at least 1 if it is not (Rosenberg, "Reduction
/// of bivalent maximization to the quadratic case", 1975). A pair has one such bit, whoever asks for it.
/// Inequalities become squares with slack. Coefficients are thousandths of minutes.
struct QuadraticForm {
  /// Σ coefficient · bit.
  typealias Sum = [(bit: Int, coefficient: Int)]

  private struct Product {
    let first: Int
    let second: Int
  }

  /// Slack bits with what they are worth, and the sum whose rest they say.
  private struct Slack {
    let bits: Sum
    let rest: Sum
    let constant: Int
  }

  /// How an auxiliary bit gets the value that it stands for.
  private enum Auxiliary {
    case product(bit: Int, Product)
    case slack(Slack)
    case level(bit: Int, sum: Sum, value: Int)
    case maximum(bits: Sum, of: [(sum: Sum, constant: Int)])
  }

  /// What each bit says.
  private(set) var names: [String]
  private(set) var offset: Int64 = 0
  private var linear: [(bit: Int, value: Int64)] = []
  private var couplings: [(first: Int, second: Int, value: Int64)] = []
  private var productBits: [UInt64: Int] = [:]
  private var auxiliaries: [Auxiliary] = []
  /// What it costs that an auxiliary bit is not the product it stands for.
  private let productPenalty: Int64
  private let couplingLimit: Int
  private var overflowed = false

  /// Starts with bits of these names.
  init(names: [String], productPenalty: Int64, couplingLimit: Int) {
    self.names = names
    self.productPenalty = productPenalty
    self.couplingLimit = couplingLimit
  }

  var bitCount: Int { names.count }
  var couplingCount: Int { couplings.count }
  /// Whether more couplings were asked for than there may be; then some are missing.
  var isTooLarge: Bool { couplings.count > couplingLimit || names.count >= Int(Int32.max) }

  // MARK: - Terms

  /// Adds coefficient · product of bits.
  mutating func add(_ coefficient: Int64, _ bits: [Int]) {
    guard coefficient != 0, !isTooLarge else { return }
    switch bits.count {
    case 0: addOffset(coefficient)
    case 1: linear.append((bits[0], coefficient))
    default:
      let head = product(of: bits.dropLast())
      couple(head, bits[bits.count - 1], coefficient)
    }
  }

  /// Adds weight · (Σ coefficient · bit − constant)²; bits come once each.
  mutating func addSquare(_ weight: Int64, _ sum: Sum, equals constant: Int) {
    addOffset(scaled(weight, constant, constant))
    for (place, term) in sum.enumerated() {
      // x² = x for a bit.
      let alone = term.coefficient.subtractingReportingOverflow(2 * constant)
      overflowed = overflowed || alone.overflow
      linear.append((term.bit, scaled(weight, term.coefficient, alone.partialValue)))
      if isTooLarge { return }
      for other in sum[(place + 1)...] {
        couple(term.bit, other.bit, scaled(2 * weight, term.coefficient, other.coefficient))
      }
    }
  }

  /// Adds a penalty unless a sum of bits with positive coefficients is in `range`.
  mutating func keep(_ sum: Sum, in range: ClosedRange<Int>, weight: Int64, name: String) {
    let most = sum.reduce(0) { $0 + $1.coefficient }
    guard range.lowerBound > 0 || range.upperBound < most else { return }
    let upper = max(range.lowerBound, min(range.upperBound, most))
    let slack = newNumber(upTo: upper - range.lowerBound, name: name)
    auxiliaries.append(.slack(Slack(bits: slack, rest: sum, constant: upper)))
    addSquare(weight, sum + slack, equals: upper)
  }

  /// Adds a penalty unless a sum and a constant are at most another sum.
  mutating func keep(
    _ sum: Sum, plus constant: Int, upTo bound: Sum, weight: Int64, name: String
  ) {
    let most = bound.reduce(-constant) { $0 + $1.coefficient }
    let slack = newNumber(upTo: most, name: name)
    let difference = sum + bound.map { (bit: $0.bit, coefficient: -$0.coefficient) }
    auxiliaries.append(.slack(Slack(bits: slack, rest: difference, constant: -constant)))
    addSquare(weight, difference + slack, equals: -constant)
  }

  /// Adds what values of a sum cost: one of them is `free`, each other has a bit that says it.
  mutating func price(
    _ sum: Sum, free: Int, others: [(value: Int, cost: Int64)], weight: Int64, name: String
  ) {
    var row = sum
    var levels: [Int] = []
    for (value, cost) in others {
      let bit = newBit("\(name)=\(value)")
      auxiliaries.append(.level(bit: bit, sum: sum, value: value))
      linear.append((bit, cost))
      for other in levels { couple(bit, other, weight) }
      levels.append(bit)
      row.append((bit, free - value))
    }
    addSquare(weight, row, equals: free)
  }

  /// Bits that are to say the largest of some sums; what makes them do so is up to the caller.
  mutating func newMaximum(
    of sums: [(sum: Sum, constant: Int)], upTo most: Int, name: String
  ) -> Sum {
    let bits = newNumber(upTo: most, name: name)
    auxiliaries.append(.maximum(bits: bits, of: sums))
    return bits
  }

  /// Bits that say a number in 0...`most`, with what each is worth.
  private mutating func newNumber(upTo most: Int, name: String) -> Sum {
    var (rest, power, bits) = (most, 1, Sum())
    while rest > 0 {
      bits.append((newBit("\(name)+\(min(rest, power))"), min(rest, power)))
      rest -= min(rest, power)
      power *= 2
    }
    return bits
  }

  /// A bit that is the product of some; these themselves if it is one.
  mutating func product(of bits: [Int]) -> Int {
    bits.dropFirst().reduce(bits[0]) { product($0, $1) }
  }

  private mutating func product(_ first: Int, _ second: Int) -> Int {
    let pair = UInt64(min(first, second)) << 32 | UInt64(max(first, second))
    if let known = productBits[pair] { return known }
    let bit = newBit("\(names[first])*\(names[second])")
    productBits[pair] = bit
    auxiliaries.append(.product(bit: bit, Product(first: first, second: second)))
    couple(first, second, productPenalty)
    couple(bit, first, -2 * productPenalty)
    couple(bit, second, -2 * productPenalty)
    linear.append((bit, 3 * productPenalty))
    return bit
  }

  private mutating func newBit(_ name: String) -> Int {
    names.append(name)
    return names.count - 1
  }

  // MARK: - Numbers

  private mutating func couple(_ first: Int, _ second: Int, _ value: Int64) {
    guard value != 0, !isTooLarge else { return }
    couplings.append((first, second, value))
  }

  private mutating func addOffset(_ value: Int64) {
    let sum = offset.addingReportingOverflow(value)
    offset = sum.partialValue
    overflowed = overflowed || sum.overflow
  }

  private mutating func scaled(_ weight: Int64, _ first: Int, _ second: Int) -> Int64 {
    let factors = Int64(first).multipliedReportingOverflow(by: Int64(second))
    let value = factors.partialValue.multipliedReportingOverflow(by: weight)
    overflowed = overflowed || factors.overflow || value.overflow
    return value.partialValue
  }

  // MARK: - The function

  /// The function itself.
  func qubo(unitsPerOne: Int) throws(QUBOError) -> QUBO {
    guard !overflowed else { throw .energyOutOfRange }
    var builder = QUBOBuilder(variableCount: bitCount, unitsPerOne: unitsPerOne)
    builder.addOffset(offset)
    for term in linear { builder.addLinear(term.bit, term.value) }
    for term in couplings { builder.addCoupling(term.first, term.second, term.value) }
    return try builder.build()
  }

  /// Sets every auxiliary bit to what it stands for.
  func settle(_ assignment: inout BitVector) {
    func value(_ sum: Sum) -> Int {
      sum.reduce(0) { assignment[$1.bit] ? $0 + $1.coefficient : $0 }
    }
    for auxiliary in auxiliaries {
      switch auxiliary {
      case .product(let bit, let product):
        assignment[bit] = assignment[product.first] && assignment[product.second]
      case .slack(let slack):
        write(slack.constant - value(slack.rest), to: slack.bits, of: &assignment)
      case .level(let bit, let sum, let level):
        assignment[bit] = value(sum) == level
      case .maximum(let bits, let sums):
        let values = sums.map { value($0.sum) + $0.constant }
        write(values.max() ?? 0, to: bits, of: &assignment)
      }
    }
  }

  /// Sets the bits of a number to it, or to the nearest that they can say.
  private func write(_ number: Int, to bits: Sum, of assignment: inout BitVector) {
    // The last coefficient first: what it leaves is less than the next power of two.
    var rest = max(0, number)
    for term in bits.reversed() {
      assignment[term.bit] = rest >= term.coefficient
      if rest >= term.coefficient { rest -= term.coefficient }
    }
  }
}
