import Networks

/// Where a training is between two epochs: all that it needs to go on as if it had never stopped.
struct SpaceTimeStanding: Sendable {
  /// The best network so far, with its slow mean and its optimiser, whose steps are as long as the next
  /// epoch's will be.
  var best: TwinNetwork
  /// The loss of its slow mean on what is held out.
  var heldLoss: Double
  /// After how many epochs it was there.
  var bestEpoch = 0
  /// Epochs so far in which a part was held out.
  var epochs = 0
  /// How many of them brought nothing.
  var failures = 0
  /// Epochs so far with all samples, at the end.
  var lastEpochs = 0
}

// MARK: - In files

extension SpaceTimeStanding {
  /// The numbers that are no tensors.
  var words: String {
    "\(bestEpoch) \(epochs) \(failures) \(lastEpochs) \(heldLoss) \(best.rates.step)"
  }

  /// The numbers that are tensors, by name.
  func tensors(named prefix: String) -> [String: Tensor] { best.tensors(named: prefix) }

  /// Takes up what ``words`` and ``tensors(named:)`` gave; `nil` if the words are others.
  ///
  /// - Throws: `SafetensorsError` if a tensor is missing or has another shape.
  init?(
    words: String, _ layers: any Layer, follow: Float, from file: SafetensorsFile,
    named prefix: String
  ) throws(SafetensorsError) {
    let parts = words.split(separator: " ")
    let counts = parts.prefix(4).compactMap { Int($0) }.filter { (0...1_000_000).contains($0) }
    guard parts.count == 6, counts.count == 4, let heldLoss = Double(parts[4]),
      let step = Float(parts[5]), step >= 0
    else { return nil }
    best = try TwinNetwork(
      layers, rates: LearningRates(step: step, follow: follow), from: file, named: prefix)
    self.heldLoss = heldLoss
    (bestEpoch, epochs, failures, lastEpochs) = (counts[0], counts[1], counts[2], counts[3])
  }
}
