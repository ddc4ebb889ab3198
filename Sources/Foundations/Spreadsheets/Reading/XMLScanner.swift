/// Finds the tags and texts of XML 1.0 one after the other, as far as workbooks have them.
///
/// Prefixes of names are left out. There are no document types, so that no entity can grow; elements
/// are nested at most 100 deep, where those of workbooks are about ten.
struct XMLScanner {
  /// What comes next.
  enum Token {
    /// The beginning of an element; an empty one ends at once.
    case start(name: String, attributes: [String: String])
    /// The end of an element.
    case end(name: String)
    /// Text between tags.
    case text(String)
  }

  private static let deepest = 100

  private let bytes: [UInt8]
  private let part: String
  private var position = 0
  private var open: [String] = []
  /// Whether there was an element: a part has one root.
  private var hasRoot = false
  /// The name of an element without content that has just begun.
  private var emptied: String?

  /// Begins with a part of a workbook.
  init(_ bytes: [UInt8], part: String) throws(WorkbookFileError) {
    self.bytes = bytes
    self.part = part
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    guard (try? UTF8Span(validating: bytes.span)) != nil else { throw .damaged(part: part) }
  }

  /// The next token; `nil` at the end of the part.
  mutating func next() throws(WorkbookFileError) -> Token? {
    if let name = emptied {
      emptied = nil
      open.removeLast()
      return .end(name: name)
    }
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let text = try text()
        // Outside the root there are only blanks.
        guard !open.isEmpty || text.allSatisfy(\.isWhitespace) else { throw .damaged(part: part) }
        if !open.isEmpty { return .text(text) }
        continue
      }
      if skip("<!--") {
        try pass("-->")
      } else if skip("<?") {
        try pass("?>")
      } else if skip("<![CDATA[") {
        let start = position
        try pass("]]>")
        return .text(String(decoding: bytes[start..<position - 3], as: UTF8.self))
      } else if skip("<!") {
        throw .damaged(part: part)
      } else if skip("</") {
        return try end()
      } else {
        guard !open.isEmpty || !hasRoot else { throw .damaged(part: part) }
        (hasRoot, position) = (true, position + 1)
        return try start()
      }
    }
    guard open.isEmpty else { throw .damaged(part: part) }
    return nil
  }

  private mutating func text() throws(WorkbookFileError) -> String {
    let start = position
    position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return try resolved(bytes[start..<position])
  }

  private mutating func end() throws(WorkbookFileError) -> Token {
    let name = try name()
    skipBlanks()
    guard skip(">"), open.popLast() == name else { throw .damaged(part: part) }
    return .end(name: name)
  }

  private mutating func start() throws(WorkbookFileError) -> Token {
    let name = try name()
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      let isEmpty = skip("/>")
      if isEmpty || skip(">") {
        open.append(name)
        guard open.count <= Self.deepest else { throw .tooLarge(part: part) }
        if isEmpty { emptied = name }
        return .start(name: name, attributes: attributes)
      }
      let key = try self.name()
      skipBlanks()
      guard skip("=") else { throw .damaged(part: part) }
      skipBlanks()
      attributes[key] = try quoted()
    }
  }

  /// A name without its prefix.
  private mutating func name() throws(WorkbookFileError) -> String {
    var start = position
    while position < bytes.count, !" \t\r\n=/><\"'".utf8.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: ":") { start = position + 1 }
      position += 1
    }
    guard start < position else { throw .damaged(part: part) }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quoted() throws(WorkbookFileError) -> String {
    guard position < bytes.count, "\"'".utf8.contains(bytes[position]),
      let end = bytes[(position + 1)...].firstIndex(of: bytes[position])
    else { throw .damaged(part: part) }
    defer { position = end + 1 }
    return try resolved(bytes[(position + 1)..<end])
  }

  /// A text with its references resolved (XML 1.0, 4.6 and 4.1).
  private func resolved(_ text: ArraySlice<UInt8>) throws(WorkbookFileError) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    var result = ""
    for (number, piece) in text.split(
      separator: UInt8(ascii: "&"), omittingEmptySubsequences: false
    ).enumerated() {
      if number == 0 {
        result += String(decoding: piece, as: UTF8.self)
        continue
      }
      guard let end = piece.firstIndex(of: UInt8(ascii: ";")),
        let character = Self.character(String(decoding: piece[..<end], as: UTF8.self))
      else { throw .damaged(part: part) }
      result.unicodeScalars.append(character)
      result += String(decoding: piece[(end + 1)...], as: UTF8.self)
    }
    return result
  }

  private static func character(_ reference: String) -> Unicode.Scalar? {
    switch reference {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case _ where reference.hasPrefix("#x"):
      UInt32(reference.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case _ where reference.hasPrefix("#"):
      UInt32(reference.dropFirst(), radix: 10).flatMap(Unicode.Scalar.init)
    default: nil
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    let isNext = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if isNext { position += text.utf8CodeUnitCount }
    return isNext
  }

  private mutating func pass(_ end: StaticString) throws(WorkbookFileError) {
    while position < bytes.count {
      if skip(end) { return }
      position += 1
    }
    throw .damaged(part: part)
  }
}
