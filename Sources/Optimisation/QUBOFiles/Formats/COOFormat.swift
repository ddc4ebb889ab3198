import Coefficients
import Failures
import Texts

// dimod's coordinate lists: an optional `# vartype=BINARY` or `SPIN`, then `i i bias` and
// `i j bias`, variables called by numbers. There is no place for a constant. Where a line with the
// number of variables goes before, all of them are there, counted from zero or from one.

extension ParsedModel {
  static func coo(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "#"))
    var list = CoefficientList()
    list.reserve(bytes.count / 8)
    let declared = try scanner.declaredCount()
    while scanner.startLine() {
      let i = try scanner.count(in: 0...Int(UInt32.max), "the number of a variable")
      let j = try scanner.count(in: 0...Int(UInt32.max), "the number of a variable")
      try list.append(i, j, &scanner)
    }
    let meaning: EntryMeaning = try isSpin(bytes, file: file) ? .spin : .polynomial
    if let declared {
      list.count(from: try list.base(below: declared, file))
      try list.checkPairsAreListedOnce(file, variableCount: declared, name: { "\($0)" })
      return ParsedModel(
        list: list, variableCount: declared, meaning: meaning, sense: .minimise,
        notes: ["the first line is the number of variables"])
    }
    guard !list.entries.isEmpty else {
      throw scanner.failure("expected lines i j bias", "check that the file is complete")
    }
    let (count, numbers) = list.numberVariables()
    try list.checkPairsAreListedOnce(
      file, variableCount: count, name: { index in "\(numbers?[index] ?? UInt32(index))" })
    return ParsedModel(
      list: list, variableCount: count, meaning: meaning, sense: .minimise,
      labels: numbers?.map { .number(Int($0)) })
  }

  /// Whether the header says so; without a header variables are binary.
  private static func isSpin(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Bool {
    var scanner = TextScanner(bytes, file: file)
    while scanner.startLine() {
      let line = scanner.line
      var word = scanner.word()
      guard word.hasPrefix("#") else { return false }
      word.removeFirst()
      while !word.hasPrefix("vartype"), !scanner.isAtEndOfLine() { word = scanner.word() }
      guard word.hasPrefix("vartype") else {
        scanner.skipLine()
        continue
      }
      // As dimod has it: a colon or an equals sign, blanks around it or not.
      var value = word.dropFirst("vartype".count).drop { ":=".contains($0) }
      while value.isEmpty, !scanner.isAtEndOfLine() {
        value = scanner.word().drop { ":=".contains($0) }
      }
      switch value.uppercased() {
      case "SPIN": return true
      case "BINARY": return false
      default:
        throw QUBOFileError(
          file, .line(line), "expected a vartype", found: word.quoted,
          advice: "write # vartype=BINARY or # vartype=SPIN")
      }
    }
    return false
  }
}

extension TextScanner {
  /// The number of variables, if the next line is just that; else nothing is read.
  fileprivate mutating func declaredCount() throws(QUBOFileError) -> Int? {
    var ahead = self
    guard ahead.startLine(), ahead.isAtNumber() else { return nil }
    guard ahead.word().utf8.allSatisfy({ $0.digit != nil }) else { return nil }
    guard ahead.isAtEndOfLine(), startLine() else { return nil }
    return try count(in: 1...QUBOFile.mostVariables, "the number of variables")
  }
}

extension CoefficientList {
  /// Whether variables are counted from zero or from one: the last one is n − 1, or n.
  fileprivate func base(below count: Int, _ file: String) throws(QUBOFileError) -> Int {
    for (number, entry) in entries.enumerated() {
      let index = Int(max(entry.i, entry.j))
      guard index > count else { continue }
      throw QUBOFileError(
        file, .line(line(ofEntry: number)), "expected an index, 0 to \(count)", found: "\(index)",
        advice: "correct the line, or the number of variables in the first one")
    }
    let last = entries.firstIndex { max($0.i, $0.j) == count }
    guard let last, let zero = entries.firstIndex(where: { min($0.i, $0.j) == 0 }) else {
      return last == nil ? 0 : 1
    }
    throw QUBOFileError(
      file, .line(line(ofEntry: max(last, zero))),
      "variables are counted from zero in line \(line(ofEntry: zero)) and up to \(count) in line "
        + "\(line(ofEntry: last))", advice: "correct the number of variables in the first line")
  }
}

extension ValuePolynomial {
  func coo() throws(QUBOFileError) -> TextBuffer {
    var buffer = TextBuffer("# vartype=BINARY\n")
    for i in 0..<variableCount {
      // A variable without a line would be no variable: zeros are written too.
      // dimod passes over lines whose number has an exponent.
      buffer.writePlainLine(number(of: i), number(of: i), linear(i))
      for (j, units) in pairUnits(of: i) {
        buffer.writePlainLine(number(of: i), number(of: j), exact(units))
      }
    }
    return buffer
  }
}
