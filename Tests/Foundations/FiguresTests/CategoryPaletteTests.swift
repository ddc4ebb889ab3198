import Figures
import Foundation
import Testing

@Suite("The colours of categories")
struct CategoryPaletteTests {
  @Test("let text be read on each of them", arguments: 0..<CategoryPalette.count)
  func contrast(category: Int) throws {
    let paint = CategoryPalette.paint(category)
    let lighter = try #require(Self.luminance(paint.fill))
    let text = try #require(Self.luminance(paint.text))
    let ratio = (max(lighter, text) + 0.05) / (min(lighter, text) + 0.05)
    #expect(ratio >= 4.5)
  }

  /// Weights of red, green and blue by which programs and printers make grey (BT.601 and BT.709).
  private static let greys = [[0.299, 0.587, 0.114], [0.2126, 0.7152, 0.0722]]

  @Test(
    "let text be read on each of them where they are printed in grey",
    arguments: 0..<CategoryPalette.count)
  func contrastInGrey(category: Int) throws {
    let paint = CategoryPalette.paint(category)
    let text = try #require(Self.luminance(paint.text))
    for weights in Self.greys {
      let level = zip(paint.channels, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
      let digits = String(Int(level.rounded()), radix: 16)
      let two = digits.count < 2 ? "0" + digits : digits
      let grey = try #require(Self.luminance("#" + two + two + two))
      #expect((max(grey, text) + 0.05) / (min(grey, text) + 0.05) >= 4.5, "\(paint.fill) in grey")
    }
  }

  @Test("are different until they come again")
  func distinct() {
    let fills = (0..<CategoryPalette.count).map { CategoryPalette.paint($0).fill }
    #expect(Set(fills).count == 60)
    #expect(
      (0..<60).allSatisfy { CategoryPalette.paint(60 + $0).fill == fills[$0] })
  }

  @Test("begin with Okabe and Ito's, some a little lighter")
  func first() {
    #expect(CategoryPalette.paint(0).fill == "#e69f00")
    #expect(CategoryPalette.paint(2).fill == "#08ac7f")
  }

  /// Relative luminance as WCAG 2.2 defines it.
  private static func luminance(_ colour: String) -> Double? {
    guard colour.hasPrefix("#"), colour.count == 7, let value = Int(colour.dropFirst(), radix: 16)
    else { return nil }
    return zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let channel = Double(value >> part.0 & 0xFF) / 255
      let linear = channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
      return sum + linear * part.1
    }
  }
}
