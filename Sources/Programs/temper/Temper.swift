package import ArgumentParser
import CommandSupport
import DataCommands
import ForecastCommands
import Foundation
import JointCommands
import MachineCommands
import OperationsCommands
import PlanCommands
import QUBOCommands
import ReportCommands
import RouteCommands
import StudyCommands

/// The command line of Temper.
@main
package struct Temper: ParsableCommand {
  package init() {}

  package static func main() {
    RunningTime.begin()
    // A file that may not grow is an error of the write, which leaves no half of it.
    signal(SIGXFSZ, SIG_IGN)
    // Swift looks for them in /proc. Where it finds none, not even the program's name, the rest
    // would pass for a call without arguments: help, and exit status 0.
    guard !CommandLine.arguments.isEmpty else {
      Console.error("temper: error: cannot read the arguments: check that /proc can be read")
      exit(withError: ExitCode.inputOutput)
    }
    do {
      try Program.checkArguments()
      let arguments = Program.takeErrorFlag(from: Array(CommandLine.arguments.dropFirst()))
      suggest(for: arguments)
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch { end(with: error) }
  }

  /// Ends as the library for arguments would, but tells of output that cannot be written.
  private static func end(with error: any Error) -> Never {
    let (text, status) = (fullMessage(for: error), exitCode(for: error))
    if status != .success {
      if !text.isEmpty {
        Console.error(
          Program.hasErrorsAsJSON ? ErrorDocument(status, message: message(for: error)).line : text)
      }
      exit(withError: status)
    }
    do { if !text.isEmpty { try Console.output(text + "\n") } } catch let failure as Failure {
      failure.report()
      exit(withError: failure.status)
    } catch { exit(withError: ExitCode.internalError) }
    exit(withError: nil)
  }

  private static func suggest(for arguments: [String]) {
    if let suggestion = Suggestion(for: arguments, of: Self.self) {
      let path = suggestion.path.joined(separator: " ")
      let words = "'\(suggestion.word)' is no command; did you mean 'temper \(path)'?"
      Console.error(
        Program.hasErrorsAsJSON
          ? ErrorDocument(.validationFailure, message: words).line : "Error: \(words)")
      exit(withError: ExitCode.validationFailure)
    }
  }

  package static let configuration = CommandConfiguration(
    commandName: "temper",
    abstract: "Plan patrol shifts by annealing, and check, make and convert them.",
    discussion: """
      Examples:
        temper solve instances/team-z-17x17x12.json -o plan.csv
        temper check instances/team-z-17x17x12.json plan.csv
        temper qubo info instances/presence-20x20x18.json

      Data goes to standard output or to files, messages to standard error; with
      --json-errors anywhere, an error is a line of JSON.

      Exit status:
        0    done; the plan is feasible
        1    the compared plans differ
        3    no feasible plan was found, or none in a tuned study; the checked or
             decoded plan is not feasible; weights or an optimum are not proven
        20   no feasible plan exists, proven
        64   wrong usage
        65   invalid data
        66   input cannot be read
        69   a library that the method needs is missing
        70   internal error
        73   output cannot be created
        74   input or output error
        75   a study is locked by another program; try again later
        130  interrupted (143: terminated); the best plan so far is written
      """,
    version: Program.description,
    groupedSubcommands: [
      CommandGroup(
        name: "Plan",
        subcommands: [
          SolveCommand.self, ExactCommand.self, ReplanCommand.self, ExplainCommand.self,
          FairnessCommand.self,
          CheckCommand.self,
          DiffCommand.self,
          ExportCommand.self, ReportCommand.self,
        ]),
      CommandGroup(
        name: "Study",
        subcommands: [
          CompareCommand.self, WeightsCommand.self, TuneCommand.self, StudyCommand.self,
        ]),
      CommandGroup(name: "QUBO", subcommands: [QUBOCommand.self]),
      CommandGroup(
        name: "Demand", subcommands: [ForecastCommand.self, DemandCommand.self]),
      CommandGroup(name: "Patrol", subcommands: [DistrictCommand.self, RouteCommand.self]),
      CommandGroup(
        name: "Day",
        subcommands: [
          SimulateCommand.self, DispatchCommand.self, TimetableCommand.self, JointCommand.self,
          PolicyCommand.self,
        ]),
      CommandGroup(name: "Data", subcommands: [ImportCommand.self, GenerateCommand.self]),
      CommandGroup(name: "Machine", subcommands: [BenchCommand.self, ServeCommand.self]),
    ])
}
