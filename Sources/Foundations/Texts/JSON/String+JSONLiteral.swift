extension String {
  /// The text in quotes, as JSON writes it.
  package var jsonLiteral: String {
    var literal = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case "\t": literal += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        literal += "\\u00\(digits.count == 1 ? "0" : "")\(digits)"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
