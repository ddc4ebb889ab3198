extension String {
  /// The columns that the text takes on a terminal: two for ideographs and emoji, else one.
  ///
  /// Terminals differ in rare cases; for characters in the tables of the Unicode Standard (annex 11,
  /// wide and fullwidth) and for emoji they agree.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.isASCII { return 1 }
    // The variation selector asks for the picture where there is a letter form as well.
    let isPicture = unicodeScalars.contains { $0.value == 0xfe0f }
    return isPicture || first.properties.isEmojiPresentation || first.isWide ? 2 : 1
  }
}

extension Unicode.Scalar {
  /// Blocks whose characters are wide or fullwidth (EastAsianWidth.txt), unassigned ones included.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6,
    0x1_6fe0...0x1_b2ff, 0x2_0000...0x3_fffd,
  ]

  fileprivate var isWide: Bool { Self.wide.contains { $0.contains(value) } }
}
