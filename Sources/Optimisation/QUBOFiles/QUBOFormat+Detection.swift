import Failures

/// The format of a file, and how it was told.
struct FormatFinding {
  let format: QUBOFormat
  let reason: String

  init(_ format: QUBOFormat, by reason: String) {
    self.format = format
    self.reason = reason
  }

  /// Tells the format of a file from marks in its content, then from its extension, then from its first
  /// lines.
  init(of bytes: [UInt8], file: String) throws(QUBOFileError) {
    let name = QUBOFormat.fileExtension(of: file)
    let start = bytes.prefix(200).filter { $0 > 0x20 }
    if start.starts(with: Array("{(".utf8)) || start.first == UInt8(ascii: "[") {
      throw QUBOFileError(
        file, .file, "this looks like a dictionary or a list of Python",
        advice: "write lines i j value and name them coo, or JSON by dimod's to_serializable()")
    }
    if start.first == UInt8(ascii: "{") {
      self = try Self.byKeys(bytes, file: file)
    } else if let format = Self.byMark(bytes, file: file) {
      self = format
    } else if name != "txt", name != "qubo", name != "json",
      let format = QUBOFormat(forReading: name)
    {
      self.init(format, by: "told by the extension .\(name)")
    } else {
      self = try Self.byFirstLines(bytes, file: file)
    }
  }

