import PatrolModel
import Texts

/// A table of the cars each sector needs: a line per step, a column per sector.
struct DemandTable {
  private static let mostCars = 100_000
  private static let minutesPerDay = 1440

  /// The sectors in the order of the header.
  let sectors: [Sector.ID]
  private let table: ImportTable
  private let cars: [[Int]]

  init(parsing file: InstanceImport.File) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: "cars needed")
    sectors = try table.headerSectors()
    var cars: [[Int]] = []
    for line in table.lines.indices {
      var row: [Int] = []
      row.reserveCapacity(table.header.count)
      for column in 1..<table.header.count {
        guard let count = Int(table.lines[line][column]), (0...Self.mostCars).contains(count)
        else {
          throw table.error(
            line: line, column: column,
            expected: "write how many cars are needed, a whole number from 0 to \(Self.mostCars)")
        }
        row.append(count)
      }
      cars.append(row)
    }
    self.cars = cars
    self.table = table
  }

  /// The cars needed by the sectors in the given order, a row per step.
  func rows(for ids: [Sector.ID]) throws(ImportError) -> [[Int]] {
    let columns = try table.places(of: ids, in: sectors, as: "column")
    return cars.map { row in columns.map { row[$0] } }
  }

  /// The number of cars on duty, which each step's demand must add up to.
  func carCount(given: Int?, shift: Shift) throws(ImportError) -> Int {
    let sums = cars.map { $0.reduce(0, +) }
    let count = given ?? sums[0]
    guard (1...Self.mostCars).contains(count) else {
      throw ImportError(
        table.file, given == nil ? .line(table.lines[0].line) : .file, found: "\(count) cars",
        expected: "a shift has 1 to \(Self.mostCars) cars")
    }
    guard let step = sums.firstIndex(where: { $0 != count }) else { return count }
    let difference = sums[step] - count
    throw ImportError(
      table.file, .line(table.lines[step].line),
      found: "step \(step + 1) (\(shift.clock(StepIndex(step)))) needs \(sums[step]) cars, "
        + "\(abs(difference)) \(difference > 0 ? "more" : "fewer") than the \(count) "
        + (given == nil ? "of step 1" : "on duty"),
      expected: "let each step's numbers add up to \(count)")
  }

  /// The shift the first column tells of; the given values serve where it tells nothing.
  func shift(startMinute: Int, stepMinutes: Int) throws(ImportError) -> Shift {
    let times = try times()
    let start = times.first ?? startMinute
    var length = stepMinutes
    if times.count > 1 { length = Self.minutes(from: times[0], to: times[1]) }
    guard (0..<Self.minutesPerDay).contains(start), (1...Self.minutesPerDay).contains(length) else {
      throw ImportError(
        table.file, .file, found: "a start at minute \(start) and steps of \(length) minutes",
        expected: "a shift starts at minute 0 to 1439 and its steps last 1 to 1440 minutes")
    }
    for step in times.indices.dropFirst()
    where Self.minutes(from: times[step - 1], to: times[step]) != length {
      throw table.error(
        line: step, column: 0,
        expected: "steps of equal length: write "
          + Shift.clock(minute: times[step - 1] + length))
    }
    return Shift(startMinute: start, stepMinutes: length, stepCount: cars.count)
  }

  /// The minutes after midnight in the first column, or none if it numbers the steps.
  private func times() throws(ImportError) -> [Int] {
    let cells = table.lines.map { $0[0] }
    if cells.enumerated().allSatisfy({ Int($1) == $0 + 1 }) { return [] }
    var times: [Int] = []
    for (line, cell) in cells.enumerated() {
      guard let minute = Self.minute(cell) else {
        throw table.error(
          line: line, column: 0,
          expected: "write when the step starts, such as 08:00, or number the steps from 1 on")
      }
      times.append(minute)
    }
    return times
  }

  /// The time from one clock to the next, past midnight if need be; a whole day if they agree.
  private static func minutes(from start: Int, to end: Int) -> Int {
    end > start ? end - start : end - start + minutesPerDay
  }

  /// The minute after midnight of a time such as `8:00`, `08:00` or `08:00:00`.
  private static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].utf8.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.joined().utf8.allSatisfy("0123456789".utf8.contains),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60,
      parts.count == 2 || parts[2] == "00"
    else { return nil }
    return hour * 60 + minute
  }
}
