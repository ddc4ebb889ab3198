import Coefficients
import Failures

/// The layout that many formats share: `n m`, then m lines `i j v` with indices from one.
struct CountedEntries {
  /// What the formats call a line: `edge` or `entry`.
  let noun: String
  /// Whether i = j is allowed.
  let hasDiagonal: Bool

  static let edges = CountedEntries(noun: "edge", hasDiagonal: false)
  static let matrix = CountedEntries(noun: "entry", hasDiagonal: true)

  /// Reads a header and as many entries as it says.
  func read(
    _ scanner: inout TextScanner
  ) throws(QUBOFileError) -> (variableCount: Int, list: CoefficientList) {
    guard scanner.startLine() else {
      throw scanner.failure("expected a line with two numbers", "check that the file is complete")
    }
    let variableCount = try scanner.count(
      in: 1...QUBOFile.mostVariables, hasDiagonal ? "a number of variables" : "a number of vertices"
    )
    let count = try scanner.count(in: 0...Int(Int32.max), "the number of \(plural)")
    try endHeader(&scanner)
    var list = CoefficientList()
    // No entry takes less than six bytes, whatever the header says.
    list.reserve(min(count, scanner.bytes.count / 6 + 1))
    var unweighted = Unweighted()
    for number in 0..<count {
      guard scanner.startLine() else {
        throw scanner.complaint(
          "the header says \(count) \(plural) but the file ends after \(number)",
          "get a complete copy of the file")
      }
      try readEntry(&scanner, variableCount, &list, &unweighted)
    }
    try unweighted.check(scanner, entryCount: list.entries.count)
    try list.checkPairsAreListedOnce(
      scanner.file, variableCount: variableCount, name: { "\($0 + 1)" })
    return (variableCount, list)
  }

  /// Reads the only problem of a file.
  func readAll(
    _ scanner: inout TextScanner
  ) throws(QUBOFileError) -> (variableCount: Int, list: CoefficientList) {
    let result = try read(&scanner)
    guard !scanner.startLine() else {
      throw scanner.failure(
        "the header says \(result.list.entries.count) \(plural) but there are more",
        "correct the second number of the header")
    }
    return result
  }

  private var plural: String { noun == "entry" ? "entries" : noun + "s" }

  /// Some copies of the G-set have a stray letter after the header.
  private func endHeader(_ scanner: inout TextScanner) throws(QUBOFileError) {
    if scanner.isAtNumber() {
      throw scanner.failure("expected the end of the header", "write two numbers there")
    }
    scanner.skipLine()
  }

  private func readEntry(
    _ scanner: inout TextScanner, _ variableCount: Int, _ list: inout CoefficientList,
    _ unweighted: inout Unweighted
  ) throws(QUBOFileError) {
    let i = try scanner.count(in: 1...variableCount, "an index")
    let j = try scanner.count(in: 1...variableCount, "an index")
    if !hasDiagonal, i != j, scanner.isAtEndOfLine() {
      unweighted.note(line: scanner.line)
      return list.append(i - 1, j - 1, ExactDecimal(units: 1), line: scanner.line)
    }
    let (value, line) = (try scanner.number("a number"), scanner.line)
    try scanner.endLine()
    guard i != j || hasDiagonal || value.units == 0 else {
      throw scanner.complaint(
        "expected an edge between two vertices, found \(i) \(i)",
        .nameMatrixFormat(
          minimum: QUBOFormat.biqMac.rawValue, maximum: QUBOFormat.mqlibQUBO.rawValue))
    }
    list.append(i - 1, j - 1, value, line: line)
  }
}

/// Edges without weights, which weigh 1 where no edge has one.
struct Unweighted {
  private var first: Int?
  private(set) var count = 0

  mutating func note(line: Int) {
    first = first ?? line
    count += 1
  }

  /// Checks that all edges are alike.
  func check(_ scanner: TextScanner, entryCount: Int) throws(QUBOFileError) {
    guard let first, count < entryCount else { return }
    throw QUBOFileError(
      scanner.file, .line(first), "expected a number, found the end of the line",
      advice: "give every edge a weight, or none")
  }
}
