/// The styles of a workbook, each kept once: cells refer to them by number.
struct StyleTable {
  /// A style, and whether its cell holds a text that would be a formula if it were typed in.
  private struct Key: Hashable {
    let style: CellStyle
    let isQuoted: Bool
  }

  private var numbers: [Key: Int] = [:]
  private var fonts = NumberedParts(["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"])
  private var fills = NumberedParts([
    // The format has these two first, whatever a workbook uses.
    "<fill><patternFill patternType=\"none\"/></fill>",
    "<fill><patternFill patternType=\"gray125\"/></fill>",
  ])
  private var borders = NumberedParts(["<border><left/><right/><top/><bottom/><diagonal/></border>"]
  )
  private var formats = NumberedParts([])
  private var cells = ""

  init() { _ = number(of: CellStyle(), isQuoted: false) }

  /// The number of a style; in a quoted cell the text is marked as by an apostrophe, so that it
  /// stays one when somebody edits it.
  mutating func number(of style: CellStyle, isQuoted: Bool) -> Int {
    let key = Key(style: style, isQuoted: isQuoted)
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    cells += cellFormat(style, isQuoted: isQuoted)
    return numbers.count - 1
  }

  private mutating func cellFormat(_ style: CellStyle, isQuoted: Bool) -> String {
    let font = fonts.number(
      of: "<font>\(style.isBold ? "<b/>" : "")<sz val=\"11\"/>"
        + (style.textColour.map { "<color rgb=\"FF\($0)\"/>" } ?? "")
        + "<name val=\"Calibri\"/></font>")
    let fill =
      style.fill.map { colour in
        fills.number(
          of: "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(colour)\"/>"
            + "</patternFill></fill>")
      } ?? 0
    let border = style.isFramed ? borders.number(of: Self.frame) : 0
    // The numbers below 164 are formats of the programs' own: 0 is the general one, 49 text.
    let format =
      style.decimals.map { 164 + formats.number(of: Self.format(decimals: $0)) }
      ?? (style.keepsText ? 49 : 0)
    let alignment =
      "<alignment\(style.isCentred ? " horizontal=\"center\"" : "") vertical=\"top\""
      + "\(style.wraps ? " wrapText=\"1\"" : "")/>"
    return "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\""
      + " xfId=\"0\"\(isQuoted ? " quotePrefix=\"1\"" : "") applyNumberFormat=\"1\""
      + " applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">\(alignment)</xf>"
  }

  private static let frame =
    "<border>"
    + ["left", "right", "top", "bottom"].map { side in
      "<\(side) style=\"thin\"><color rgb=\"FFBFBFBF\"/></\(side)>"
    }.joined() + "<diagonal/></border>"

  private static func format(decimals: Int) -> String {
    "0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
  }

  /// The part of the file that holds them.
  var xml: String {
    let formats = formats.texts.enumerated().map { number, code in
      "<numFmt numFmtId=\"\(164 + number)\" formatCode=\"\(code)\"/>"
    }
    return "<styleSheet xmlns=\"\(Namespace.sheets)\">"
      + (formats.isEmpty ? "" : list("numFmts", formats))
      + list("fonts", fonts.texts) + list("fills", fills.texts) + list("borders", borders.texts)
      + list(
        "cellStyleXfs", ["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"])
      + "<cellXfs count=\"\(numbers.count)\">\(cells)</cellXfs>"
      + list("cellStyles", ["<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"])
      + "</styleSheet>"
  }

  private func list(_ name: String, _ items: [String]) -> String {
    "<\(name) count=\"\(items.count)\">\(items.joined())</\(name)>"
  }
}

/// Texts that are kept once each, and their numbers.
private struct NumberedParts {
  private(set) var texts: [String]
  private var numbers: [String: Int]

  init(_ texts: [String]) {
    self.texts = texts
    numbers = Dictionary(uniqueKeysWithValues: zip(texts, texts.indices))
  }

  mutating func number(of text: String) -> Int {
    if let number = numbers[text] { return number }
    texts.append(text)
    numbers[text] = texts.count - 1
    return texts.count - 1
  }
}
