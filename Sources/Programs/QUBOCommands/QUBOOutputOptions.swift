import ArgumentParser
import CommandSupport
import DurableFiles
import Temper

/// Where the best assignment of a QUBO goes, and what else is told.
struct QUBOOutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the best assignment to this file.", valueName: "file"))
  var output: String?

  @Flag(help: "Write the assignment as spins, -1 and 1, instead of bits.")
  var spins = false

  @Flag(help: "Write the result as JSON to standard output.")
  var json = false

  @Flag(name: [.short, .long], help: "No log.")
  var quiet = false

  func validate() throws {
    if json && output == "-" {
      throw ValidationError("--json and -o - both want standard output.")
    }
  }

  /// What is written.
  var files: [FileUse] { FileUse.write(output, as: "--output") }

  /// Throws unless the file can be written: better said before a search than after it.
  func checkCanWrite() throws {
    if let output, !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
  }

  /// Writes an assignment, if there is one, and the result, or the value where nothing else is asked.
  func deliver(
    _ assignment: BitVector?, of problem: QUBOFile, value: String?,
    document: () throws -> [UInt8]
  ) throws {
    if let output, let assignment {
      try Console.deliver(problem.text(of: assignment, as: spins ? .spins : .bits), to: output)
    }
    if json {
      try Console.output(String(decoding: document(), as: UTF8.self))
    } else if output != "-", let value {
      try Console.output("\(value)\n")
    }
  }
}
