import Texts

/// The text of a table's file as UTF-8, whatever program saved it.
struct TableEncoding {
  /// The text in UTF-8 without a byte order mark.
  let text: [UInt8]
  /// What was taken for granted, in words; `nil` for UTF-8.
  let remark: String?

  /// Decodes a file: UTF-16 by its mark or by its NULs, else UTF-8, else Windows-1252.
  ///
  /// A text in UTF-8 is practically never valid by chance, so that what is not valid is what
  /// spreadsheets in western Europe and America save: Windows-1252.
  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
    if rest.starts(with: [0xff, 0xfe]) {
      self.init(utf16: rest.dropFirst(2), isLittle: true)
    } else if rest.starts(with: [0xfe, 0xff]) {
      self.init(utf16: rest.dropFirst(2), isLittle: false)
    } else if let isLittle = Self.isLittleUTF16(rest) {
      self.init(utf16: rest, isLittle: isLittle)
    } else if (try? UTF8Span(validating: rest.span)) != nil || rest.contains(0) {
      self.init(text: Array(rest), remark: nil)
    } else {
      self.init(windows1252: rest)
    }
  }

  private init(text: [UInt8], remark: String?) {
    self.text = Self.withFeeds(text)
    self.remark = remark
  }

  /// A text whose lines end with a carriage return alone, as those of old Macintosh programs, and of
  /// spreadsheets that still offer them, with the ends of others.
  private static func withFeeds(_ text: [UInt8]) -> [UInt8] {
    let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard !text.contains(feed), text.contains(carriage) else { return text }
    return text.map { $0 == carriage ? feed : $0 }
  }

  private init(utf16 bytes: ArraySlice<UInt8>, isLittle: Bool) {
    let bytes = Array(bytes)
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { place in
      isLittle
        ? UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
        : UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
    }
    // Half a character at the end is one that is not there, and is seen as such.
    let rest = bytes.count % 2 == 0 ? "" : "\u{fffd}"
    self.init(
      text: Array((String(decoding: units, as: UTF16.self) + rest).utf8), remark: "read as UTF-16")
  }

  /// Whether a beginning is UTF-16, whose digits, separators and line ends have a NUL each, on the
  /// same side: after the other byte in the little-endian form.
  private static func isLittleUTF16(_ bytes: ArraySlice<UInt8>) -> Bool? {
    let start = Array(bytes.prefix(512))
    let zeros = start.indices.filter { start[$0] == 0 }
    // A table has more of them than a fifth; a NUL in another text is a slip.
    guard start.count >= 8, zeros.count * 10 >= start.count else { return nil }
    if zeros.allSatisfy({ $0 % 2 == 1 }) { return true }
    return zeros.allSatisfy { $0 % 2 == 0 } ? false : nil
  }

  private init(windows1252 bytes: ArraySlice<UInt8>) {
    let scalars = bytes.map { byte in
      (0x80..<0xa0).contains(byte)
        ? Self.c1[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }
    self.init(
      text: Array(String(String.UnicodeScalarView(scalars)).utf8),
      remark: "no UTF-8; read as Windows-1252")
  }

  /// What Windows-1252 has at 0x80 to 0x9F; the five bytes without a meaning are replaced.
  private static let c1: [Unicode.Scalar] = Array(
    "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ".unicodeScalars)
}
