import ArgumentParser
import CommandSupport
import DurableFiles
import QUBOOutput
import Temper

extension QUBOCommand {
  /// `temper qubo energy`: the value of an assignment, from the numbers of the file.
  struct Energy: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "energy",
      abstract: "Add up what a QUBO's file says of an assignment.",
      usage: "temper qubo energy <file> <bits> [<options>]",
      discussion: """
        A line of the assignment is 0 or 1, or -1 or 1 for a spin, alone in the order
        of the file, or after the variable's name; or all bits stand in one line. The
        value is that of the file: a cut for a graph, a maximum for formats that
        maximise.
        """)

    @OptionGroup
    var input: QUBOInputOptions

    @Argument(help: ArgumentHelp("The assignment; - reads standard input.", valueName: "bits"))
    var bits: String

    @Flag(name: [.short, .long], help: "Say nothing of how the file was read.")
    var quiet = false

    var files: [FileUse] { input.files + FileUse.read(bits, as: "<bits>") }

    func execute() throws -> ExitCode {
      let problem = try input.read()
      if !quiet { for line in problem.readingWords { Console.error(line) } }
      let text = String(decoding: try DurableFile.read(bits), as: UTF8.self)
      let assignment: BitVector
      do throws(AssignmentError) { assignment = try problem.assignment(parsing: text) } catch {
        throw Failure(.invalidData, "\(bits == "-" ? "standard input" : bits): \(error)")
      }
      try Console.output("\(problem.value(of: assignment))\n")
      return .success
    }
  }
}
