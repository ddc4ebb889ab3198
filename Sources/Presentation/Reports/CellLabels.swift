/// Names short enough for a cell: without what all of them begin with, or else codes, or numbers.
package struct CellLabels {
  /// The most characters of a label.
  private static let limit = 6
  /// The characters of a code.
  private static let codeLength = 4

  package let texts: [String]

  /// Labels for names that differ; no two labels are equal.
  package init(_ names: [String]) {
    let prefix = Self.sharedPrefix(names)
    let short = names.map { String($0.dropFirst(prefix)) }
    let fit = short.allSatisfy { (1...Self.limit).contains($0.count) }
    if fit && Set(short).count == names.count {
      texts = short
    } else {
      texts = Self.codes(short) ?? names.indices.map { "\($0 + 1)" }
    }
  }

  /// The characters of the widest label.
  package var width: Int { texts.map(\.count).max() ?? 0 }

  /// Codes of up to four letters and digits that recall the names; `nil` if there are none.
  ///
  /// A code is the beginning of a name and the digits at its end, as `LEI1` for Leiden 1; names that
  /// would have the same code are numbered, as `LE1`, `LE2`.
  private static func codes(_ names: [String]) -> [String]? {
    let plain = names.map { $0.filter { $0.isLetter || $0.isNumber } }
    guard plain.allSatisfy({ !$0.isEmpty }) else { return nil }
    let firsts = plain.map { name in
      let digits = name.reversed().prefix { $0.isNumber }.count
      let kept = min(digits, codeLength - 1)
      return (String(name.prefix(min(codeLength, name.count) - kept)) + name.suffix(kept))
        .uppercased()
    }
    var taken = Set(firsts.filter { code in firsts.count { $0 == code } == 1 })
    var codes: [String] = []
    for (name, first) in zip(plain, firsts) {
      let others = (1...99).lazy.map { number in
        (name.prefix(codeLength - "\(number)".count) + "\(number)").uppercased()
      }
      guard let code = taken.contains(first) ? first : others.first(where: { !taken.contains($0) })
      else { return nil }
      taken.insert(code)
      codes.append(code)
    }
    return Set(codes).count == names.count ? codes : nil
  }

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