  /// Words with which only files of one format begin.
  private static func byMark(_ bytes: [UInt8], file: String) -> FormatFinding? {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "c"))
    guard scanner.startLine() else { return nil }
    switch scanner.word().lowercased() {
    case "%%matrixmarket": return FormatFinding(.matrixMarket, by: "told by %%MatrixMarket")
    case "p":
      let kind = scanner.word()
      return FormatFinding(
        kind == "qubo" ? .qbsolv : .rudy, by: "told by the line p \(kind.prefix(20))")
    case "\\": return FormatFinding(.lp, by: "told by a comment that begins with \\")
    case "minimize", "maximize", "minimise", "maximise", "minimum", "maximum", "min", "max":
      // A problem of QPLIB may be called so, and then has its type in the second line.
      guard scanner.startLine(), !QUBOFormat.isQPLIBType(scanner.word()) else { return nil }
      return FormatFinding(.lp, by: "told by its first word")
    default: return nil
    }
  }

  private static func byKeys(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Self {
    let isRequest = bytes.holds("\"binary_polynomial\"")
    let isBQP = bytes.holds("\"variable_domain\"") && bytes.holds("\"linear_terms\"")
    let isModel =
      !isBQP
      && (bytes.holds("\"linear_biases\"") || bytes.holds("\"BinaryQuadraticModel\"")
        || bytes.holds("\"bqm_schema\""))
    guard [isRequest, isBQP, isModel].count(where: { $0 }) == 1 else {
      throw unclear(
        file,
        "among its keys is neither \"linear_biases\" (dimod) nor \"binary_polynomial\" (Digital "
          + "Annealer) nor \"variable_domain\" (bqpjson)")
    }
    return FormatFinding(
      isModel ? .bqmJSON : isBQP ? .bqpJSON : .digitalAnnealerJSON, by: "told by its keys")
  }

  /// How many numbers the first line holds tells formats apart that have no header of words.
  private static func byFirstLines(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Self {
    var scanner = TextScanner(bytes, file: file)
    var isCommented = false
    while scanner.startLine() {
      let line = scanner.line
      if scanner.isAtNumber() { break }
      let word = scanner.word()
      if word.hasPrefix("#") || word.hasPrefix("%") {
        isCommented = true
        while scanner.line == line, !scanner.isAtEndOfLine() {
          if scanner.word().hasPrefix("vartype") {
            return FormatFinding(.coo, by: "told by its vartype")
          }
        }
        if word.hasPrefix("#vartype") { return FormatFinding(.coo, by: "told by its vartype") }
        scanner.skipLine()
      } else if word == "c" {
        return FormatFinding(.qbsolv, by: "told by a comment that begins with c")
      } else if scanner.skippedToNextLine(after: line), QUBOFormat.isQPLIBType(scanner.word()) {
        return FormatFinding(.qplib, by: "told by the type in its second line")
      } else {
        throw unclear(file, "its first line begins with none that is known")
      }
    }
    let shape = LineShape(scanner)
    if let other = shape.separator(scanner) {
      throw QUBOFileError(
        file, .line(scanner.line), "this looks like CSV, numbers with \(other) between them",
        advice: "write blanks between numbers, and a point before decimals")
    }
    return try byNumbers(shape, file: file, isCommented: isCommented)
  }

  private static func byNumbers(
    _ shape: LineShape, file: String, isCommented: Bool
  ) throws(QUBOFileError) -> Self {
    if shape.isSquare, shape.width > 3 || !shape.beginsWithIndices {
      return FormatFinding(.dense, by: "told by \(shape.width) lines of \(shape.width) numbers")
    }
    switch shape.width {
    case 1 where shape.secondWidth == 3:
      return FormatFinding(.coo, by: "told by a number, then lines of three")
    case 1 where shape.secondWidth == 2 || shape.secondWidth == nil:
      return FormatFinding(.orLibrary, by: "told by the number in its first line")
    case 2 where isCommented:
      throw unclear(
        file, "it may be a graph or a matrix", formats: [.mqlibCut, .mqlibQUBO, .mcSparse])
    case 2 where graphExtensions.contains(QUBOFormat.fileExtension(of: file)):
      return FormatFinding(.rudy, by: "told by the two numbers in its first line")
    case 2:
      throw unclear(
        file, "two numbers, then lines of three, may be a graph or a matrix",
        formats: [.rudy, .biqMac, .mcSparse, .mqlibQUBO])
    case 3 where shape.isSquare && !isCommented:
      throw unclear(
        file, "three lines of three numbers may be a list of pairs or a matrix",
        formats: [.coo, .dense])
    case 3 where shape.looksLikeEdges && !isCommented:
      throw QUBOFileError(
        file, .file,
        "the format cannot be told: this looks like the edges of a graph, which lack the line n m "
          + "before them, or like a list of pairs",
        advice: .nameFormat([QUBOFormat.coo.rawValue]))
    case 3: return FormatFinding(.coo, by: "told by the three numbers in its first line")
    default: throw unclear(file, "its first line is none that is known")
    }
  }

  /// Extensions of files that hold graphs if two numbers are in their first line.
  private static let graphExtensions: Set = ["", "txt", "rudy", "gset", "graph", "json", "qubo"]

  private static func unclear(
    _ file: String, _ reason: String,
    formats: [QUBOFormat] = QUBOFormat.allCases.filter(\.isReadable)
  ) -> QUBOFileError {
    QUBOFileError(
      file, .file, "the format cannot be told: \(reason)",
      advice: .nameFormat(formats.map(\.rawValue)))
  }
}

extension QUBOFormat {
  /// The format that a file to be written has by its extension, if that tells.
  public init?(forWriting file: String) {
    switch Self.fileExtension(of: file) {
    case "rud", "mc", "txt": self = .rudy
    case "sparse": self = .biqMac
    case "bq": self = .mcSparse
    case "qubo": self = .qbsolv
    case "coo": self = .coo
    case "qplib": self = .qplib
    case "mtx": self = .matrixMarket
    case "lp": self = .lp
    case "mps": self = .mps
    default: return nil
    }
  }

  /// The format that a file to be read has by its extension, if that tells.
  fileprivate init?(forReading name: String) {
    switch name {
    // QOBLIB's name for BiqMac's lines, with a constant in a comment.
    case "qs": self = .biqMac
    default:
      guard let format = Self(forWriting: ".\(name)") else { return nil }
      self = format
    }
  }

  /// Whether a word is the type of a problem of QPLIB, as QBN.
  static func isQPLIBType(_ word: String) -> Bool {
    let letters = Array(word.uppercased().utf8)
    return letters.count == 3 && "LDCQ".utf8.contains(letters[0])
      && "CBMIG".utf8.contains(letters[1]) && "NBLDCQ".utf8.contains(letters[2])
  }

  /// Refuses what has to be unpacked first.
  static func refusePacked(_ bytes: [UInt8], file: String) throws(QUBOFileError) {
    let packers: [(magic: [UInt8], name: String)] = [
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "xz"), ([0x1f, 0x8b], "gzip"),
      ([0x42, 0x5a, 0x68], "bzip2"), ([0x50, 0x4b, 0x03, 0x04], "zip"),
    ]
    for packer in packers where bytes.starts(with: packer.magic) {
      throw QUBOFileError(
        file, .file, "the file is compressed", advice: .unpack(file: file, by: packer.name))
    }
  }

  /// The extension in lower case, without the dot; empty if there is none.
  fileprivate static func fileExtension(of file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}

extension [UInt8] {
  /// Whether a text is somewhere among the bytes.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    for start in 0...count - wanted.count where self[start] == first {
      if self[start..<start + wanted.count].elementsEqual(wanted) { return true }
    }
    return false
  }
}
