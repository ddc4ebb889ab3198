public import ArgumentParser
import CommandSupport
import Forecasts
public import Incidents
public import Scenarios

extension TimeFormat: ExpressibleByArgument {}
extension ScenarioModel: ExpressibleByArgument {}
extension ScenarioPlaces: ExpressibleByArgument {}

/// How to forecast.
struct MethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to forecast; two joined by + are averaged.", valueName: "name"))
  var method = "day-ahead"

  func validate() throws {
    do { _ = try Forecasters.named(method) } catch { throw ValidationError("\(error).") }
  }

  var forecaster: any Forecaster {
    get throws { try Forecasters.named(method) }
  }

  /// All methods with what they do, for help.
  static var meanings: String {
    let longest = Forecasters.all.reduce(0) { max($0, $1.name.count) }
    return Forecasters.all.map { forecaster in
      let blanks = String(repeating: " ", count: longest + 1 - forecaster.name.count)
      return "  " + forecaster.name + blanks + forecaster.summary
    }.joined(separator: "\n")
  }
}

/// The day of a shift.
struct ShiftDayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day of the shift. (default: the day after the last record)", valueName: "yyyy-mm-dd"),
    transform: parseDate)
  var date: CalendarDate?

  /// The day of the shift, where records end with some day.
  func day(after days: ClosedRange<CalendarDate>) -> CalendarDate {
    date ?? CalendarDate(daysSince1970: days.upperBound.daysSince1970 + 1)
  }
}

/// Tells what was read, as a log does.
func tell(_ lines: [String], unless isQuiet: Bool) {
  guard !isQuiet else { return }
  for line in lines { Console.error(line) }
}
