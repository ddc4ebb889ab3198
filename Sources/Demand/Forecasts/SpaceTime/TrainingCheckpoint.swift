import DurableFiles
import Networks
import Synchronization
import Texts

/// Trainings of networks, finished and under way, in one file that survives whatever ends the program.
///
/// The file is replaced as a whole after each epoch. A training is known by all that decides about its
/// bytes: method, settings, seed and counts. So one file serves the several trainings of a run, one
/// after another: those of an ensemble's members, and of the part of the records by which the
/// dispersion is estimated.
package final class TrainingCheckpoint: Sendable {
  private let path: String
  private let state: Mutex<State>

  private struct State {
    var trainings: [Training] = []
    /// Whether the file is one of an earlier run of which no training was asked for yet.
    var isUntried = false
  }

  /// A training as it is kept.
  private struct Training {
    let name: String
    var words: String
    var tensors: [String: Tensor]
  }

  private static let format = "temper-forecast-training"

  /// Begins a file, which is written after the first epoch.
  package init(_ path: String) {
    self.path = path
    state = Mutex(State())
  }

  /// Goes on from a file that an earlier run left behind.
  ///
  /// - Throws: ``ForecastError`` if it cannot be read, or keeps no trainings.
  package init(resuming path: String) throws(ForecastError) {
    self.path = path
    let file = try Self.read(path)
    guard file.card["format"] == Self.format, file.card["version"] == "1",
      let count = file.card["trainings"].flatMap({ Int($0) }), (0...100_000).contains(count)
    else { throw .noCheckpoint(file: path, found: file.card["format"]) }
    var trainings: [Training] = []
    for number in 0..<count {
      guard let name = file.card["training \(number)"],
        let words = file.card["standing \(number)"]
      else { throw .noCheckpoint(file: path, found: nil) }
      trainings.append(
        Training(name: name, words: words, tensors: file.part("\(number).").tensors))
    }
    state = Mutex(State(trainings: trainings, isUntried: true))
  }

  private static func read(_ path: String) throws(ForecastError) -> SafetensorsFile {
    do {
      return try SafetensorsFile(parsing: DurableFile.read(path), file: path)
    } catch let error as FileError {
      throw .file(error)
    } catch let error as SafetensorsError {
      throw .weights(error)
    } catch {
      throw .noCheckpoint(file: path, found: nil)
    }
  }

  /// Where a training is, if it was begun.
  ///
  /// - Throws: ``ForecastError`` if the file is of other trainings, or of a network of other layers.
  func standing(
    of name: String, _ layers: any Layer, follow: Float
  ) throws(ForecastError) -> SpaceTimeStanding? {
    let (known, isFirst) = state.withLock { state in
      defer { state.isUntried = false }
      return (state.trainings, state.isUntried)
    }
    guard let training = known.first(where: { $0.name == name }) else {
      // What a run trains first, the run before it trained first.
      guard isFirst, let other = known.first else { return nil }
      throw .otherTraining(file: path, found: other.name, expected: name)
    }
    let file = SafetensorsFile(training.tensors, file: path)
    do throws(SafetensorsError) {
      if let standing = try SpaceTimeStanding(
        words: training.words, layers, follow: follow, from: file, named: Self.prefix)
      {
        return standing
      }
    } catch { throw .weights(error) }
    throw .noCheckpoint(file: path, found: training.words)
  }

  /// Keeps a training as it is, before anything else happens.
  ///
  /// - Throws: ``ForecastError/file(_:)`` if the file cannot be written.
  func keep(_ standing: SpaceTimeStanding, of name: String) throws(ForecastError) {
    let training = Training(
      name: name, words: standing.words, tensors: standing.tensors(named: Self.prefix))
    let bytes = state.withLock { state in
      if let index = state.trainings.firstIndex(where: { $0.name == name }) {
        state.trainings[index] = training
      } else {
        state.trainings.append(training)
      }
      return Self.file(of: state.trainings).bytes
    }
    do { try DurableFile.write(bytes, to: path) } catch { throw .file(error) }
  }

  private static let prefix = "network"

  private static func file(of trainings: [Training]) -> SafetensorsFile {
    var (tensors, card) = ([String: Tensor](), [String: String]())
    (card["format"], card["version"]) = (format, "1")
    card["trainings"] = "\(trainings.count)"
    for (number, training) in trainings.enumerated() {
      card["training \(number)"] = training.name
      card["standing \(number)"] = training.words
      for (name, tensor) in training.tensors { tensors["\(number).\(name)"] = tensor }
    }
    return SafetensorsFile(tensors, card: card)
  }
}
