extension String {
  /// The text as an error message shows it: in quotes, on one line, cut off after 60 characters.
  package var quoted: String { "\"\(escaped)\"" }

  /// The text on one line, control characters as escapes, cut off after 60 characters.
  package var escaped: String {
    var text = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      if count == 60 { return text + "…" }
      text += scalar.breaksLine ? scalar.escape : String(scalar)
    }
    return text
  }

  /// The text as a terminal may show it: control characters as escapes, lines and tabs as they are.
  package var forTerminal: String {
    guard unicodeScalars.contains(where: \.isCommand) else { return self }
    return unicodeScalars.reduce(into: "") { $0 += $1.isCommand ? $1.escape : String($1) }
  }

  /// The whole text on one line, control characters as escapes.
  package var onOneLine: String {
    unicodeScalars.reduce(into: "") { $0 += $1.breaksLine ? $1.escape : String($1) }
  }

  /// Whether a terminal or a table would take some character of the text for a command.
  package var hasControlCharacters: Bool { unicodeScalars.contains(where: \.breaksLine) }
}

extension Unicode.Scalar {
  fileprivate var breaksLine: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  fileprivate var isCommand: Bool { breaksLine && self != "\n" && self != "\t" }

  fileprivate var escape: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(value, radix: 16))}"
    }
  }
}
