public import RandomStreams

/// A way to choose the parameters of the next trial.
///
/// A sampler has no memory: what it returns is a function of the request, so that whoever asks, in
/// whatever process, gets the same answer.
public protocol Sampler: Sendable {
  /// The values of a trial, one per parameter of the space; nil if there is nothing more to try.
  func parameters(for request: SamplingRequest) -> [ParameterValue]?
}

/// What a sampler may know when it chooses a trial.
public struct SamplingRequest: Sendable {
  /// The number of the trial to choose.
  public let number: Int
  /// The seed of the study.
  public let seed: UInt64
  /// What is searched.
  public let space: SearchSpace
  /// Trials with their outcomes, by number.
  public let finished: [Trial]
  /// Trials of which only the parameters are known, by number.
  public let pending: [Trial]

  /// Creates a request.
  public init(
    number: Int, seed: UInt64, space: SearchSpace, finished: [Trial] = [], pending: [Trial] = []
  ) {
    self.number = number
    self.seed = seed
    self.space = space
    self.finished = finished
    self.pending = pending
  }

  /// The random numbers of this trial: the stream of its number.
  public var random: RandomStream { RandomStream(seed: seed, stream: UInt64(number)) }

  /// The random numbers that all trials of the study share.
  ///
  /// No trial has this stream for its own: numbers end at 2⁶³ − 1.
  public var sharedRandom: RandomStream { RandomStream(seed: seed, stream: .max) }
}
