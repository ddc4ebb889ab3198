import PatrolModel

/// The background colours that tell sectors apart on a terminal with 256 colours.
///
/// Okabe and Ito's palette, made to be told apart with any colour vision ("Color universal
/// design", 2008), in its nearest terminal colours. There are eight: sectors further down the list
/// share them, which is why cells always hold the identifier too.
enum SectorColour {
  private static let backgrounds = [214, 74, 36, 227, 25, 166, 175, 250]
  private static let black = 16
  private static let white = 231
  private static let blue = 25

  static func paint(_ text: String, as sector: SectorIndex) -> String {
    let background = backgrounds[sector.rawValue % backgrounds.count]
    let foreground = background == blue ? white : black
    return "\u{1b}[38;5;\(foreground);48;5;\(background)m\(text)\u{1b}[0m"
  }
}
