import Dispatch

/// The gradient of a mean loss over a batch, made by several threads.
///
/// A batch is cut into chunks whose size does not depend on the threads; each chunk's gradient is
/// summed by itself, and the sums are added in the order of the chunks. So any number of threads
/// gives the same bytes.
public struct BatchGradient: Sendable {
  /// The number of threads, at least 1.
  public let threads: Int
  /// The samples of a chunk, which are what ``BatchNormalisation`` normalises together.
  ///
  /// 8 make four chunks of the usual batch of 32.
  public let chunkSize: Int

  /// Creates a way to make gradients.
  public init(threads: Int, chunkSize: Int = 8) {
    precondition(threads >= 1 && chunkSize >= 1, "somebody works on something")
    self.threads = threads
    self.chunkSize = chunkSize
  }

  /// The mean loss and its gradient with respect to the weights.
  ///
  /// - Parameters:
  ///   - network: Whose weights they are.
  ///   - loss: How wrong outputs are.
  ///   - count: The number of samples.
  ///   - batch: Some of the samples, by their numbers; called by any thread.
  /// - Returns: The mean over all numbers of all outputs, and its gradient.
  public func callAsFunction(
    _ network: Network, _ loss: some Loss, samples count: Int,
    _ batch: @escaping @Sendable (Range<Int>) -> Batch
  ) -> BatchSlope {
    let parts = perChunk(count) { range in
      let samples = batch(range)
      let pass = network.pass(of: samples.input)
      let value = loss.evaluate(pass.output, samples)
      var sums = [Float](repeating: 0, count: network.weights.count)
      _ = network.backward(value.gradient, through: pass, into: &sums)
      return ChunkSum(
        loss: value.sum, gradient: sums, observed: pass.observed,
        numbers: pass.output.values.count)
    }
    return ChunkSum.mean(parts)
  }

  /// The mean loss alone.
  public func meanLoss(
    _ network: Network, _ loss: some Loss, samples count: Int,
    _ batch: @escaping @Sendable (Range<Int>) -> Batch
  ) -> Double {
    let parts = perChunk(count) { range in
      let samples = batch(range)
      let output = network.output(of: samples.input)
      return (loss.evaluate(output, samples).sum, output.values.count)
    }
    let total = parts.reduce((0.0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    return total.0 / Double(max(1, total.1))
  }

  /// What some work on each chunk gives, in the order of the chunks.
  public func perChunk<Part: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Range<Int>) -> Part
  ) -> [Part] {
    let chunks = stride(from: 0, to: count, by: chunkSize).map {
      $0..<min($0 + chunkSize, count)
    }
    guard threads > 1 && chunks.count > 1 else { return chunks.map(work) }
    let workers = min(threads, chunks.count)
    var parts = [Part?](repeating: nil, count: chunks.count)
    parts.withUnsafeMutableBufferPointer { parts in
      // Each thread writes to places of its own.
      nonisolated(unsafe) let parts = parts
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: chunks.count, by: workers) {
          parts[index] = work(chunks[index])
        }
      }
    }
    return parts.compactMap { $0 }
  }
}

/// What a batch says about a network.
public struct BatchSlope: Sendable {
  /// The mean loss.
  public let loss: Double
  /// The slope of the mean loss by each weight.
  public let gradient: [Float]
  /// What each chunk observed, for ``Network/follow(_:)``.
  public let observed: [[Float]]
}

/// What a chunk adds to a batch.
private struct ChunkSum: Sendable {
  let loss: Double
  let gradient: [Float]
  let observed: [Float]
  let numbers: Int

  static func mean(_ parts: [ChunkSum]) -> BatchSlope {
    guard var gradient = parts.first?.gradient else {
      return BatchSlope(loss: 0, gradient: [], observed: [])
    }
    for part in parts.dropFirst() {
      for index in gradient.indices { gradient[index] += part.gradient[index] }
    }
    let numbers = Double(parts.reduce(0) { $0 + $1.numbers })
    let share = Float(1 / numbers)
    for index in gradient.indices { gradient[index] *= share }
    return BatchSlope(
      loss: parts.reduce(0) { $0 + $1.loss } / numbers, gradient: gradient,
      observed: parts.map(\.observed))
  }
}
