import Failures
import Texts

// dimod's coordinate lists: an optional `# vartype=BINARY` or `SPIN`, then `i i bias` and
// `i j bias`, variables called by numbers. There is no place for a constant.

extension ParsedModel {
  static func coo(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "#"))
    var list = CoefficientList()
    list.reserve(bytes.count / 8)
    while scanner.startLine() {
      let i = try scanner.count(in: 0...Int(UInt32.max), "the number of a variable")
      let j = try scanner.count(in: 0...Int(UInt32.max), "the number of a variable")
      try list.append(i, j, &scanner)
    }
    guard !list.entries.isEmpty else {
      throw scanner.failure("expected lines i j bias", "check that the file is complete")
    }
    let (count, numbers) = list.numberVariables()
    try list.checkPairsAreListedOnce(
      file, variableCount: count, name: { index in "\(numbers?[index] ?? UInt32(index))" })
    return ParsedModel(
      list: list, variableCount: count,
      meaning: try isSpin(bytes, file: file) ? .spin : .polynomial,
      sense: .minimise, labels: numbers?.map { .number(Int($0)) })
  }

  /// Whether the header says so; without a header variables are binary.
  private static func isSpin(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Bool {
    var scanner = TextScanner(bytes, file: file)
    while scanner.startLine() {
      let line = scanner.line
      var word = scanner.word()
      guard word.hasPrefix("#") else { return false }
      word.removeFirst()
      while !word.hasPrefix("vartype="), !scanner.isAtEndOfLine() { word = scanner.word() }
      switch word {
      case "vartype=SPIN": return true
      case "vartype=BINARY": return false
      case _ where word.hasPrefix("vartype="):
        throw QUBOFileError(
          file, .line(line), "expected a vartype", found: word.quoted,
          advice: "write # vartype=BINARY or # vartype=SPIN")
      default: scanner.skipLine()
      }
    }
    return false
  }
}

extension ValuePolynomial {
  func coo() throws(QUBOFileError) -> TextBuffer {
    var buffer = TextBuffer("# vartype=BINARY\n")
    for i in 0..<variableCount {
      // A variable without a line would be no variable: zeros are written too.
      buffer.writeLine(number(of: i), number(of: i), linear(i))
      for (j, units) in pairUnits(of: i) {
        buffer.writeLine(number(of: i), number(of: j), exact(units))
      }
    }
    return buffer
  }
}
