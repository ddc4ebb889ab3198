public import DurableFiles
public import Failures
public import Networks
import Texts

/// Why there is no forecast.
public enum ForecastError: ClassifiedError, Hashable {
  /// So many cells are more than are kept in memory.
  case tooManyCells(Int, resolution: Double)
  /// There are fewer days to learn from than the method needs.
  case tooFewDays(method: String, found: Int, needed: Int)
  /// There is nothing to learn from.
  case noIncidents(method: String)
  /// Weights are of another method, or of other cells.
  case otherWeights(file: String, found: String, expected: String)
  /// Weights cannot be read.
  case weights(SafetensorsError)
  /// A checkpoint cannot be read or written.
  case file(FileError)
  /// A file keeps no trainings, or damaged ones; with what it says of itself.
  case noCheckpoint(file: String, found: String?)
  /// A file keeps trainings of other records, or by another method.
  case otherTraining(file: String, found: String, expected: String)
  /// A user's program gave no forecast.
  case program(ForecastProgramError)
  /// No forecaster is called so.
  case unknownMethod(String, known: [String])

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .tooManyCells(let count, let resolution):
      FailureAccount(
        .usage,
        "a resolution of \(resolution)° makes \(count) cells, expected at most "
          + "\(CellGrid.mostCells)", remedy: "take larger cells, or leave out far places")
    case .tooFewDays(let method, let found, let needed):
      FailureAccount(
        .invalidData, "\(method) learns from \(needed) days or more, found \(found)",
        remedy: "let the training end later, or add files of earlier days")
    case .noIncidents(let method):
      FailureAccount(
        .invalidData, "\(method) found no incident to learn from",
        remedy: "let the training end later, or filter less")
    case .otherWeights(let file, let found, let expected):
      FailureAccount(
        .invalidData, "\(file.escaped): expected weights of \(expected), found \(found)",
        remedy: "train them on these records, or give the records that they were trained on")
    case .weights(let error): error.account
    case .file(let error): error.account
    case .program(let error): error.account
    case .noCheckpoint(let file, let found):
      FailureAccount(
        .invalidData,
        "\(file.escaped): expected trainings that were kept, but it says "
          + "\(found.map { $0.quoted } ?? "nothing") of itself",
        remedy: "give the file that the training was kept in, or begin anew")
    case .otherTraining(let file, let found, let expected):
      FailureAccount(
        .invalidData, "\(file.escaped): keeps the training of \(found), expected \(expected)",
        remedy: "give the records and the method that it was begun with, or begin anew")
    case .unknownMethod(let name, let known):
      FailureAccount(
        .usage, "there is no method \(name.quoted)",
        remedy: .inWords("take one of \(known.joined(separator: ", ")), or two joined by +"))
    }
  }
}
