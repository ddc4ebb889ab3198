import Failures

/// The outward form of a text file: marks at its start, ends of lines.
enum TextForm {
  /// The text without a byte order mark, and with line feeds where carriage returns end lines.
  ///
  /// - Throws: ``QUBOFileError`` for a text in UTF-16, and for files that are no text.
  static func plain(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> [UInt8] {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      throw QUBOFileError(
        file, .file, "expected a text in UTF-8, found one in UTF-16", advice: "save it as UTF-8")
    }
    for (mark, name) in binaries where bytes.starts(with: mark) {
      throw QUBOFileError(
        file, .file, "this is \(name), which is not read",
        advice: "write it as JSON with to_serializable(), or as text")
    }
    let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
    let start = hasMark ? 3 : 0
    guard let firstReturn = bytes.firstIndex(of: 0x0d), hasLoneReturn(bytes, from: firstReturn)
    else { return hasMark ? Array(bytes[start...]) : bytes }
    var text = Array(bytes[start...])
    for index in text.indices where text[index] == 0x0d {
      if index + 1 == text.count || text[index + 1] != 0x0a { text[index] = 0x0a }
    }
    return text
  }

  private static let binaries: [([UInt8], String)] = [
    (Array("DIMODBQM".utf8), "a model in dimod's binary form"),
    (Array("DIMODCQM".utf8), "a constrained model in dimod's binary form"),
    ([0x93] + Array("NUMPY".utf8), "a NumPy array"),
    ([0x80, 0x03], "a Python pickle"), ([0x80, 0x04], "a Python pickle"),
    ([0x80, 0x05], "a Python pickle"), ([0x89] + Array("HDF".utf8), "an HDF5 file"),
  ]

  private static func hasLoneReturn(_ bytes: [UInt8], from first: Int) -> Bool {
    for index in first..<bytes.count where bytes[index] == 0x0d {
      if index + 1 == bytes.count || bytes[index + 1] != 0x0a { return true }
    }
    return false
  }
}
