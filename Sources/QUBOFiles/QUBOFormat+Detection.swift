extension QUBOFormat {
  /// Tells the format of a file from its extension and, where that is not enough, its content.
  init(of bytes: [UInt8], file: String) throws(QUBOFileError) {
    try Self.refusePacked(bytes, file: file)
    switch Self.fileExtension(of: file) {
    case "rud", "mc": self = .rudy
    case "sparse": self = .biqMac
    default: self = try Self.byContent(bytes, file: file)
    }
  }

  /// The extension in lower case, without the dot; empty if there is none.
  static func fileExtension(of file: String) -> String {
    let name = file.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private static func refusePacked(_ bytes: [UInt8], file: String) throws(QUBOFileError) {
    let packers: [(magic: [UInt8], advice: String)] = [
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "xz -dk"), ([0x1f, 0x8b], "gzip -dk"),
      ([0x42, 0x5a, 0x68], "bzip2 -dk"), ([0x50, 0x4b, 0x03, 0x04], "unzip"),
    ]
    for packer in packers where bytes.starts(with: packer.magic) {
      throw QUBOFileError(
        file, .file, "the file is compressed",
        advice: "unpack it first: \(packer.advice) \(file)")
    }
  }

  /// The number of numbers in the first line tells formats without a header of words.
  private static func byContent(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> Self {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "#"))
    var numbers = 0
    if scanner.startLine() {
      while scanner.isAtNumber(), numbers < 4 {
        _ = scanner.word()
        numbers += 1
      }
    }
    switch numbers {
    case 1: return .orLibrary
    case 2: return .rudy
    default:
      throw scanner.failure(
        "the format cannot be told from the file",
        "give --format, one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }
}
