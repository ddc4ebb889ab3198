import PatrolModel
import Tables
import Texts

/// The sectors and steps that tables of cars and rules refer to.
struct ImportPlaces {
  let sectors: [Sector]
  let shift: Shift
  private let indices: [String: SectorIndex]

  init(sectors: [Sector], shift: Shift) {
    self.sectors = sectors
    self.shift = shift
    indices = Dictionary(
      sectors.enumerated().map { ($1.id.rawValue, SectorIndex($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The sector that a cell names.
  func sector(
    in table: ImportTable, line: Int, column: Int
  ) throws(ImportError) -> SectorIndex {
    let cell = table.lines[line][column]
    if let index = indices[cell] { return index }
    let hint = NearestName(sectors.map(\.id.rawValue)).hint(for: cell)
    throw table.error(
      line: line, column: column,
      expected: "write the identifier of a sector"
        + (hint.map { "; \($0)" } ?? ""))
  }

  /// The minute after midnight of a time, with a date or without, or of the share of a day that a
  /// spreadsheet has behind it.
  private static func minute(of cell: String) -> Int? {
    if let minute = ClockText.minute(cell) ?? ClockText.minute(ofDigits: cell) { return minute }
    if let reading = ClockReading(cell), reading.end == nil { return reading.start }
    guard cell.utf8.count > 3, let share = Double(cell), (0..<1).contains(share) else { return nil }
    let minutes = share * 1440
    return abs(minutes - minutes.rounded()) < 0.02 ? Int(minutes.rounded()) : nil
  }

  /// The step that begins at the time in a cell, or that has its number; `isEnd` if it may be the
  /// end of the shift.
  func step(
    in table: ImportTable, line: Int, column: Int, isEnd: Bool
  ) throws(ImportError) -> Int {
    let cell = table.lines[line][column]
    // Some programs write a whole number as 1.0.
    let number = Int(cell.hasSuffix(".0") ? String(cell.dropLast(2)) : cell)
    if let number, (1...shift.stepCount).contains(number) { return isEnd ? number : number - 1 }
    if let minute = Self.minute(of: cell) {
      let since = (minute - shift.startMinute + 2 * 1440) % 1440
      // The end of a shift of a day is the time of its start.
      let offset = isEnd && since == 0 ? 1440 : since
      let (step, rest) = offset.quotientAndRemainder(dividingBy: shift.stepMinutes)
      if rest == 0, isEnd ? step <= shift.stepCount : step < shift.stepCount { return step }
    }
    throw table.error(
      line: line, column: column,
      expected: "write the time at which a step \(isEnd ? "ends" : "begins"), from "
        + shift.clock(StepIndex(isEnd ? 1 : 0)) + " on every \(shift.stepMinutes) minutes, or its "
        + "number")
  }
}
