import Coefficients
import Failures

// A square matrix, a row on each line: the minimum of xᵀQx. A triangle with zeros below or above, and
// the full symmetric matrix, are the same to it, since the entries of a pair are added.

extension ParsedModel {
  static func dense(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(
      bytes, file: file, comment: UInt8(ascii: "#"), or: UInt8(ascii: "%"))
    var (list, row, count) = (CoefficientList(), 0, 0)
    while scanner.startLine() {
      guard row == 0 || row < count else {
        throw scanner.complaint(
          "the first row has \(count) numbers, and this is row \(row + 1)",
          "give a square matrix")
      }
      var column = 0
      while !scanner.isAtEndOfLine() {
        let value = try scanner.number("a number")
        if value.units != 0 { list.append(row, column, value, line: scanner.line) }
        column += 1
      }
      if row == 0 { count = column }
      guard column == count else {
        throw scanner.complaint(
          "expected a row of \(count) numbers, found \(column)", "give a square matrix")
      }
      row += 1
    }
    guard row == count, row > 0 else {
      throw scanner.complaint(
        "expected \(max(1, count)) rows, found \(row)", "give a square matrix")
    }
    return ParsedModel(
      list: list, variableCount: count, meaning: .polynomial, sense: .minimise,
      notes: ["a matrix Q: the minimum of xᵀQx is sought"])
  }
}

extension ValuePolynomial {
  /// The upper triangle with zeros below.
  func dense() throws(QUBOFileError) -> TextBuffer {
    // A row of 10,000 numbers has 20 kB; a matrix of more rows than that is none for eyes.
    guard variableCount <= 10_000 else {
      throw refusal("a matrix in full has at most 10000 rows here", "choose another format")
    }
    var buffer = TextBuffer()
    for i in 0..<variableCount {
      var row = Array(repeating: "0", count: variableCount)
      row[i] = linear(i).description
      for (j, units) in pairUnits(of: i) { row[j] = exact(units).description }
      buffer.write(row.joined(separator: " ") + "\n")
    }
    return buffer
  }
}
