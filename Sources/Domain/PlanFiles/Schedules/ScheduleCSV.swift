public import PatrolModel
public import Texts

/// Schedules as tables for spreadsheets and programs.
public enum ScheduleCSV {
  /// How a table is written, for the spreadsheet programs of different countries.
  public struct Dialect: Hashable, Sendable {
    /// Commas, decimal points, no byte order mark and no sums: for programs.
    public static let plain = Self()

    /// What separates cells.
    public let delimiter: Delimiter
    /// What separates whole minutes from tenths.
    public let decimalMark: DecimalMark
    /// Whether U+FEFF comes first, by which some programs know UTF-8.
    public let hasByteOrderMark: Bool
    /// Whether the wide layout has each car's minutes and moves, and a row of sums.
    public let hasSums: Bool

    /// Creates a dialect.
    public init(
      delimiter: Delimiter = .comma, decimalMark: DecimalMark = .point,
      hasByteOrderMark: Bool = false, hasSums: Bool = false
    ) {
      self.delimiter = delimiter
      self.decimalMark = decimalMark
      self.hasByteOrderMark = hasByteOrderMark
      self.hasSums = hasSums
    }
  }

  /// The schedule as a table in an instance's names.
  ///
  /// Where a car is out of service the long layout has no line, the wide one an empty cell.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public static func text(
    _ schedule: Schedule, of instance: PatrolInstance, layout: ScheduleLayout,
    dialect: Dialect = .plain
  ) -> String {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    let mark = dialect.hasByteOrderMark ? "\u{feff}" : ""
    return switch layout {
    case .long: mark + longText(schedule, of: instance, dialect)
    case .wide: mark + wideText(schedule, of: instance, dialect)
    }
  }

  private static func longText(
    _ schedule: Schedule, of instance: PatrolInstance, _ dialect: Dialect
  ) -> String {
    var writer = DelimitedWriter(delimiter: dialect.delimiter, decimalMark: dialect.decimalMark)
    writer.append(["car", "step", "sector", "time"])
    for car in instance.carIndices {
      for step in instance.shift.steps {
        guard let sector = schedule[step, car] else { continue }
        writer.append([
          .text(instance.fleet[car].id.rawValue), .integer(step.number),
          .text(instance[sector].id.rawValue), .text(instance.shift.clock(step)),
        ])
      }
    }
    return writer.text
  }

  private static func wideText(
    _ schedule: Schedule, of instance: PatrolInstance, _ dialect: Dialect
  ) -> String {
    var writer = DelimitedWriter(delimiter: dialect.delimiter, decimalMark: dialect.decimalMark)
    let head = ["car"] + StepHeadings(instance.shift).names
    let routes = dialect.hasSums ? Routes(schedule, of: instance) : nil
    writer.append((head + (dialect.hasSums ? ["minutes", "moves"] : [])).map { .text($0) })
    for car in instance.carIndices {
      let cells =
        [instance.fleet[car].id.rawValue]
        + schedule.route(of: car).map { $0.map { instance[$0].id.rawValue } ?? "" }
      let sums: [DelimitedWriter.Cell] =
        routes.map {
          [.decimal($0.travel(of: car).value), .integer($0.moves(of: car))]
        } ?? []
      writer.append(cells.map { .text($0) } + sums)
    }
    if let routes {
      let blanks = Array(repeating: DelimitedWriter.Cell.text(""), count: instance.stepCount)
      writer.append(
        [.text("all cars")] + blanks
          + [.decimal(routes.totalTravel.value), .integer(routes.moveCount)])
    }
    return writer.text
  }
}
