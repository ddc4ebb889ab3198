import Foundation
import Incidents
import Networks
import RandomStreams

/// Trains a network on the hours of a history: Adam on shuffled batches, with steps that
/// become shorter where what is held out gets no better, and stopped early.
struct SpaceTimeTraining: Sendable {
  let history: SpaceTimeHistory
  let settings: SpaceTimeSettings
  let head: any NetworkHead

  /// A network, and how it came about.
  struct Result: Sendable {
    let network: Network
    /// Epochs until the best loss on what was held out.
    let epochs: Int
    /// That loss.
    let heldLoss: Double
  }

  /// Trains from a seed.
  func run(seed: UInt64) -> Result {
    let (all, held) = samples
    let start = Network(
      SpaceTimeNetwork.layers(
        history.grid, settings, externals: SpaceTimeHistory.externals(head), head: head),
      seed: seed)
    var run = Run(network: start, adam: Adam(rate: settings.rate), slow: start)
    var (best, bestLoss, bestEpoch, failures) = (run, loss(run.slow, on: held), 0, 0)
    for epoch in 1...max(1, settings.epochs) where failures < settings.patience {
      learn(&run, from: all.dropLast(held.count), seed: seed, epoch: epoch)
      let loss = loss(run.slow, on: held)
      if loss < bestLoss {
        (best, bestLoss, bestEpoch) = (run, loss, epoch)
      } else {
        // Back to the best, and on with shorter steps: how long they may be depends on how much there
        // is to learn, which cities differ in.
        failures += 1
        let shorter = run.adam.rate * settings.shortening
        run = best
        run.adam.rate = shorter
      }
    }
    best.adam.rate = run.adam.rate
    for extra in 0..<settings.lastEpochs {
      learn(&best, from: all[...], seed: seed, epoch: settings.epochs + 1 + extra)
    }
    return Result(network: best.slow, epochs: bestEpoch, heldLoss: bestLoss)
  }

  private struct Run {
    var network: Network
    var adam: Adam
    /// Follows the network slowly: the mean of its last hundred or so steps, which is better than
    /// any of them (Polyak & Juditsky 1992, doi:10.1137/0330046).
    var slow: Network
  }

  /// All hours whose frames are known and whose levels have seen four weeks, and those held out.
  private var samples: (all: [LocalHour], held: [LocalHour]) {
    let warm = max(28 * 24, settings.lags.max() ?? 0)
    let all = Array(history.hours.dropFirst(warm))
    return (all, Array(all.suffix(max(1, Int(settings.held * Double(all.count))))))
  }

  /// Sees all samples once, in an order of its own.
  private func learn(
    _ run: inout Run, from samples: ArraySlice<LocalHour>, seed: UInt64, epoch: Int
  ) {
    // Streams of weights are numbered from 0 on; no network has a thousand parameters.
    var random = RandomStream(seed: seed, stream: UInt64(1_000 + epoch))
    let order = samples.shuffled(using: &random)
    for start in stride(from: 0, to: order.count, by: settings.batch) {
      let batch = Array(order[start..<min(start + settings.batch, order.count)])
      let history = history
      let (_, gradient) = BatchGradient(threads: Self.threads)(
        run.network, head.loss, samples: batch.count
      ) { history.batch(batch[$0]) }
      run.adam.step(&run.network.weights, against: gradient)
      run.slow.approach(run.network, by: settings.share)
    }
  }

  private func loss(_ network: Network, on samples: [LocalHour]) -> Double {
    let history = history
    return BatchGradient(threads: Self.threads).meanLoss(
      network, head.loss, samples: samples.count
    ) { history.batch(samples[$0]) }
  }

  /// All of the machine's: the number changes no byte.
  static var threads: Int { ProcessInfo.processInfo.activeProcessorCount }
}
