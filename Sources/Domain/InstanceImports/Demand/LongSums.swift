import PatrolModel
import Tables

extension DemandTotals {
  /// The lines of a table with a line per step and sector that are sums of others, by their words and their
  /// numbers: of a step (`08:00, Total, 4`), or of all (`Total, , 16`).
  ///
  /// A line that is called a sum and is none is reported.
  func longSums(times: [String], sector: Int, _ columns: DemandColumns) -> Set<Int> {
    guard let exact = columns.exact else { return [] }
    let named = table.lines.indices.filter { isSum(line: $0, time: times[$0], sector: sector) }
    guard !named.isEmpty else { return [] }
    let rest = Set(table.lines.indices).subtracting(named)
    for line in named {
      let isOfStep = !isTotalLabel(times[line])
      let parts = rest.filter { !isOfStep || times[$0] == times[line] }
      let total = parts.reduce(into: 0) { $0 += count(line: $1, column: exact) ?? 0 }
      guard count(line: line, column: exact) != total else { continue }
      report(
        line: line, column: exact, found: nil,
        expected:
          "the sectors \(isOfStep ? "of this step" : "of all steps") add up to \(total); mend "
          + "the line of totals, or leave it out")
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
    return name.isEmpty ? isTotalLabel(time) : !isKnown(name) && Self.isTotal(name)
  }

  private func isTotalLabel(_ time: String) -> Bool {
    Self.isTotal(time.filter { $0 != "-" }.split(separator: " ").joined(separator: " "))
  }
}
