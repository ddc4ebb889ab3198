import Reports

/// Colours from bad, light, to good, dark: viridis, whose lightness falls evenly, so that order is
/// seen with all common kinds of colour vision and in print without colour (van der Walt & Smith,
/// "A better default colormap for Matplotlib", SciPy 2015).
enum SequentialPalette {
  private static let levels: [UInt32] = [
    0xFDE725, 0xB4DE2C, 0x6DCD59, 0x35B779, 0x1F9E89, 0x26828E, 0x31688E, 0x3E4A89, 0x482878,
    0x440154,
  ]

  /// The number of colours.
  static var count: Int { levels.count }

  /// The level of a share, 0 for bad and 1 for good.
  static func level(_ share: Double) -> Int {
    // Written so that no share at all is the worst.
    share > 0 ? min(count - 1, Int(min(share, 1) * Double(count))) : 0
  }

  /// The colour of a level, 0...9.
  static func colour(_ level: Int) -> String { hexadecimal(levels[min(max(level, 0), count - 1)]) }

  /// The colour of a level as a ground for marks: half way to white.
  static func ground(_ level: Int) -> String {
    let colour = levels[min(max(level, 0), count - 1)]
    return hexadecimal(
      [16, 8, 0].reduce(0) { sum, shift in
        sum | (((colour >> shift & 0xFF) + 0xFF) / 2) << shift
      })
  }

  /// A bar of all colours with words at its ends, to the left of a pixel.
  static func bar(endingAt right: Int, y: Int, bad: String, good: String) -> [Markup] {
    let width = 12
    let left = right - count * width
    let cells = (0..<count).map { level in
      Markup.rectangle(
        .init(x: left + level * width, y: y, width: width, height: 8), fill: colour(level))
    }
    return cells + [
      .text(bad, x: left, y: y + 20, style: "start"),
      .text(good, x: right, y: y + 20, style: "end"),
    ]
  }

  private static func hexadecimal(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
