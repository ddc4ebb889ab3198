import Failures

extension QUBOFormat {
  /// Tells the format of a file from its extension and, where that is not enough, its content.
  init(of bytes: [UInt8], file: String) throws(QUBOFileError) {
    let name = Self.fileExtension(of: file)
    if name != "txt", name != "qubo", name != "json", let format = Self(forWriting: file) {
      self = format
    } else if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      self = try Self.byKeys(bytes, file: file)
    } else {
      self = try Self.byFirstLines(bytes, file: file)
    }
  }

  /// The format that a file to be written has by its extension, if that tells.
  public init?(forWriting file: String) {
    switch Self.fileExtension(of: file) {
    case "rud", "mc", "txt": self = .rudy
    case "sparse": self = .biqMac
    case "qubo": self = .qbsolv
    case "coo": self = .coo
    case "qplib": self = .qplib
    case "lp": self = .lp
    case "mps": self = .mps
    default: return nil
    }
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
  private static func fileExtension(of file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private static func byKeys(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Self {
    let isModel = bytes.holds("\"linear_biases\"") || bytes.holds("\"BinaryQuadraticModel\"")
    let isRequest = bytes.holds("\"binary_polynomial\"")
    guard isModel != isRequest else {
      throw unclear(file, "among its keys is neither \"linear_biases\" nor \"binary_polynomial\"")
    }
    return isModel ? .bqmJSON : .digitalAnnealerJSON
  }

  /// How many numbers the first line holds tells formats apart that have no header of words.
  private static func byFirstLines(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Self {
    var scanner = TextScanner(bytes, file: file)
    var isCommented = false
    while scanner.startLine() {
      let line = scanner.line
      if scanner.isAtNumber() { break }
      let word = scanner.word()
      if word.hasPrefix("#") {
        isCommented = true
        while scanner.line == line, !scanner.isAtEndOfLine() {
          if scanner.word().hasPrefix("vartype=") { return .coo }
        }
        if word.hasPrefix("#vartype=") { return .coo }
      } else if word == "p" || word == "c" {
        return .qbsolv
      } else if scanner.startLine(), scanner.line > line, scanner.word().utf8.count == 3 {
        return .qplib
      } else {
        throw unclear(file, "its first line begins with none that is known")
      }
    }
    return try byNumbers(&scanner, isCommented: isCommented)
  }

  private static func byNumbers(
    _ scanner: inout TextScanner, isCommented: Bool
  ) throws(QUBOFileError) -> Self {
    var numbers = 0
    while scanner.isAtNumber(), numbers < 4 {
      _ = scanner.word()
      numbers += 1
    }
    switch numbers {
    case 1: return .orLibrary
    case 2 where !isCommented: return .rudy
    case 2:
      throw unclear(
        scanner.file, "it may be a graph or a matrix", formats: [.mqlibCut, .mqlibQUBO])
    case 3: return .coo
    default: throw unclear(scanner.file, "its first line is none that is known")
    }
  }

  private static func unclear(
    _ file: String, _ reason: String, formats: [Self] = allCases.filter(\.isReadable)
  ) -> QUBOFileError {
    QUBOFileError(
      file, .file, "the format cannot be told: \(reason)",
      advice: .nameFormat(formats.map(\.rawValue)))
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
