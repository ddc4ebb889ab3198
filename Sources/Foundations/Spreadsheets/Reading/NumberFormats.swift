/// Which styles of cells show a number as a date or a time (18.8.30 and 18.8.31).
struct NumberFormats {
  /// What a format shows of a number that counts days.
  struct Moment: Hashable {
    let hasDate: Bool
    let hasTime: Bool
  }

  private var moments: [Moment?] = []

  /// The formats of a workbook without styles.
  init() {}

  init(_ bytes: [UInt8]) throws(WorkbookFileError) {
    var scanner = try XMLScanner(bytes, part: "xl/styles.xml")
    var codes: [Int: String] = [:]
    var isInCells = false
    while let token = try scanner.next() {
      switch token {
      case .start("numFmt", let attributes):
        if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
          codes[id] = attributes["formatCode"]
        }
      case .start("cellXfs", _): isInCells = true
      case .end("cellXfs"): isInCells = false
      case .start("xf", let attributes) where isInCells:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        moments.append(codes[id].map(Self.moment(of:)) ?? Self.builtIn(id))
      default: break
      }
    }
  }

  /// What cells of a style show; `nil` if plain numbers.
  subscript(style: Int) -> Moment? { moments.indices.contains(style) ? moments[style] : nil }

  /// The formats that programs have without their being in the file; those of East Asia are 27 to
  /// 36 and 50 to 58.
  private static func builtIn(_ id: Int) -> Moment? {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: Moment(hasDate: true, hasTime: false)
    case 18...21, 32...35, 45...47, 55, 56: Moment(hasDate: false, hasTime: true)
    case 22: Moment(hasDate: true, hasTime: true)
    default: nil
    }
  }

  /// What a code such as `yyyy-mm-dd hh:mm` shows: letters count outside quotes and brackets, but
  /// `[h]` counts hours.
  private static func moment(of code: String) -> Moment? {
    var (letters, isQuoted, bracket) = (Set<Character>(), false, String?.none)
    var isEscaped = false
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if let inside = bracket {
        if character == "]" {
          if Set(inside).isSubset(of: ["h", "m", "s"]) { letters.formUnion(inside) }
          bracket = nil
        } else {
          bracket = inside + String(character)
        }
      } else {
        switch character {
        case "\"": isQuoted = true
        case "[": bracket = ""
        case "\\", "_", "*": isEscaped = true
        case ";": return moment(ofLetters: letters)
        default: letters.insert(character)
        }
      }
    }
    return moment(ofLetters: letters)
  }

  private static func moment(ofLetters letters: Set<Character>) -> Moment? {
    // "General" has letters of dates, too, and "E+" of numbers.
    guard !letters.contains("0"), !letters.contains("#"), !letters.contains("g") else {
      return letters.contains("h") ? Moment(hasDate: false, hasTime: true) : nil
    }
    let hasDate = letters.contains("y") || letters.contains("d")
    let hasTime = letters.contains("h") || letters.contains("s")
    return hasDate || hasTime ? Moment(hasDate: hasDate, hasTime: hasTime) : nil
  }
}
