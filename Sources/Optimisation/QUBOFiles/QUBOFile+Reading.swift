import Failures
import Texts

extension QUBOFile {
  /// Reads a file in any of the formats.
  ///
  /// Nothing is guessed, rounded or ignored: what is not exact or not clear is refused.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: The file's name, for errors and for its extension.
  ///   - format: The format, or `nil` to tell it from the extension and the content.
  ///   - sense: What to look for instead of what the format prescribes.
  ///   - problem: Which problem of an OR-Library file, counted from one.
  /// - Throws: ``QUBOFileError`` with the first thing that is wrong.
  public init(
    _ bytes: [UInt8], file: String, format: QUBOFormat? = nil, sense: Sense? = nil,
    problem: Int? = nil
  ) throws(QUBOFileError) {
    guard bytes.count <= TextSize.most else {
      throw QUBOFileError(
        file, .file, "expected a file of at most \(TextSize.inWords(TextSize.most))",
        found: TextSize.inWords(bytes.count), advice: TextSize.advice)
    }
    try QUBOFormat.refusePacked(bytes, file: file)
    let format = if let format { format } else { try QUBOFormat(of: bytes, file: file) }
    guard problem == nil || format == .orLibrary else {
      throw QUBOFileError(
        file, .file, "a file in the format \(format.rawValue) holds one problem",
        advice: .leaveOutProblem)
    }
    var parsed = try ParsedModel(bytes, file: file, format: format, problem: problem)
    if let sense {
      guard format.sense != nil || sense == parsed.sense else {
        throw QUBOFileError(
          file, .file, "the file itself asks for the \(parsed.sense.rawValue)",
          advice: .leaveOutSense)
      }
      parsed.sense = sense
    }
    self = try parsed.file(file, format: format)
  }
}

extension ParsedModel {
  fileprivate init(
    _ bytes: [UInt8], file: String, format: QUBOFormat, problem: Int?
  ) throws(QUBOFileError) {
    switch format {
    case .rudy, .mqlibCut: self = try .graph(bytes, file: file)
    case .orLibrary: self = try .orLibrary(bytes, file: file, problem: problem)
    case .biqMac: self = try .matrix(bytes, file: file, sense: .minimise)
    case .mqlibQUBO: self = try .matrix(bytes, file: file, sense: .maximise)
    case .qbsolv: self = try .qbsolv(bytes, file: file)
    case .coo: self = try .coo(bytes, file: file)
    case .bqmJSON: self = try .bqmJSON(bytes, file: file)
    case .digitalAnnealerJSON: self = try .digitalAnnealerJSON(bytes, file: file)
    case .qplib: self = try .qplib(bytes, file: file)
    case .lp, .mps:
      throw QUBOFileError(
        file, .file, "files in the format \(format.rawValue) are written only",
        advice: "give one of \(QUBOFormat.names(QUBOFormat.allCases.filter(\.isReadable)))")
    }
  }
}
