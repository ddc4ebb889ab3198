extension QUBOFile {
  /// Reads a file in any of the formats.
  ///
  /// Nothing is guessed, rounded or ignored: what is not exact or not clear is refused.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: The file's name, for errors and for its extension.
  ///   - format: The format, or `nil` to tell it from the extension and the content.
  ///   - sense: What to look for instead of what the format says.
  ///   - problem: Which problem of an OR-Library file, counted from one.
  /// - Throws: ``QUBOFileError`` with the first thing that is wrong.
  public init(
    _ bytes: [UInt8], file: String, format: QUBOFormat? = nil, sense: Sense? = nil,
    problem: Int? = nil
  ) throws(QUBOFileError) {
    let format = if let format { format } else { try QUBOFormat(of: bytes, file: file) }
    guard problem == nil || format == .orLibrary else {
      throw QUBOFileError(
        file, .file, "a file in the format \(format.rawValue) holds one problem",
        advice: "leave out --problem")
    }
    var parsed: ParsedModel
    switch format {
    case .rudy: parsed = try .rudy(bytes, file: file)
    case .orLibrary: parsed = try .orLibrary(bytes, file: file, problem: problem)
    case .biqMac: parsed = try .matrix(bytes, file: file, sense: .minimise)
    }
    if let sense { parsed.sense = sense }
    self = try parsed.file(file, format: format)
  }
}
