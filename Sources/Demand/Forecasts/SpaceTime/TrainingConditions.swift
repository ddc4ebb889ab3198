import Foundation

/// How networks are trained, as far as it decides about no byte of them.
package struct TrainingConditions: Sendable {
  /// The number of threads, at least 1; all of the machine's, if nothing else is said.
  package var threads = ProcessInfo.processInfo.activeProcessorCount
  /// Where trainings are kept after each epoch, so that they survive the end of the program.
  package var checkpoint: TrainingCheckpoint?
  /// Told of each epoch.
  package var report: (@Sendable (TrainingProgress) -> Void)?

  /// Creates the usual conditions.
  package init() {}
}

/// What an epoch of a training came to.
package struct TrainingProgress: Hashable, Sendable {
  /// The method that is trained.
  package let method: String
  /// The seed of the network.
  package let seed: UInt64
  /// The epoch, from 1.
  package let epoch: Int
  /// The most epochs that there are.
  package let epochs: Int
  /// The least loss so far on what is held out; `nil` at the end, when nothing is.
  package let heldLoss: Double?
  /// Whether what the epoch brought is kept: it is better than before, or the end.
  package let isKept: Bool
}

/// A forecaster of which a part is trained for minutes.
package protocol TrainedForecaster: Forecaster {
  /// Whether there is such a part.
  var trainsNetworks: Bool { get }
  /// The same forecaster, trained under conditions.
  func under(_ conditions: TrainingConditions) -> any Forecaster
  /// The same forecaster, its networks with batch normalisation over so many samples at a time; more
  /// than go into a step are all of them.
  func normalising(over samples: Int) -> any Forecaster
}

extension Forecaster {
  /// The same forecaster, trained under conditions if it has something to train.
  package func trained(under conditions: TrainingConditions) -> any Forecaster {
    (self as? any TrainedForecaster)?.under(conditions) ?? self
  }

  /// The same forecaster, with batch normalisation if it has networks.
  package func normalised(over samples: Int) -> any Forecaster {
    (self as? any TrainedForecaster)?.normalising(over: samples) ?? self
  }

  /// Whether something of it is trained.
  package var hasNetworks: Bool { (self as? any TrainedForecaster)?.trainsNetworks ?? false }
}
