import DurableFiles
import Forecasts
import Foundation
import Networks
import Synchronization
import Testing

/// Trainings that are cut off after any epoch, and go on.
@Suite("Trainings that are kept")
struct TrainingCheckpointTests {
  private let folder =
    FileManager.default.temporaryDirectory.path
    + "/temper-training-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Two members, several epochs each, of which some fail at the long steps.
  private static var forecaster: NetworkForecaster {
    var settings = SpaceTimeSettings.tiny
    (settings.epochs, settings.patience, settings.lastEpochs, settings.rate) = (3, 2, 1, 1e-2)
    return .ensemble(of: [4, 7], settings: settings)
  }

  private func weights(
    _ counts: RandomCounts, threads: Int, _ checkpoint: TrainingCheckpoint?,
    by forecaster: NetworkForecaster = Self.forecaster,
    _ report: (@Sendable (TrainingProgress) -> Void)? = nil
  ) throws -> [UInt8] {
    var conditions = TrainingConditions()
    (conditions.threads, conditions.checkpoint, conditions.report) = (threads, checkpoint, report)
    let fitted = try forecaster.trained(under: conditions).fit(counts.counts)
    return try #require(fitted as? any WeightedForecast).weights.bytes
  }

  /// The same, each unit normalising over so many samples.
  private static func forecaster(normalisedOver samples: Int?) -> NetworkForecaster {
    var settings = forecaster.settings
    settings.normalisedSamples = samples
    return .ensemble(of: settings.seeds, settings: settings)
  }

  @Test("any number of threads gives the same bytes", arguments: [2, 4], [nil, 8])
  func threads(count: Int, normalised: Int?) throws {
    let counts = try RandomCounts(days: 60, seed: 5)
    let forecaster = Self.forecaster(normalisedOver: normalised)
    #expect(
      try weights(counts, threads: count, nil, by: forecaster)
        == weights(counts, threads: 1, nil, by: forecaster))
  }

  @Test(
    "cut off after any epoch, they end in the bytes of one that was not",
    arguments: [nil, 8])
  func goesOn(normalised: Int?) throws {
    let counts = try RandomCounts(days: 60, seed: 5)
    let file = path("whole")
    let stops = Mutex<[[UInt8]]>([])
    let forecaster = Self.forecaster(normalisedOver: normalised)
    let whole = try weights(counts, threads: 1, TrainingCheckpoint(file), by: forecaster) { _ in
      stops.withLock { $0.append((try? DurableFile.read(file)) ?? []) }
    }
    let alone = try weights(counts, threads: 1, nil, by: forecaster)
    #expect(alone == whole, "keeping changes nothing")
    let all = stops.withLock { $0 }
    // The least: an epoch that fails twice and one with all samples, of each member.
    #expect(all.count >= 6 && Set(all).count == all.count)
    for (epoch, bytes) in all.enumerated() {
      let cut = path("cut-\(epoch)")
      try DurableFile.write(bytes, to: cut)
      let epochs = Mutex(0)
      let resumed = try weights(
        counts, threads: 1 + epoch % 3, TrainingCheckpoint(resuming: cut), by: forecaster
      ) { _ in epochs.withLock { $0 += 1 } }
      #expect(resumed == whole, "cut off after epoch \(epoch)")
      #expect(epochs.withLock { $0 } == all.count - epoch - 1, "what was done is not done again")
      #expect(try epoch + 1 == all.count || DurableFile.read(cut) == DurableFile.read(file))
    }
  }

  @Test("several trainings of a run share a file, and new ones join it")
  func shared() throws {
    let (first, second) = (
      try RandomCounts(days: 60, seed: 5), try RandomCounts(days: 60, seed: 6)
    )
    let file = path("shared")
    _ = try weights(first, threads: 1, TrainingCheckpoint(file))
    let resumed = try TrainingCheckpoint(resuming: file)
    #expect(try weights(first, threads: 1, resumed) == weights(first, threads: 1, nil))
    #expect(try weights(second, threads: 1, resumed) == weights(second, threads: 1, nil))
  }

  @Test("of other records, or by another method, they are refused")
  func others() throws {
    let counts = try RandomCounts(days: 60, seed: 5)
    let file = path("one")
    _ = try weights(counts, threads: 1, TrainingCheckpoint(file), by: .offset(settings: .tiny))
    let other = try RandomCounts(days: 60, seed: 6)
    for (forecaster, counts) in [
      (NetworkForecaster.offset(settings: .tiny), other),
      (.poisson(settings: .tiny), counts), (Self.forecaster, counts),
    ] {
      let resumed = try TrainingCheckpoint(resuming: file)
      let error = #expect(throws: ForecastError.self) {
        try weights(counts, threads: 1, resumed, by: forecaster)
      }
      guard case .otherTraining(file, let found, let expected) = try #require(error) else {
        Issue.record("\(error.map { "\($0)" } ?? "no error")")
        continue
      }
      #expect(found != expected && found.contains("st-resnet-offset from seed 1"))
    }
  }

  @Test("a file that keeps none is refused")
  func noCheckpoint() throws {
    let file = path("other")
    #expect(throws: ForecastError.self) { try TrainingCheckpoint(resuming: path("none")) }
    try DurableFile.write(Array("no tensors".utf8), to: file)
    #expect(throws: ForecastError.self) { try TrainingCheckpoint(resuming: file) }
    try DurableFile.write(SafetensorsFile([:]).bytes, to: file)
    #expect(throws: ForecastError.noCheckpoint(file: file, found: nil)) {
      try TrainingCheckpoint(resuming: file)
    }
    let counts = try RandomCounts(days: 60, seed: 5)
    _ = try weights(counts, threads: 1, TrainingCheckpoint(file))
    let whole = try SafetensorsFile(parsing: DurableFile.read(file), file: file)
    // One number is gone from the state of the first training.
    let card = whole.card.merging(["standing 0": "1 1 0 0 0.5"]) { $1 }
    try DurableFile.write(SafetensorsFile(whole.tensors, card: card).bytes, to: file)
    let resumed = try TrainingCheckpoint(resuming: file)
    #expect(throws: ForecastError.noCheckpoint(file: file, found: "1 1 0 0 0.5")) {
      try weights(counts, threads: 1, resumed)
    }
  }
}
