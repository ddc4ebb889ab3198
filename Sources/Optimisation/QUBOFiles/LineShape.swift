import Coefficients

/// How many numbers lines have, as far as that tells formats apart.
struct LineShape {
  /// Numbers in the first line.
  let width: Int
  /// Numbers in the second line, if there is one.
  let secondWidth: Int?
  /// Whether there are as many lines as numbers in each of them.
  let isSquare: Bool
  /// Whether every line begins with two whole numbers that are not negative.
  let beginsWithIndices: Bool
  /// Whether all lines are pairs of different numbers from one on, with a number each: what a graph
  /// looks like that counts its vertices from one.
  let looksLikeEdges: Bool

  /// Lines that are looked at: more than any matrix has that would be taken for something else.
  private static let most = 64

  /// Looks at the lines from the scanner's position on.
  init(_ scanner: TextScanner) {
    var scanner = scanner
    var widths: [Int] = []
    var (areIndices, areEdges) = (true, true)
    while widths.count < Self.most, scanner.startLine() {
      var words: [String] = []
      while !scanner.isAtEndOfLine(), words.count < 10_000 {
        let word = scanner.word()
        if word.hasPrefix("#") || word.hasPrefix("%") {
          scanner.skipLine()
        } else {
          words.append(word)
        }
      }
      if words.isEmpty { continue }
      let indices = words.prefix(2).compactMap { UInt32($0) }
      areIndices = areIndices && indices.count == 2
      areEdges =
        areEdges && words.count == 3 && indices.count == 2 && indices[0] != indices[1]
        && !indices.contains(0)
      widths.append(words.count)
    }
    let hasMore = scanner.startLine()
    width = widths.first ?? 0
    secondWidth = widths.count > 1 ? widths[1] : nil
    beginsWithIndices = areIndices
    looksLikeEdges = areEdges && !widths.isEmpty
    let first = widths.first ?? 0
    // Of a larger matrix the lines seen are as good as all.
    isSquare =
      first > 1 && widths.allSatisfy { $0 == first }
      && (hasMore ? first > Self.most : widths.count == first)
  }

  /// What stands between the numbers of the first line instead of blanks, if that is so.
  func separator(_ scanner: TextScanner) -> String? {
    var scanner = scanner
    let word = scanner.word()
    for (mark, name) in [(",", "commas"), (";", "semicolons")] {
      let parts = word.split(separator: Character(mark), omittingEmptySubsequences: false)
      if parts.count > 1, parts.dropLast().allSatisfy({ ExactDecimal(String($0)) != nil }) {
        return name
      }
    }
    return nil
  }
}
