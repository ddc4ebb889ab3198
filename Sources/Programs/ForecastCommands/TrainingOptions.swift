import ArgumentParser
import CommandSupport
import DurableFiles
import Figures
import Forecasts

/// How networks are trained: by how many threads, and where trainings are kept.
struct TrainingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep the training of networks in this file, after each epoch.", valueName: "file"))
  var checkpoint: String?

  @Flag(help: "Go on from the file of --checkpoint, if it is there.")
  var resume = false

  @OptionGroup
  var processor: ThreadOptions

  var files: [FileUse] { FileUse.write(checkpoint, as: "--checkpoint") }

  func validate() throws {
    if resume, checkpoint == nil {
      throw ValidationError("--resume goes on from the file of --checkpoint; name one.")
    }
    if checkpoint == "-" { throw ValidationError("--checkpoint writes a file; name one.") }
  }

  /// What training is done under.
  ///
  /// - Parameter isQuiet: Whether no epoch is told of.
  /// - Returns: The conditions, with a checkpoint if one is asked for.
  /// - Throws: `ForecastError` if the checkpoint cannot be read, or `FileError` if none can be written.
  func conditions(quiet isQuiet: Bool = false) throws -> TrainingConditions {
    var conditions = TrainingConditions()
    conditions.threads = processor.count
    conditions.checkpoint = try checkpoint.map(opened)
    if !isQuiet { conditions.report = { Console.error(Self.line($0)) } }
    return conditions
  }

  private func opened(_ path: String) throws -> TrainingCheckpoint {
    try DurableFile.checkCanWrite(to: path)
    guard resume else { return TrainingCheckpoint(path) }
    // A run that was killed before its first epoch left no file.
    guard FileIdentity(ofPath: path)?.isThere == true else {
      Console.error("warning: there is no \(path) yet; training begins")
      return TrainingCheckpoint(path)
    }
    return try TrainingCheckpoint(resuming: path)
  }

  private static func line(_ progress: TrainingProgress) -> String {
    "training   \(progress.method), seed \(progress.seed): epoch \(progress.epoch) of at most "
      + "\(progress.epochs): "
      + (progress.heldLoss.map { "held out \(Figure.fixed($0, 5))" } ?? "all samples")
      + (progress.isKept ? ", kept" : ", dropped") + ", " + Figure.clock(RunningTime.elapsed)
  }
}
