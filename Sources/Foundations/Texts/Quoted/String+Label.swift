extension String {
  /// Whether the text is fit to be shown in one line: not empty, not too long, no line breaks or
  /// other control characters, and no spaces around it.
  package func isLabel(upTo limit: Int) -> Bool {
    (1...limit).contains(unicodeScalars.count) && !hasControlCharacters
      && first?.isWhitespace == false && last?.isWhitespace == false
  }

  /// What a label of at most so many characters may be, as advice.
  package static func labelInWords(upTo limit: Int) -> String {
    "write 1 to \(limit) characters without line breaks or spaces around them"
  }
}
