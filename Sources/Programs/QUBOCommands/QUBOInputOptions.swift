public import ArgumentParser
import CommandSupport
import DurableFiles
public import Temper

extension QUBOFormat: ExpressibleByArgument {}
extension QUBOFile.Sense: ExpressibleByArgument {}

/// A file with a quadratic function, and how to read it.
struct QUBOInputOptions: ParsableArguments {
  @Argument(help: "The QUBO or graph; - reads standard input.")
  var file: String

  @Option(help: ArgumentHelp("The file's format, if it cannot be told.", valueName: "format"))
  var format: QUBOFormat?

  @OptionGroup
  var reading: QUBOReadingOptions

  /// What is read.
  var files: [FileUse] { FileUse.read(file, as: "<file>") }

  /// Reads the file.
  func read() throws -> QUBOFile {
    try reading.read(file, format: format)
  }
}

/// How the numbers of a file are meant.
struct QUBOReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Look for the max or the min, whatever the format says.", valueName: "sense"))
  var sense: QUBOFile.Sense?

  @Option(
    help: ArgumentHelp("Which problem of an OR-Library file, from 1.", valueName: "number"),
    transform: parseCount(1...1_000_000))
  var problem: Int?

  @Option(
    help: ArgumentHelp(
      "Multiply all numbers by this power of ten and round them. (default: exact, or as fine as 64 bits allow)",
      valueName: "factor"),
    transform: parseScale)
  var scale: Int?

  @Option(
    help: ArgumentHelp(
      "What the penalty of a da-json file is multiplied by. (default: a certified weight)",
      valueName: "factor"),
    transform: parsePenaltyWeight)
  var penaltyWeight: ExactDecimal?

  /// Reads a file of at most 4 GiB, in a format if one is given; `-` is standard input.
  func read(_ file: String, format: QUBOFormat?) throws -> QUBOFile {
    try QUBOFile(
      DurableFile.read(file, limit: 4 << 30), file: file == "-" ? "standard input" : file,
      format: format, sense: sense, problem: problem, decimals: scale,
      penaltyWeight: penaltyWeight)
  }
}

/// Reads a weight above 0.
func parsePenaltyWeight(_ text: String) throws -> ExactDecimal {
  guard let weight = ExactDecimal(text), weight.units > 0 else {
    throw ValidationError("'\(text)' is no weight above 0, such as 12 or 0.5.")
  }
  return weight
}

/// The exponent of a power of ten.
func parseScale(_ text: String) throws -> Int {
  guard let number = ExactDecimal(text), number.units > 0,
    let zeros = (0...ExactDecimal.mostDecimals).first(where: {
      ExactDecimal(units: 1, decimals: -$0).units(decimals: 0) == number.units
    }), abs(zeros - number.decimals) <= ExactDecimal.largestExponent
  else { throw ValidationError("'\(text)' is no power of ten such as 1000, 1e6 or 0.1.") }
  return zeros - number.decimals
}

extension QUBOFile {
  /// Writes a file in a format and says what was written, and what the format could not carry.
  func deliver(as format: QUBOFormat, to path: String?) throws {
    let text = try text(as: format)
    if let path, !Console.isOutput(path) {
      try DurableFile.write(text.bytes, to: path)
    } else {
      try Console.output(String(decoding: text.bytes, as: UTF8.self))
    }
    let constant = value(ofEnergy: model.offset)
    Console.error(
      "\(format.rawValue): \(model.variableCount) bits, \(pairCount) pairs, "
        + "\(sense == .minimise ? "minimum" : "maximum"), constant \(constant)")
    for note in text.notes { Console.error("note: \(note)") }
  }
}
