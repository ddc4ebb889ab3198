package import ArgumentParser
package import CommandSupport
import Foundation

/// `temper serve`: the planner's workbench, which is a program of its own beside this one.
package struct ServeCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the planner's workbench to browsers, if it is installed.",
    usage: "temper serve [<options>]",
    discussion: """
      The workbench is the program temper-serve beside this one, so that planning
      needs no web server. All options are handed to it: --port, --file, --listen,
      --host and others, which 'temper serve -- --help' lists. A link for somebody
      else is made by 'temper serve invite --name Ann'.
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("Options of the workbench.", valueName: "options"))
  var options: [String] = []

  package var files: [FileUse] { [] }

  package func execute() throws -> ExitCode {
    let program = Self.neighbour
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Failure(
        .unavailable,
        "\(program) is not there; run 'make install-server' in Temper's folder, or 'make serve'")
    }
    var arguments = ([program] + options.filter { $0 != "--" }).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    // This process becomes the server, so that signals reach it.
    execv(program, &arguments)
    throw Failure(.unavailable, "\(program) cannot be started: \(String(cString: strerror(errno)))")
  }

  /// `temper-serve` in the folder of this program.
  private static var neighbour: String {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "temper"
    return URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("temper-serve").path
  }
}
