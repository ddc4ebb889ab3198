import Coefficients
import Failures

extension CoefficientList {
  /// Checks that no pair is listed twice; `name` is what the file calls a variable.
  func checkPairsAreListedOnce(
    _ file: String, variableCount: Int, name: (Int) -> String
  ) throws(QUBOFileError) {
    guard let (first, second) = firstDuplicate(variableCount: variableCount) else { return }
    let pair = "\(name(Int(entries[second].i))) \(name(Int(entries[second].j)))"
    throw QUBOFileError(
      file, .line(line(ofEntry: second)),
      "the pair \(pair) was listed before, in line \(line(ofEntry: first))",
      advice: "list each pair once, in one order")
  }

  /// Reads the number that ends a line as the coefficient of i and j.
  mutating func append(
    _ i: Int, _ j: Int, _ scanner: inout TextScanner
  ) throws(QUBOFileError) {
    let value = try scanner.number("a number")
    try scanner.endLine()
    append(i, j, value, line: scanner.line)
  }
}
