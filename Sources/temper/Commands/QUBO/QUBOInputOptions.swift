public import ArgumentParser
import DurableFiles
public import QUBOFiles

extension QUBOFormat: ExpressibleByArgument {}
extension QUBOFile.Sense: ExpressibleByArgument {}

/// A file with a quadratic function, and how to read it.
struct QUBOInputOptions: ParsableArguments {
  @Argument(help: "The QUBO or graph; - reads standard input.")
  var file: String

  @Option(help: ArgumentHelp("The file's format, if it cannot be told.", valueName: "format"))
  var format: QUBOFormat?

  @Option(
    help: ArgumentHelp(
      "Look for the max or the min, whatever the format says.", valueName: "sense"))
  var sense: QUBOFile.Sense?

  @Option(
    help: ArgumentHelp("Which problem of an OR-Library file, from 1.", valueName: "number"),
    transform: parseCount(1...1_000_000))
  var problem: Int?

  /// Reads the file.
  func read() throws -> QUBOFile {
    try QUBOFile(
      DurableFile.read(file, limit: 4 << 30), file: file, format: format, sense: sense,
      problem: problem)
  }
}
