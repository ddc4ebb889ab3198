import Incidents
import Networks
import RandomStreams

/// Trains a network on the hours of a history: Adam on shuffled batches, with steps that
/// become shorter where what is held out gets no better, and stopped early.
///
/// Random numbers depend on the seed and the epoch only, so a training that goes on after any epoch
/// gives the same bytes, on any number of threads.
struct SpaceTimeTraining: Sendable {
  let history: SpaceTimeHistory
  let settings: SpaceTimeSettings
  let head: any NetworkHead
  let threads: Int

  /// How a batch is cut: where units normalise, into what they normalise together.
  private var batches: BatchGradient {
    settings.normalisedSamples.map { BatchGradient(threads: threads, chunkSize: $0) }
      ?? BatchGradient(threads: threads)
  }

  /// What is computed.
  var layers: any Layer {
    SpaceTimeNetwork.layers(
      history.grid, settings, externals: SpaceTimeHistory.externals(head), head: head)
  }

  /// The state before the first epoch of a seed.
  func start(seed: UInt64) -> SpaceTimeStanding {
    let rates = LearningRates(step: settings.rate, follow: settings.share)
    let twin = TwinNetwork(layers, rates: rates, seed: seed)
    return SpaceTimeStanding(best: twin, heldLoss: loss(twin.target, on: samples.held))
  }

  /// Whether the next epoch is one in which a part is held out.
  func searches(_ standing: SpaceTimeStanding) -> Bool {
    standing.epochs < max(1, settings.epochs) && standing.failures < settings.patience
  }

  /// Whether there is nothing left to do.
  func isDone(_ standing: SpaceTimeStanding) -> Bool {
    !searches(standing) && standing.lastEpochs >= settings.lastEpochs
  }

  /// One epoch more: a trial as long as a part is held out, then all samples.
  func advance(_ standing: inout SpaceTimeStanding, seed: UInt64) {
    if searches(standing) {
      search(&standing, seed: seed)
    } else {
      standing.lastEpochs += 1
      learn(
        &standing.best, from: samples.all[...], seed: seed,
        epoch: settings.epochs + standing.lastEpochs)
    }
  }

  /// Keeps what an epoch brings if it is better; else goes back, and on with shorter steps: how long
  /// they may be depends on how much there is to learn, which cities differ in.
  private func search(_ standing: inout SpaceTimeStanding, seed: UInt64) {
    let (all, held) = samples
    var trial = standing.best
    standing.epochs += 1
    learn(&trial, from: all.dropLast(held.count), seed: seed, epoch: standing.epochs)
    let loss = loss(trial.target, on: held)
    if loss < standing.heldLoss {
      (standing.best, standing.heldLoss, standing.bestEpoch) = (trial, loss, standing.epochs)
    } else {
      standing.failures += 1
      standing.best.rates.step *= settings.shortening
    }
  }

  /// All hours whose frames are known and whose levels have seen four weeks, and those held out.
  private var samples: (all: [LocalHour], held: [LocalHour]) {
    let warm = max(28 * 24, settings.lags.max() ?? 0)
    let all = Array(history.hours.dropFirst(warm))
    return (all, Array(all.suffix(max(1, Int(settings.held * Double(all.count))))))
  }

  /// Sees all samples once, in an order of its own.
  private func learn(
    _ twin: inout TwinNetwork, from samples: ArraySlice<LocalHour>, seed: UInt64, epoch: Int
  ) {
    // Streams of weights are numbered from 0 on; no network has a thousand parameters.
    var random = RandomStream(seed: seed, stream: UInt64(1_000 + epoch))
    let order = samples.shuffled(using: &random)
    for start in stride(from: 0, to: order.count, by: settings.batch) {
      let batch = Array(order[start..<min(start + settings.batch, order.count)])
      let history = history
      let slope = batches(
        twin.online, head.loss, samples: batch.count
      ) { history.batch(batch[$0]) }
      twin.step(against: slope.gradient, observed: slope.observed)
    }
  }

  private func loss(_ network: Network, on samples: [LocalHour]) -> Double {
    let history = history
    return batches.meanLoss(
      network, head.loss, samples: samples.count
    ) { history.batch(samples[$0]) }
  }
}
