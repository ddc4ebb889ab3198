public import Coefficients
import Failures
import Texts

extension QUBOFile {
  /// Reads a file in any of the formats.
  ///
  /// Nothing is guessed or ignored: what is not clear is refused. Numbers are exact where 64 bits hold
  /// all energies, and rounded to the finest unit otherwise; ``rounding`` says so.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: The file's name, for errors and for its extension.
  ///   - format: The format, or `nil` to tell it from the extension and the content.
  ///   - sense: What to look for instead of what the format prescribes.
  ///   - problem: Which problem of an OR-Library file, counted from one.
  ///   - decimals: The unit to round all numbers to, 10^−`decimals`, instead of one that fits.
  ///   - penaltyWeight: What a penalty is multiplied by, above 0, or `nil` for a certified weight.
  /// - Throws: ``QUBOFileError`` with the first thing that is wrong.
  public init(
    _ bytes: [UInt8], file: String, format: QUBOFormat? = nil, sense: Sense? = nil,
    problem: Int? = nil, decimals: Int? = nil, penaltyWeight: ExactDecimal? = nil
  ) throws(QUBOFileError) {
    guard bytes.count <= TextSize.most else {
      throw QUBOFileError(
        file, .file, "expected a file of at most \(TextSize.inWords(TextSize.most))",
        found: TextSize.inWords(bytes.count), advice: TextSize.advice)
    }
    try QUBOFormat.refusePacked(bytes, file: file)
    let bytes = try TextForm.plain(bytes, file: file)
    let told: FormatFinding =
      if let format {
        FormatFinding(format, by: "given")
      } else {
        try FormatFinding(of: bytes, file: file)
      }
    let format = told.format
    guard problem == nil || format == .orLibrary else {
      throw QUBOFileError(
        file, .file, "a file in the format \(format.rawValue) holds one problem",
        advice: .leaveOutProblem)
    }
    var parsed = try ParsedModel(bytes, file: file, format: format, problem: problem)
    if format.hasConstantsInComments {
      parsed = parsed.adding(
        CommentedConstants(bytes, marks: format.commentMarks, format: format))
    }
    if let sense {
      guard format.sense != nil || sense == parsed.sense else {
        throw QUBOFileError(
          file, .file, "the file itself asks for the \(parsed.sense.rawValue)",
          advice: .leaveOutSense)
      }
      parsed.sense = sense
    }
    parsed.notes.insert("format \(format.rawValue): \(told.reason)", at: 0)
    guard penaltyWeight == nil || parsed.request?.hasPenalty == true else {
      throw QUBOFileError(
        file, .file, "the file has no penalty to weigh", advice: "leave out the weight")
    }
    if let request = parsed.request {
      guard decimals == nil else {
        throw QUBOFileError(
          file, .file, "polynomials with a penalty or of a degree above 2 are read exactly",
          advice: "leave out the scale")
      }
      guard parsed.sense == .minimise else {
        throw QUBOFileError(
          file, .file, "polynomials with a penalty or of a degree above 2 are minimised",
          advice: .leaveOutSense)
      }
      self = try request.model(weight: penaltyWeight, format: format, notes: parsed.notes)
    } else {
      self = try parsed.file(file, format: format, decimals: decimals)
    }
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
    case .mcSparse:
      self = try .matrix(bytes, file: file, sense: .minimise, meaning: .polynomial)
    case .bqpJSON: self = try .bqpJSON(bytes, file: file)
    case .matrixMarket: self = try .matrixMarket(bytes, file: file)
    case .dense: self = try .dense(bytes, file: file)
    case .lp: self = try .lp(bytes, file: file)
    case .mps:
      throw QUBOFileError(
        file, .file, "files in the format \(format.rawValue) are written only",
        advice: "give one of \(QUBOFormat.names(QUBOFormat.allCases.filter(\.isReadable)))")
    }
  }
}
