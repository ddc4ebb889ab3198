import Coefficients

/// Constants that projects write into comments, since their formats have no other place for them.
///
/// QUBOTools writes `c offset : 1.5` and `c scale : 2`, which multiplies all, QOBLIB
/// `# ObjectiveOffset 7`, others `# offset=42` or `# Constant term of objective = 66.5`.
struct CommentedConstants {
  private(set) var offset: ExactDecimal?
  private(set) var scale: ExactDecimal?
  /// What was taken from where, and what was not although it looks like it.
  private(set) var notes: [String] = []

  private static let offsetWords: Set<Substring> = [
    "offset", "objectiveoffset", "constant", "objectiveconstant",
  ]
  private static let furtherWords: Set<Substring> = [
    "objective", "term", "of", "the", "energy", "value", "function", "additive", "ising", "qubo",
  ]

  /// Reads the comments of a file, lines that begin with one of some marks.
  init(_ bytes: [UInt8], marks: [UInt8], format: QUBOFormat) {
    guard !marks.isEmpty else { return }
    var (line, start) = (1, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
      let first = bytes[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 }
      // A word may begin with qbsolv's c.
      if let first, marks.contains(bytes[first]), end - first <= 200,
        bytes[first] != UInt8(ascii: "c") || first + 1 == end || bytes[first + 1] <= 0x20
      {
        let text = String(decoding: bytes[(first + 1)..<end], as: UTF8.self)
        note(text, line, hasScale: format == .qbsolv)
      }
      (start, line) = (end + 1, line + 1)
    }
  }

  private mutating func note(_ comment: String, _ line: Int, hasScale: Bool) {
    let text = comment.lowercased().filter { $0 != "\r" }
    let words = text.split { " \t:=,#%".contains($0) }
    let names = words.filter { $0.contains { $0.isLetter } && ExactDecimal(String($0)) == nil }
    let numbers = words.compactMap { ExactDecimal(String($0)) }
    let isOffset = names.contains { $0.contains("offset") || $0.contains("constant") }
    let isScale = names.contains { $0.hasPrefix("scal") }
    guard isOffset || isScale, !numbers.isEmpty else { return }
    let isPlain =
      numbers.count == 1 && words.last.flatMap { ExactDecimal(String($0)) } != nil
      && words.count == names.count + 1
    if isOffset, !isScale, isPlain, offset == nil || offset == numbers[0],
      names.contains(where: { Self.offsetWords.contains($0) }),
      names.allSatisfy({ Self.offsetWords.contains($0) || Self.furtherWords.contains($0) })
    {
      offset = numbers[0]
      notes.append("the constant \(numbers[0]) is taken from the comment in line \(line)")
    } else if isScale, names == ["scale"], isPlain, hasScale, scale == nil || scale == numbers[0] {
      scale = numbers[0]
      notes.append("the scale \(numbers[0]) is taken from the comment in line \(line)")
    } else {
      notes.append(
        "the comment in line \(line) looks like a \(isOffset ? "constant" : "scale"), "
          + "which is not taken")
    }
  }
}

extension QUBOFormat {
  /// What begins a comment in files of the format.
  var commentMarks: [UInt8] {
    switch self {
    case .rudy, .mqlibCut, .mqlibQUBO, .biqMac, .mcSparse, .dense:
      [UInt8(ascii: "#"), UInt8(ascii: "%")]
    case .coo, .qplib: [UInt8(ascii: "#")]
    case .matrixMarket: [UInt8(ascii: "%")]
    case .qbsolv: [UInt8(ascii: "c")]
    case .orLibrary, .bqmJSON, .bqpJSON, .digitalAnnealerJSON, .lp, .mps: []
    }
  }

  /// Whether a constant in a comment is one of the function: QPLIB has a line of its own.
  var hasConstantsInComments: Bool { self != .qplib }
}

extension ParsedModel {
  /// The model with the constants in its file's comments.
  func adding(_ constants: CommentedConstants) -> ParsedModel {
    var model = self
    if let offset = constants.offset { model.list.setConstant(offset) }
    if let scale = constants.scale { model.list.multiply(by: scale) }
    model.notes += constants.notes
    return model
  }
}
