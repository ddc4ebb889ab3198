package import ArgumentParser
import CommandSupport
import Machine
import PlanOutput
import Temper

/// `temper qubo`: quadratic functions, from files and behind a shift.
package struct QUBOCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "qubo", abstract: "Solve, convert and make QUBOs; look at a shift's.",
    subcommands: [
      Solve.self, Exact.self, Energy.self, Convert.self, Export.self, Decode.self, Generate.self,
      Info.self, Weights.self,
    ])

  /// `temper qubo info`: sizes, memory and time, before anything is built.
  struct Info: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "info",
      abstract: "Forecast bits, couplings, memory and build time before building.",
      usage: "temper qubo info <instance> [--every-sector] [--memory-limit <size>]")

    @Argument(help: "The instance (JSON); - reads standard input.")
    var instance: String

    @Flag(help: "Bits also for sectors that need no car, as published.")
    var everySector = false

    @Option(
      help: ArgumentHelp(
        "Refuse models above this, as 4GiB. (default: 80 % of what is free)", valueName: "size"),
      transform: parseMemory)
    var memoryLimit: Int?

    var files: [FileUse] { FileUse.read(instance, as: "<instance>") }

    func execute() throws -> ExitCode {
      let patrol = try PatrolInstance(contentsOf: instance)
      let limit = memoryLimit ?? MachineMemory.available.map { $0 / 10 * 8 } ?? Int.max
      guard !patrol.isRoster else { return try countRoster(patrol, limit) }
      let forecast = try QUBOForecast(patrol, everySector: everySector)
      try Console.output(forecast.text(patrol) + "\n")
      guard forecast.memoryBytes <= limit else {
        throw SolveError.model(.memoryLimit(needed: forecast.memoryBytes, limit: limit))
      }
      return .success
    }

    private func countRoster(_ patrol: PatrolInstance, _ limit: Int) throws -> ExitCode {
      let size = RosterQUBOSize(patrol, memoryLimit: limit)
      guard !size.isTooLarge else {
        throw SolveError.model(.memoryLimit(needed: size.memoryBytes, limit: limit))
      }
      try Console.output(size.text(patrol) + "\n")
      return .success
    }
  }
}
