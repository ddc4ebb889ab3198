package import ArgumentParser

/// `temper forecast`: from records of incidents to what the next shift may bring.
package struct ForecastCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast incidents from records of past ones, and judge forecasts.",
    subcommands: [Fit.self, Evaluate.self, Sample.self, Days.self, City.self])
}
