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

  @Option(
    help: ArgumentHelp(
      "Train networks with batch normalisation, over so many samples at a time, of 32 in a step; 8 "
        + "keep four threads busy. (default: without)", valueName: "count"),
    transform: parseCount(1...32))
  var batchNorm: Int?

  @Option(
    help: ArgumentHelp(
      "The program that the method 'program' asks; it reads and writes JSON.", valueName: "file"))
  var program: String?

  @Option(
    help: ArgumentHelp(
      "Time for each answer of that program. (default: 60)", valueName: "seconds"),
    transform: parseSeconds)
  var programTimeLimit = 60.0

  func validate() throws {
    try validate(method)
    let hasNetworks = try forecaster.hasNetworks
    guard batchNorm == nil || hasNetworks else {
      throw ValidationError(SavedWeights.noNetwork(method, option: "--batch-norm") + ".")
    }
  }

  /// Refuses a name that is none, and the method `program` without one.
  func validate(_ name: String) throws {
    do { _ = try named(name) } catch { throw ValidationError("\(error).") }
    if program == nil, name.split(separator: "+").contains("program") {
      throw ValidationError("The method 'program' needs a file; name it by --program.")
    }
  }

  var forecaster: any Forecaster {
    get throws { try named(method) }
  }

  /// The forecaster of a name, a user's own program among them.
  func named(_ name: String) throws -> any Forecaster {
    let forecaster = try Forecasters.named(
      name,
      or: [
        ProgramForecaster(
          path: program ?? "", timeLimit: .seconds(programTimeLimit),
          isCancelled: { Interrupt.isRequested })
      ])
    return batchNorm.map(forecaster.normalised) ?? forecaster
  }

  var files: [FileUse] { FileUse.read(program, as: "--program") }

  /// All methods with what they do, for help.
  static var meanings: String {
    let own: any Forecaster = ProgramForecaster(path: "", timeLimit: .zero)
    let longest = Forecasters.all.reduce(0) { max($0, $1.name.count) }
    return (Forecasters.all + [own]).map { forecaster in
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
