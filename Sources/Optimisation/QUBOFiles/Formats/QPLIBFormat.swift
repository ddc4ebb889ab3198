import Coefficients
import Failures
import Texts

// QPLIB, unconstrained binary problems (QBN): ½xᵀQx + bᵀx + q, the lower triangle of Q, indices from
// one. Furini and others, "QPLIB: a library of quadratic programming instances", Math. Prog. Comp.
// 11 (2019), doi:10.1007/s12532-018-0147-4, and the description of the format beside the library.

extension ParsedModel {
  static func qplib(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "#"))
    guard scanner.startLine() else {
      throw scanner.failure("expected the problem's name", "check that the file is complete")
    }
    scanner.skipLine()
    let hasQuadraticPart = try scanner.problemType()
    let sense = try scanner.problemSense()
    let count = try scanner.soleCount(in: 1...QUBOFile.mostVariables, "the number of variables")
    var list = CoefficientList()
    if hasQuadraticPart { try list.appendHessian(&scanner, count) }
    try list.appendLinear(&scanner, count)
    try scanner.line("the constant")
    list.setConstant(try scanner.number("the constant"))
    try scanner.endLine()
    try scanner.passOverTheRest(count)
    return ParsedModel(list: list, variableCount: count, meaning: .polynomial, sense: sense)
  }
}

extension ValuePolynomial {
  func qplib() throws(QUBOFileError) -> TextBuffer {
    let word = sense == .minimise ? "minimize" : "maximize"
    var buffer = TextBuffer("temper\nQBN\n\(word)\n\(variableCount)\n\(pairCount)\n")
    for i in 0..<variableCount {
      for (j, units) in pairUnits(of: i) { buffer.writeLine(j + 1, i + 1, exact(units)) }
    }
    let given = (0..<variableCount).filter { linear($0).units != 0 }
    buffer.write("0\n\(given.count)\n")
    for i in given { buffer.write("\(i + 1) \(linear(i))\n") }
    buffer.write("\(constant)\n1e30\n")
    // No starting point, no dual starting point, no names of variables and of constraints.
    buffer.write("0\n0\n0\n0\n0\n0\n")
    return buffer
  }
}

extension CoefficientList {
  fileprivate mutating func appendHessian(
    _ scanner: inout TextScanner, _ variableCount: Int
  ) throws(QUBOFileError) {
    let count = try scanner.soleCount(in: 0...Int(Int32.max), "the number of quadratic entries")
    reserve(min(count, scanner.bytes.count / 6 + 1))
    for _ in 0..<count {
      try scanner.line("a quadratic entry")
      let i = try scanner.count(in: 1...variableCount, "an index")
      let j = try scanner.count(in: 1...variableCount, "an index")
      let value = try scanner.number("a number")
      try scanner.endLine()
      // In ½xᵀQx an entry of the diagonal counts half.
      let half = ExactDecimal(units: 5, decimals: 1)
      append(i - 1, j - 1, i == j ? value.times(half) : value, line: scanner.line)
    }
    try checkPairsAreListedOnce(
      scanner.file, variableCount: variableCount, name: { "\($0 + 1)" })
  }

  fileprivate mutating func appendLinear(
    _ scanner: inout TextScanner, _ variableCount: Int
  ) throws(QUBOFileError) {
    try scanner.line("the default linear coefficient")
    let usual = try scanner.number("a number")
    try scanner.endLine()
    var isGiven = [Bool](repeating: false, count: variableCount)
    let count = try scanner.soleCount(in: 0...variableCount, "the number of linear coefficients")
    for _ in 0..<count {
      try scanner.line("a linear coefficient")
      let i = try scanner.count(in: 1...variableCount, "an index")
      guard !isGiven[i - 1] else {
        throw scanner.complaint("the coefficient of \(i) was given before", "give it once")
      }
      isGiven[i - 1] = true
      try append(i - 1, i - 1, &scanner)
    }
    guard usual.units != 0 else { return }
    for i in 0..<variableCount where !isGiven[i] { append(i, i, usual, line: scanner.line) }
  }
}

extension TextScanner {
  fileprivate mutating func line(_ what: String) throws(QUBOFileError) {
    guard startLine() else {
      throw failure("expected \(what)", "get a complete copy of the file")
    }
  }

  fileprivate mutating func soleCount(
    in range: ClosedRange<Int>, _ what: String
  ) throws(QUBOFileError) -> Int {
    try line(what)
    let number = try count(in: range, what)
    try endLine()
    return number
  }

  /// Reads the three letters of a problem's type; returns whether the objective is quadratic.
  fileprivate mutating func problemType() throws(QUBOFileError) -> Bool {
    try line("the type of the problem")
    let type = word().uppercased()
    let letters = Array(type.utf8)
    guard letters.count == 3, "LDCQ".utf8.contains(letters[0]), letters[1] == UInt8(ascii: "B"),
      "NB".utf8.contains(letters[2])
    else {
      throw QUBOFileError(
        file, .line(line), "expected an unconstrained problem in binary variables, QBN",
        found: type.quoted,
        advice: .inWords(
          "give one without constraints and other variables; put constraints into the objective "
            + "as penalties"))
    }
    try endLine()
    return letters[0] != UInt8(ascii: "L")
  }

  fileprivate mutating func problemSense() throws(QUBOFileError) -> QUBOFile.Sense {
    try line("minimize or maximize")
    let word = word().lowercased()
    try endLine()
    switch word {
    case "minimize": return .minimise
    case "maximize": return .maximise
    default:
      throw QUBOFileError(
        file, .line(line), "expected a sense", found: word.quoted,
        advice: "write minimize or maximize")
    }
  }

  /// Infinity, starting points and names: they have to be there, and mean nothing here.
  fileprivate mutating func passOverTheRest(_ variableCount: Int) throws(QUBOFileError) {
    for section in ["infinity", "the starting point", "the dual starting point", "the names"] {
      if section != "the names" {
        try line(section)
        _ = word()
        try endLine()
      }
      guard section != "infinity" else { continue }
      let count = try soleCount(in: 0...variableCount, "a number of entries of \(section)")
      for _ in 0..<count {
        try line("an entry of \(section)")
        _ = try self.count(in: 1...variableCount, "an index")
        skipLine()
      }
    }
    // Names of constraints are none; many writers leave out that line.
    if startLine() {
      _ = try count(in: 0...0, "no names of constraints")
      try endLine()
    }
    guard !startLine() else {
      throw failure("expected the end of the file", "remove what follows the names")
    }
  }
}
