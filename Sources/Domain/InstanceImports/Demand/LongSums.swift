import PatrolModel
import Tables

extension DemandTotals {
  /// The lines of a table with a line per step and sector that are sums of others, by their words and their
  /// numbers: of a step (`08:00, Total, 4` or `08:00 Total, , 4`), of a sector (`Total, N, 9`), or of all
  /// (`Total, , 16`).
  ///
  /// A line that is called a sum and is none is reported.
  func longSums(times: [String], sector: Int, _ columns: DemandColumns) -> Set<Int> {
    guard let exact = columns.exact else { return [] }
    let named = table.lines.indices.filter { isSum(line: $0, time: times[$0], sector: sector) }
    guard !named.isEmpty else { return [] }
    var sums = LongSums()
    for line in Set(table.lines.indices).subtracting(named) {
      sums.add(
        count(line: line, column: exact) ?? 0, time: Self.scope(times[line]),
        sector: Self.scope(table.lines[line][sector]))
    }
    for line in named {
      let (total, parts) = sums.total(
        time: Self.scope(times[line]), sector: Self.scope(table.lines[line][sector]))
      guard count(line: line, column: exact) != total else { continue }
      report(
        line: line, column: exact, found: nil,
        expected: "\(parts) add up to \(total); mend the line of totals, or leave it out")
    }
    let numbers = named.prefix(5).map { "\(table.lines[$0].line)" }.joined(separator: ", ")
    table.journal.note(
      table.file,
      named.count == 1
        ? "line \(numbers) is the sum of others and is left out"
        : "lines \(numbers)\(named.count > 5 ? " and others" : "") are sums of others and are left out"
    )
    return Set(named)
  }

  private func isSum(line: Int, time: String, sector: Int) -> Bool {
    let name = table.lines[line][sector]
    let isOfAll = Self.isTotal(
      time.split(separator: " ").filter { $0 != "-" }.joined(separator: " "))
    return isOfAll || !name.isEmpty && !isKnown(name) && Self.isTotal(name)
  }
}

/// The cars of all lines by their times, by their sectors, and in all.
private struct LongSums {
  private var times: [[Substring]: Int] = [:]
  private var sectors: [[Substring]: Int] = [:]
  private var all = 0

  mutating func add(_ cars: Int, time: [Substring], sector: [Substring]) {
    times[time, default: 0] += cars
    sectors[sector, default: 0] += cars
    all += cars
  }

  /// What a line of totals has to say, and of what; words that are no time and no sector mean all.
  func total(time: [Substring], sector: [Substring]) -> (cars: Int, parts: String) {
    if let sum = times[time] { return (sum, "the sectors of this step") }
    if let sum = sectors[sector] { return (sum, "the steps of this sector") }
    return (all, "the sectors of all steps")
  }
}
