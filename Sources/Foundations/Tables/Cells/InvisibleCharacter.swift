/// A character in a cell that nobody sees, or that looks like another one.
package struct InvisibleCharacter: Hashable, Sendable {
  /// The character.
  package let scalar: Unicode.Scalar
  /// What it is called.
  package let name: String

  /// The character with its name, as in `U+00A0 (a space that does not break)`.
  package var words: String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + " (\(name))"
  }

  /// The spaces that are more than a space.
  private static let spaces: [Unicode.Scalar: String] = [
    "\u{a0}": "a space that does not break", "\u{202f}": "a narrow space that does not break",
    "\u{2007}": "a space as wide as a digit", "\u{2009}": "a thin space",
    "\u{3000}": "an ideographic space",
  ]
  /// Characters without width that say nothing in a name; joiners do in some scripts.
  private static let nothings: [Unicode.Scalar: String] = [
    "\u{200b}": "a space without width", "\u{feff}": "a byte order mark",
    "\u{2060}": "a word joiner", "\u{ad}": "a soft hyphen",
    "\u{200e}": "a left-to-right mark", "\u{200f}": "a right-to-left mark",
    "\u{61c}": "an Arabic letter mark", "\u{202a}": "a left-to-right embedding",
    "\u{202b}": "a right-to-left embedding", "\u{202c}": "the end of an embedding",
    "\u{202d}": "a left-to-right override", "\u{202e}": "a right-to-left override",
    "\u{2066}": "a left-to-right isolate", "\u{2067}": "a right-to-left isolate",
    "\u{2068}": "an isolate", "\u{2069}": "the end of an isolate",
  ]
  private static let joiners: [Unicode.Scalar: String] = [
    "\u{200c}": "a non-joiner", "\u{200d}": "a joiner",
  ]

  init?(_ scalar: Unicode.Scalar, atEdge: Bool) {
    guard
      let name = Self.spaces[scalar] ?? Self.nothings[scalar]
        ?? (atEdge ? Self.joiners[scalar] : nil)
    else { return nil }
    self.scalar = scalar
    self.name = name
  }

  fileprivate var isSpace: Bool { Self.spaces[scalar] != nil }
}

extension String {
  /// The text as it is meant: spaces are plain ones, and none are at the ends; characters that
  /// nobody sees are left out.
  package var cleanedCell: String {
    // Only texts beyond ASCII have any of them.
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var scalars: [Unicode.Scalar] = []
    for scalar in unicodeScalars {
      guard let character = InvisibleCharacter(scalar, atEdge: false) else {
        scalars.append(scalar)
        continue
      }
      if character.isSpace { scalars.append(" ") }
    }
    let isEdge = { (scalar: Unicode.Scalar) in
      scalar == " " || scalar == "\t" || InvisibleCharacter(scalar, atEdge: true) != nil
    }
    while let last = scalars.last, isEdge(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars.drop(while: isEdge)))
  }

  /// The first character that ``cleanedCell`` changes.
  package var invisibleCharacter: InvisibleCharacter? {
    guard self != cleanedCell || unicodeScalars.count != cleanedCell.unicodeScalars.count else {
      return nil
    }
    return unicodeScalars.lazy.compactMap { InvisibleCharacter($0, atEdge: true) }.first
  }
}
