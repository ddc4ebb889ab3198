import Coefficients
import Failures
import Texts

// MatrixMarket (Boisvert, Pozo & Remington 1996, NISTIR 5935): `%%MatrixMarket matrix coordinate real
// symmetric`, `%` comments, `rows columns entries`, `i j v` with indices from one; symmetric matrices
// list one triangle. It says nothing of a problem: here it is the minimum of xᵀQx.

extension ParsedModel {
  static func matrixMarket(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file)
    let kind = try MatrixMarketKind(&scanner)
    scanner = scanner.after(comment: UInt8(ascii: "%"))
    let rows = try scanner.marketCount("the number of rows")
    let columns = try scanner.count(in: 1...QUBOFile.mostVariables, "the number of columns")
    guard rows == columns else {
      throw scanner.complaint(
        "expected a square matrix, found \(rows) × \(columns)", "give the matrix Q of xᵀQx")
    }
    var list = CoefficientList()
    if kind.isArray {
      try scanner.endLine()
      try list.appendColumns(&scanner, rows, isSymmetric: kind.isSymmetric)
    } else {
      let count = try scanner.count(in: 0...Int(Int32.max), "the number of entries")
      try scanner.endLine()
      try list.appendCoordinates(&scanner, rows, count, isSymmetric: kind.isSymmetric)
    }
    guard !scanner.startLine() else {
      throw scanner.failure("expected the end of the file", "correct the number of entries")
    }
    return ParsedModel(
      list: list, variableCount: rows, meaning: kind.isSymmetric ? .symmetric : .polynomial,
      sense: .minimise, notes: ["a matrix Q: the minimum of xᵀQx is sought"])
  }
}

extension ValuePolynomial {
  func matrixMarket() throws(QUBOFileError) -> TextBuffer {
    var (lines, count) = (TextBuffer(), 0)
    for i in 0..<variableCount {
      if linear(i).units != 0 {
        lines.writeLine(i + 1, i + 1, linear(i))
        count += 1
      }
      for (j, units) in pairUnits(of: i) {
        lines.writeLine(j + 1, i + 1, try fit(exact(units).half))
        count += 1
      }
    }
    let sizes = "\(variableCount) \(variableCount) \(count)\n"
    return TextBuffer("%%MatrixMarket matrix coordinate real symmetric\n" + sizes) + lines
  }
}

/// What the first line of a file says.
private struct MatrixMarketKind {
  let isArray: Bool
  let isSymmetric: Bool

  init(_ scanner: inout TextScanner) throws(QUBOFileError) {
    let advice: Remedy = "write %%MatrixMarket matrix coordinate real symmetric"
    guard scanner.startLine(), scanner.word().lowercased() == "%%matrixmarket" else {
      throw scanner.failure("expected the line %%MatrixMarket", advice)
    }
    let words = (0..<4).map { _ in scanner.word().lowercased() }
    guard words[0] == "matrix", ["coordinate", "array"].contains(words[1]) else {
      throw scanner.complaint("expected a matrix, coordinate or array", advice)
    }
    guard ["real", "integer", "double"].contains(words[2]) else {
      throw scanner.complaint(
        "expected real or integer entries, found \(words[2].quoted)",
        words[2] == "pattern"
          ? "a pattern has no numbers: write the graph as n m, then i j" : "give real numbers")
    }
    guard ["general", "symmetric"].contains(words[3]) else {
      throw scanner.complaint(
        "expected a general or symmetric matrix, found \(words[3].quoted)", "give one of these")
    }
    isArray = words[1] == "array"
    isSymmetric = words[3] == "symmetric"
  }
}

extension TextScanner {
  fileprivate mutating func marketCount(_ what: String) throws(QUBOFileError) -> Int {
    guard startLine() else {
      throw failure("expected \(what)", "get a complete copy of the file")
    }
    return try count(in: 1...QUBOFile.mostVariables, what)
  }
}

extension CoefficientList {
  fileprivate mutating func appendCoordinates(
    _ scanner: inout TextScanner, _ variableCount: Int, _ count: Int, isSymmetric: Bool
  ) throws(QUBOFileError) {
    reserve(min(count, scanner.bytes.count / 6 + 1))
    var seen: Set<UInt64> = []
    for number in 0..<count {
      guard scanner.startLine() else {
        throw scanner.complaint(
          "the header says \(count) entries but the file ends after \(number)",
          "get a complete copy of the file")
      }
      let i = try scanner.count(in: 1...variableCount, "an index")
      let j = try scanner.count(in: 1...variableCount, "an index")
      let isNew =
        isSymmetric || seen.insert(UInt64(i) << 32 | UInt64(j)).inserted
      guard isNew else {
        throw scanner.complaint("the entry \(i) \(j) was listed before", "list each entry once")
      }
      try append(i - 1, j - 1, &scanner)
    }
    guard isSymmetric else { return }
    try checkPairsAreListedOnce(
      scanner.file, variableCount: variableCount, name: { "\($0 + 1)" })
  }

  /// All entries, column by column; those of a symmetric matrix from the diagonal down.
  fileprivate mutating func appendColumns(
    _ scanner: inout TextScanner, _ variableCount: Int, isSymmetric: Bool
  ) throws(QUBOFileError) {
    for j in 0..<variableCount {
      for i in (isSymmetric ? j : 0)..<variableCount {
        guard scanner.startLine() else {
          throw scanner.failure("expected an entry", "get a complete copy of the file")
        }
        let value = try scanner.number("a number")
        if value.units != 0 { append(i, j, value, line: scanner.line) }
      }
    }
  }
}
