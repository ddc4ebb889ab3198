/// How large a space-time network is, and how it is trained.
public struct SpaceTimeSettings: Hashable, Sendable {
  /// Channels inside a branch, F, at least 1.
  public var channels = 8
  /// Residual units of a branch, L, at least 0.
  public var units = 1
  /// Over how many samples at a time residual units normalise what comes in, at least 1 and at most
  /// ``batch``, which is the whole of it; `nil` if they do not.
  public var normalisedSamples: Int?
  /// Hours just before, whose counts the first branch sees.
  public var closeness = 6
  /// Days before, of which the second branch sees the same hour.
  public var period = 3
  /// Weeks before, of which the third branch sees the same hour.
  public var trend = 2
  /// With what the weights begin by which frames are fused, beside 1 for the calendar.
  public var fusion: Float = 0.1
  /// The length of Adam's steps, at first.
  public var rate: Float = 1e-3
  /// By what it is multiplied after an epoch without a better loss on what is held out.
  public var shortening: Float = 0.3
  /// By which share the weights that are kept approach the trained ones in each step.
  public var share: Float = 0.01
  /// Samples of a step.
  public var batch = 32
  /// The most times that all samples are seen while a part is held out.
  public var epochs = 10
  /// After so many of them without a better loss on what is held out, no more.
  public var patience = 3
  /// How often all samples are seen at the end, nothing held out.
  public var lastEpochs = 1
  /// The last part of the training that is held out, in 0..<1.
  public var held = 0.1
  /// A network is trained for each of these seeds, and their rates are averaged.
  public var seeds: [UInt64] = [1]

  /// Creates the settings that two cores can train on a city: the published ones, 64 channels, four
  /// units and 24, 7 and 4 frames, take a hundred times as long.
  public init() {}

  /// All that an hour is forecast from.
  var frames: Int { closeness + period + trend }

  /// How many hours before an hour each frame is, branch by branch.
  var lags: [Int] {
    (0..<closeness).map { $0 + 1 } + (0..<period).map { 24 * ($0 + 1) }
      + (0..<trend).map { 168 * ($0 + 1) }
  }

  /// In words, for the card of saved weights.
  var words: String {
    "channels \(channels), units \(units), frames \(closeness)/\(period)/\(trend), rate \(rate), "
      + "batch \(batch), at most \(epochs) epochs, patience \(patience), then \(lastEpochs), "
      + "held out \(held)"
      + (normalisedSamples.map { ", normalised over \($0)" } ?? "")
  }

  /// The same with all that decides about a training's bytes, but for the seeds.
  var allWords: String {
    "\(words), fused by \(fusion), shortened by \(shortening), followed by \(share)"
  }
}
