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
      let assignment = try problem.assignment(contentsOf: bits)
      if !quiet { problem.tellParts(of: assignment) }
      try Console.output("\(problem.value(of: assignment))\n")
      return .success
    }
  }
}

extension QUBOFile {
  /// Says what an assignment is to the objective and to the penalty, where there is one.
  func tellParts(of assignment: BitVector) {
    if let words = polynomials?.words(of: assignment) { Console.error("Parts     \(words)") }
  }

  /// Reads an assignment; `-` is standard input.
  func assignment(contentsOf path: String) throws -> BitVector {
    let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
    do throws(AssignmentError) { return try assignment(parsing: text) } catch {
      throw Failure(.invalidData, "\(path == "-" ? "standard input" : path): \(error)")
    }
  }
}
