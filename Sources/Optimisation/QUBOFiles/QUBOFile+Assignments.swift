public import Failures
public import QUBOModel

extension QUBOFile {
  /// How an assignment is written.
  public enum AssignmentStyle: String, CaseIterable, Sendable {
    /// 0 and 1.
    case bits
    /// −1 for 0, and 1.
    case spins
  }

  /// An assignment as lines: a value each, after the variable's name if variables have names;
  /// auxiliary bits are left out.
  public func text(of assignment: BitVector, as style: AssignmentStyle = .bits) -> String {
    var text = ""
    for i in 0..<givenVariableCount {
      if let labels = givenLabels { text += "\(labels[i]) " }
      text += assignment[i] ? "1\n" : style == .bits ? "0\n" : "-1\n"
    }
    return text
  }

  /// Reads an assignment: a line per variable, 0 or 1, or −1 or 1 for a spin, after its name if names
  /// are given; or all bits in one line.
  ///
  /// Values without names are in the order of the file; named ones may be in any order, and those that
  /// are left out are 0.
  ///
  /// - Throws: ``AssignmentError`` with the line that is none.
  public func assignment(parsing text: String) throws(AssignmentError) -> BitVector {
    var reader = AssignmentReader(self)
    try reader.read(text)
    let (named, unnamed) = (reader.values.count - reader.unnamed, reader.unnamed)
    guard unnamed == givenVariableCount || unnamed == 0 && (named > 0 || text.isEmpty) else {
      throw AssignmentError(
        line: nil,
        reason: "\(unnamed) of \(givenVariableCount) bits: name them, or give them all")
    }
    return completed(
      reader.values.reduce(into: BitVector(count: givenVariableCount)) { $0[$1.key] = $1.value })
  }

  /// Reads the values of some variables, as ``assignment(parsing:)`` does, each after its name, or after
  /// its number from zero.
  ///
  /// - Throws: ``AssignmentError`` with the line that is none.
  public func values(parsing text: String) throws(AssignmentError) -> [Int: Bool] {
    var reader = AssignmentReader(self)
    try reader.read(text)
    guard reader.unnamed == 0 else {
      throw AssignmentError(line: nil, reason: "a value without a variable: write name and value")
    }
    return reader.values
  }
}

/// Why a text is no assignment of a function's bits.
public struct AssignmentError: ClassifiedError, Hashable {
  /// The line, from 1, if one is to blame.
  public let line: Int?
  /// What is wrong.
  public let reason: String

  /// What is wrong and where.
  public var account: FailureAccount {
    FailureAccount(.invalidData, (line.map { "line \($0): " } ?? "") + reason)
  }
}

/// Reads values of variables line by line.
private struct AssignmentReader {
  private let count: Int
  private var places: [Substring: Int] = [:]
  private(set) var values: [Int: Bool] = [:]
  /// Values that came without a name.
  private(set) var unnamed = 0

  init(_ file: QUBOFile) {
    count = file.givenVariableCount
    for place in 0..<count {
      places[file.givenLabels.map { "\($0[place])" }?[...] ?? "\(place)"[...]] = place
    }
  }

  mutating func read(_ text: String) throws(AssignmentError) {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (number, line) in lines.enumerated() {
      let words = line.split { $0.isWhitespace }
      guard let last = words.last else { continue }
      if words.count == 1, last.count == count, count > 1, last.allSatisfy({ "01".contains($0) }) {
        for character in last { try note(character == "1", name: nil, line: number + 1) }
        continue
      }
      guard let value = Self.value(last) else {
        throw AssignmentError(
          line: number + 1, reason: "expected 0 or 1, or -1 or 1, after a name or alone")
      }
      // Names may have blanks in them.
      let name = line[..<last.startIndex].drop { $0.isWhitespace }
      let end = name.lastIndex { !$0.isWhitespace }
      try note(value, name: end.map { name[...$0] }, line: number + 1)
    }
  }

  private static func value(_ word: Substring) -> Bool? {
    switch word {
    case "0", "-1": false
    case "1", "+1": true
    default: nil
    }
  }

  private mutating func note(
    _ value: Bool, name: Substring?, line: Int
  ) throws(AssignmentError) {
    let place = name.map { places[$0] } ?? unnamed
    guard let place, place < count else {
      throw AssignmentError(
        line: line,
        reason: name.map { "there is no bit \"\($0)\"" } ?? "there are no more than \(count) bits")
    }
    guard values.updateValue(value, forKey: place) == nil else {
      throw AssignmentError(line: line, reason: "this bit has a value already")
    }
    if name == nil { unnamed += 1 }
  }
}
