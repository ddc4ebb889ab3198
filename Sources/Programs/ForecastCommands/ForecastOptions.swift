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
    Forecasters.all.map { forecaster in
      let blanks = String(repeating: " ", count: max(1, 17 - forecaster.name.count))
      return "  " + forecaster.name + blanks + forecaster.summary
    }.joined(separator: "\n")
  }
}

/// Tells what was read, as a log does.
func tell(_ lines: [String], unless isQuiet: Bool) {
  guard !isQuiet else { return }
  for line in lines { Console.error(line) }
}
