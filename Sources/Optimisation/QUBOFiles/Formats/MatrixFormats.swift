import Coefficients
import Failures

// The formats that count their entries: rudy, OR-Library, BiqMac and MQLib.

extension ParsedModel {
  /// A graph whose greatest cut is asked for; every edge is listed once, in either order.
  static func graph(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    if isDIMACS(bytes, file: file) { return try dimacs(bytes, file: file) }
    var scanner = TextScanner(
      bytes, file: file, comment: UInt8(ascii: "#"), or: UInt8(ascii: "%"))
    let (count, list) = try CountedEntries.edges.readAll(&scanner)
    return ParsedModel(list: list, variableCount: count, meaning: .cut, sense: .maximise)
  }

  /// A symmetric matrix, each entry listed once.
  static func matrix(
    _ bytes: [UInt8], file: String, sense: QUBOFile.Sense, meaning: EntryMeaning = .symmetric
  ) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(
      bytes, file: file, comment: UInt8(ascii: "#"), or: UInt8(ascii: "%"))
    let (count, list) = try CountedEntries.matrix.readAll(&scanner)
    return ParsedModel(list: list, variableCount: count, meaning: meaning, sense: sense)
  }

  /// One of several symmetric matrices whose number is in the first line.
  static func orLibrary(
    _ bytes: [UInt8], file: String, problem: Int?
  ) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file)
    guard scanner.startLine() else {
      throw scanner.failure("expected the number of problems", "check that the file is complete")
    }
    let problems = try scanner.count(in: 1...1_000_000, "the number of problems")
    try scanner.endLine()
    guard let chosen = problem ?? (problems == 1 ? 1 : nil), (1...problems).contains(chosen) else {
      throw QUBOFileError(
        file, .file, "the file holds \(problems) problems",
        advice: .chooseProblem(count: problems))
    }
    for _ in 1..<chosen { _ = try CountedEntries.matrix.read(&scanner) }
    let (count, list) = try CountedEntries.matrix.read(&scanner)
    if chosen == problems, scanner.startLine() {
      throw scanner.failure("expected the end of the file", "correct the number of problems")
    }
    return ParsedModel(list: list, variableCount: count, meaning: .symmetric, sense: .maximise)
  }
}

extension ValuePolynomial {
  /// Writes a graph, if the value is that of a cut.
  func graph() throws(QUBOFileError) -> TextBuffer {
    var weights = (0..<variableCount).map { _ in Int64(0) }
    var lines = TextBuffer()
    var count = 0
    for i in 0..<variableCount {
      for (j, units) in pairUnits(of: i) {
        // A cut's pair has −2w; the model bounds all sums by 2^62.
        weights[i] -= units
        weights[j] -= units
        lines.writeLine(i + 1, j + 1, try fit(exact(-units).half))
        count += 1
      }
    }
    let isCut =
      constant.units == 0
      && (0..<variableCount).allSatisfy { linear($0) == exact(weights[$0]).half }
    guard isCut else {
      throw refusal(
        "the function is not that of a cut",
        .writeMatrixFormat(QUBOFormat.mqlibQUBO.rawValue))
    }
    return TextBuffer("\(variableCount) \(count)\n") + lines
  }

  /// Writes the entries of a matrix, each once, the number of entries first; a pair's is half its
  /// coefficient where the matrix is symmetric.
  func matrix(isSymmetric: Bool = true) throws(QUBOFileError) -> TextBuffer {
    var lines = TextBuffer()
    var count = 0
    for i in 0..<variableCount {
      if linear(i).units != 0 {
        lines.writeLine(i + 1, i + 1, try fit(linear(i)))
        count += 1
      }
      for (j, units) in pairUnits(of: i) {
        let coefficient = isSymmetric ? exact(units).half : exact(units)
        lines.writeLine(i + 1, j + 1, try fit(coefficient))
        count += 1
      }
    }
    return TextBuffer("\(variableCount) \(count)\n") + lines
  }
}
