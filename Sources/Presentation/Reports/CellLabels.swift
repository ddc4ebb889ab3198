/// Names short enough for a cell: without what all of them begin with, or else numbers.
package struct CellLabels {
  /// The most characters of a label.
  private static let limit = 6

  package let texts: [String]

  /// Labels for names that differ; no two labels are equal.
  package init(_ names: [String]) {
    let prefix = Self.sharedPrefix(names)
    let short = names.map { String($0.dropFirst(prefix)) }
    let fit = short.allSatisfy { (1...Self.limit).contains($0.count) }
    texts = fit && Set(short).count == names.count ? short : names.indices.map { "\($0 + 1)" }
  }

  /// The characters of the widest label.
  package var width: Int { texts.map(\.count).max() ?? 0 }

  /// How many characters all names begin with, up to the last mark among them, as in `LEI-01`.
  private static func sharedPrefix(_ names: [String]) -> Int {
    guard let first = names.first, names.count > 1 else { return 0 }
    var shared = Array(first)
    for name in names {
      shared = Array(zip(shared, name).prefix { $0.0 == $0.1 }.map(\.0))
    }
    return (shared.lastIndex { !$0.isLetter && !$0.isNumber }).map { $0 + 1 } ?? 0
  }
}

extension String {
  /// The width of the text in a common sans-serif font, in pixels, on the safe side.
  package func estimatedWidth(fontSize: Int) -> Int {
    // Latin letters and digits are about 0.58 em wide, ideographs and pictures 1 em.
    let hundredths = unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 58 : 100) }
    return (hundredths * fontSize + 99) / 100
  }

  /// The text cut off after so many characters.
  package func cut(to count: Int) -> String {
    self.count <= count ? self : prefix(count - 1) + "…"
  }
}
