import Texts

/// What stands above the header in tables that people made: `sep=;`, titles.
///
/// Such lines are emptied, not removed, so that line numbers stay those of the file.
struct TablePreamble {
  /// The text without them.
  let text: [UInt8]
  /// The delimiter that a line such as `sep=;` names.
  let delimiter: Delimiter?
  /// The titles that were passed over.
  let titles: [String]

  /// The most lines of titles that are passed over; who writes more has a document, not a table.
  private static let mostTitles = 10

  init(_ source: [UInt8]) {
    var lines = Self.lines(of: source)
    var emptied: [Range<Int>] = []
    delimiter = lines.first.flatMap { Self.separator(in: source[$0]) }
    if delimiter != nil, let line = lines.first {
      emptied.append(line)
      lines.removeFirst()
    }
    // What one line alone says, and the next, up to one that says more, are titles of a table.
    let titles = Array(
      lines.prefix(Self.mostTitles).lazy
        .map { [delimiter] in Self.title(in: source[$0], delimiter) }
        .prefix { $0 != nil }.compactMap(\.self))
    let isTable =
      lines.dropFirst(titles.count).first.map { [delimiter] in
        Self.cells(in: source[$0], delimiter)?.count(where: { !$0.isEmpty }) ?? 0 > 1
      } ?? false
    if isTable { emptied += lines.prefix(titles.count) }
    var text = source
    for line in emptied.reversed() { text.removeSubrange(line) }
    self.text = text
    self.titles = isTable ? titles : []
  }

  /// The first lines that say something, without their ends.
  private static func lines(of text: [UInt8]) -> [Range<Int>] {
    var (lines, start) = ([Range<Int>](), 0)
    while start < text.count, lines.count < mostTitles + 2 {
      let feed = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let end = feed > start && text[feed - 1] == UInt8(ascii: "\r") ? feed - 1 : feed
      // An empty row of a sheet is one of separators alone.
      if text[start..<end].contains(where: { !" \t,;|\"".utf8.contains($0) }) {
        lines.append(start..<end)
      }
      start = feed + 1
    }
    return lines
  }

  /// The delimiter that a first line names as spreadsheets have it.
  private static func separator(in line: ArraySlice<UInt8>) -> Delimiter? {
    let line = String(decoding: line, as: UTF8.self).lowercased().filter { $0 != "\"" }
    guard line.hasPrefix("sep="), line.utf8.count == 5 else { return nil }
    return Delimiter.allCases.first { $0.byte == line.utf8.last }
  }

  /// The only thing that a line says, in its first cell.
  private static func title(in line: ArraySlice<UInt8>, _ delimiter: Delimiter?) -> String? {
    guard let cells = Self.cells(in: line, delimiter), let title = cells.first, !title.isEmpty,
      cells.dropFirst().allSatisfy(\.isEmpty)
    else { return nil }
    return title
  }

  private static func cells(in line: ArraySlice<UInt8>, _ delimiter: Delimiter?) -> [String]? {
    try? DelimitedTable(parsing: Array(line), delimiter: delimiter).records.first?.values
  }
}
