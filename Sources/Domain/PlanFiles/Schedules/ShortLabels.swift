import Figures

/// Labels short enough for a table: cut to the same length, but never so short that two are equal.
struct ShortLabels {
  /// Up to this many characters nothing is cut: `Sector-9` still fits.
  private static let comfortableLength = 8

  let texts: [String]

  /// Labels of names; with room for so many characters, none is cut below that.
  init(_ names: [String], room: Int = 0) {
    let printable = names.map(\.printable)
    var cut = max(room, Self.comfortableLength)
    var whole = max(cut, printable.map(\.count).max() ?? 0)
    let distinct = Set(printable).count
    // Cutting less never makes labels equal that were not: the shortest length is found by halving.
    while cut < whole {
      let middle = (cut + whole) / 2
      if Set(printable.map { $0.prefix(middle) }).count == distinct {
        whole = middle
      } else {
        cut = middle + 1
      }
    }
    texts = printable.map { String($0.prefix(cut)) }
  }

  /// The width of the widest label in columns of a terminal.
  var width: Int { texts.map(\.displayWidth).max() ?? 0 }
}

extension String {
  /// The text without anything that could move a terminal's cursor or change its colours.
  var printable: String {
    let scalars = unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: "?" as Unicode.Scalar
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The text with blanks after it up to a width in columns of a terminal.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }
}
