import PatrolModel

/// The background colours that tell sectors apart on a terminal with 256 colours.
///
/// The first eight are Okabe and Ito's palette, made to be told apart with any colour vision ("Color
/// universal design", 2008), in its nearest terminal colours. After them come the other colours of
/// the 6 × 6 × 6 cube, each far from the one before; sectors beyond have none, so that no two share
/// one. Cells always hold the identifier too.
enum SectorColour {
  private static let backgrounds: [Int] = {
    let first = [214, 74, 36, 227, 25, 166, 175, 250]
    // 216 colours from 16 on. 77 is coprime to 216, so that its multiples meet each once, and about
    // a third of the way round, so that neighbours differ.
    let cube = (0..<216).map { 16 + $0 * 77 % 216 }
    // Black and white are what text is written in.
    return first + cube.filter { !first.contains($0) && $0 != black && $0 != white }
  }()
  private static let black = 16
  private static let white = 231

  static func paint(_ text: String, as sector: SectorIndex) -> String {
    guard backgrounds.indices.contains(sector.rawValue) else { return text }
    let background = backgrounds[sector.rawValue]
    let foreground = isDark(background) ? white : black
    return "\u{1b}[38;5;\(foreground);48;5;\(background)m\(text)\u{1b}[0m"
  }

  /// Whether white can be read better on a colour than black.
  private static func isDark(_ colour: Int) -> Bool {
    // 232 to 255 are greys, from dark to light.
    guard colour < 232 else { return colour < 244 }
    let (red, rest) = (colour - 16).quotientAndRemainder(dividingBy: 36)
    let (green, blue) = rest.quotientAndRemainder(dividingBy: 6)
    // Rec. 709 luma of levels 0 to 5, in ten-thousandths; below two fifths of the most, white wins.
    return 2126 * red + 7152 * green + 722 * blue < 20_000
  }
}
