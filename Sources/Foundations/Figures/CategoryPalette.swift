/// The colours that tell categories apart on paper and screens.
///
/// The first seven are Okabe and Ito's ("Color universal design", 2008), with the green and the vermilion
/// moved by CIEDE2000 4.4 and 2.1, so that text can be read on them in grey, too. The others were chosen
/// from Paul Tol's schemes (SRON/EPS/TN/09-002) so that the two most alike of all twenty are as
/// different as local search could make them: CIEDE2000 ≥ 6.8 for normal vision, protanopia,
/// deuteranopia and tritanopia alike (simulated after Machado and others 2009,
/// doi:10.1109/TVCG.2009.113). The next twenty categories have the same colours lightened, the twenty
/// after them darkened; then colours come again. So cells always hold a label too.
package enum CategoryPalette {
  /// The number of colours before they come again.
  package static let count = 3 * colours.count

  private static let colours: [UInt32] = [
    0xE6_9F00, 0x56_B4E9, 0x08_AC7F, 0xF0_E442, 0x00_72B2, 0xCD_6418, 0xCC_79A7, 0x72_190E,
    0x55_5555, 0xCC_EEFF, 0x33_2288, 0xCC_DDAA, 0xAA_3377, 0x66_3333, 0xBB_BBBB, 0xD1_BBD7,
    0x66_6633, 0x99_DDFF, 0xEE_6677, 0xFF_CCCC,
  ]

  /// The colours of a category, counted from 0.
  package static func paint(_ category: Int) -> CategoryPaint {
    let (cycle, position) = category.quotientAndRemainder(dividingBy: colours.count)
    let base = CategoryPaint(colours[position])
    return switch cycle % 3 {
    case 0: base
    case 1: base.mixed(with: 255)
    default: base.mixed(with: 0)
    }
  }
}

/// A background and the colour of text that can be read on it.
package struct CategoryPaint: Hashable, Sendable {
  /// Red, green and blue, in 0...255.
  package let channels: [Int]

  fileprivate init(_ colour: UInt32) {
    channels = [16, 8, 0].map { Int(colour >> $0 & 0xFF) }
  }

  private init(channels: [Int]) { self.channels = channels }

  /// The background as `#rrggbb`.
  package var fill: String {
    "#"
      + channels.map { channel in
        (channel < 16 ? "0" : "") + String(channel, radix: 16)
      }.joined()
  }

  /// Black or white, whichever has more contrast: always at least 4.5 : 1 (WCAG 2.2).
  ///
  /// Black has more above a luminance L of √(1.05 · 0.05) − 0.05 ≈ 0.179.
  package var text: String { luminance > 0.179 ? "#000000" : "#ffffff" }

  /// The colour moved two fifths of the way towards a grey.
  fileprivate func mixed(with grey: Int) -> CategoryPaint {
    CategoryPaint(channels: channels.map { (3 * $0 + 2 * grey) / 5 })
  }

  /// Relative luminance, in 0...1; sRGB's transfer function is taken as a cubic, within 0.003.
  private var luminance: Double {
    zip(channels, [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let value = Double(part.0) / 255
      let linear = value * (value * (value * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
      return sum + linear * part.1
    }
  }
}
