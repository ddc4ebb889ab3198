import Annealing
import QUBOModel
import RandomStreams
import Synchronization
import Testing
import _TemperTestSupport

struct AnnealerTests {
  @Test("The limit on steps is exact", arguments: [0, 1, 999, 1_000, 1_001, 12_345])
  func steps(limit: Int) throws {
    for move in [FlipMove.sweep, .parallelTrial(offsetIncrement: 0)] {
      let result = Annealer(seed: 1, replicas: 3).minimise(
        try Self.model(8), move: move, until: Stop(steps: limit))
      #expect(result.reason == .steps && result.progress.steps == limit)
      #expect(result.progress.stepsToBest <= limit)
    }
    let layered = Annealer(seed: 1, replicas: 3).minimise(
      Self.layered(), moves: .exchange, until: Stop(steps: limit))
    #expect(layered.reason == .steps && layered.progress.steps == limit)
    // A layered step is one try.
    #expect(layered.progress.acceptedMoves <= 3 * (limit + 200 * 48 + 2_000))
  }

  @Test("Each limit ends a run and is named as the reason")
  func reasons() throws {
    let qubo = try Self.model(8)
    let minimum = PlainQUBO(qubo).minimum()
    let noTime = Self.run(qubo, Stop(time: .zero))
    #expect(noTime.reason == .time && noTime.progress.steps == 0)
    let time = Self.run(qubo, Stop(time: .milliseconds(5)))
    #expect(time.reason == .time && time.progress.steps > 0)
    let target = Self.run(qubo, Stop(steps: 1_000_000, targetEnergy: minimum))
    #expect(target.reason == .target && target.best.energy == minimum)
    #expect(target.progress.steps < 1_000_000)
    let unimproved = Self.run(qubo, Stop(steps: 1_000_000, stepsWithoutImprovement: 3_000))
    #expect(unimproved.reason == .noImprovement)
    #expect(unimproved.progress.steps == unimproved.progress.stepsToBest + 3_000)
    let cancellation = Cancellation(after: 3)
    let cancelled = Self.run(
      qubo, Stop(steps: 1_000_000, isCancelled: { cancellation.isDue() }))
    #expect(cancelled.reason == .cancelled && cancelled.progress.rounds == 3)
    // Cancellation comes before every other reason.
    let all = Stop(steps: 0, time: .zero, targetEnergy: .max, isCancelled: { true })
    #expect(Self.run(qubo, all).reason == .cancelled)
  }

  @Test("A target is reached by valid states only")
  func invalidTarget() throws {
    // All bits 1 is best but breaks the constraint that none is.
    var plain = PlainQUBO(variableCount: 3)
    plain.linear = [-1, -1, -1]
    let qubo = try plain.built()
    plain.linear = [1, 1, 1]
    let result = Annealer(seed: 1).minimise(
      qubo, constraints: try plain.built(), move: .sweep,
      until: Stop(steps: 2_000, targetEnergy: -3))
    #expect(result.reason == .steps)
    #expect(result.best.energy == 0 && result.best.isValid && result.best.state.ones.isEmpty)
  }

  @Test("Events tell the start, every better incumbent and every round", arguments: 0..<10)
  func events(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed))
    var plain = PlainQUBO(variableCount: 40, density: 0.5, magnitude: 50, using: &random)
    // Bit 0 is to be 1 though it costs a little: neither the start nor a descent from it is valid.
    var penalty = PlainQUBO(variableCount: 40)
    (penalty.offset, penalty.linear[0]) = (1, -1)
    plain.linear[0] = 20
    for i in 1..<40 { (plain.couplings[0][i], plain.couplings[i][0]) = (0, 0) }
    let log = EventLog()
    let result = Annealer(seed: UInt64(seed), replicas: 4).minimise(
      try plain.built(), constraints: try penalty.built(), move: .sweep, until: Stop(steps: 1_050),
      report: log.note)
    #expect(log.ladders == [result.ladder] && result.ladder.temperatures.count == 4)
    #expect(log.rounds.map(\.rounds) == Array(1...11))
    #expect(log.rounds.map(\.steps) == (1...10).map { $0 * 100 } + [1_050])
    #expect(log.rounds.last?.acceptedMoves == result.progress.acceptedMoves)
    for (before, after) in zip(log.incumbents, log.incumbents.dropFirst()) {
      #expect((after.violation, after.energy) < (before.violation, before.energy))
    }
    #expect(result.best.isValid)
    if let last = log.incumbents.last { #expect(result.best.state == last.state) }
    #expect(result.progress.stepsToBest == log.incumbentSteps.last ?? 0)
    let firstValid = zip(log.incumbents, log.incumbentSteps).first { $0.0.isValid }?.1
    #expect(firstValid != nil && result.progress.stepsToFirstValid == firstValid)
  }

  @Test("A seed gives the same run on any number of threads", arguments: 0..<2 as Range<UInt64>)
  func threads(seed: UInt64) throws {
    let moves: [FlipMove] = [.sweep, .parallelTrial(offsetIncrement: 3)]
    for (qubo, move) in [
      (try Self.model(50), moves[0]), (try Self.model(50), moves[1]),
      (try Self.model(50, .sparse), moves[1]),
    ] {
      let runs = [1, 2, 4].map { threads in
        Annealer(seed: seed, replicas: 6, threads: threads)
          .minimise(qubo, move: move, until: Stop(steps: 3_000))
      }
      for run in runs { #expect(run.outcome == runs[0].outcome) }
    }
    for moves in [LayeredMoves.oneHot, .exchange] {
      let runs = [1, 2, 4].map { threads in
        Annealer(seed: seed, replicas: 6, threads: threads)
          .minimise(Self.layered(), moves: moves, until: Stop(steps: 25_000))
      }
      for run in runs { #expect(run.outcome == runs[0].outcome) }
    }
  }

  @Test("Without constraints the best layered state is that of least energy, kept or broken")
  func unconstrained() {
    let model = Self.layered()
    for moves in [LayeredMoves.oneHot, .exchange] {
      let annealer = Annealer(seed: 3, replicas: 4)
      let valid = annealer.minimise(model, moves: moves, until: Stop(steps: 25_000)).best
      let free = annealer.minimise(
        model, moves: moves, isConstrained: false, until: Stop(steps: 25_000)
      ).best
      #expect(free.energy <= valid.energy && free.isValid)
      #expect(free.energy == Int64(model.energy(model.cost(of: free.state))))
    }
  }

  @Test("Different seeds give different runs")
  func seeds() throws {
    let qubo = try Self.model(50)
    let runs = (0..<8 as Range<UInt64>).map { seed in
      Annealer(seed: seed, replicas: 4).minimise(qubo, move: .sweep, until: Stop(steps: 500))
        .progress.acceptedMoves
    }
    #expect(Set(runs).count == 8)
  }

  @Test("A given ladder sets temperatures and replicas")
  func ladder() throws {
    let ladder = TemperatureLadder(coldest: 1, hottest: 9, count: 5)
    let annealer = Annealer(seed: 1, replicas: 3, ladder: ladder)
    #expect(annealer.replicaCount == 5)
    let result = annealer.minimise(try Self.model(8), move: .sweep, until: Stop(steps: 100))
    #expect(result.ladder == ladder && result.exchange.attempts.count == 4)
  }

  private static func run(_ qubo: QUBO, _ stop: Stop) -> AnnealingResult<BitVector> {
    Annealer(seed: 2, replicas: 4).minimise(qubo, move: .sweep, until: stop)
  }

  private static func model(
    _ count: Int, _ storage: QUBOBuilder.Storage = .automatic
  ) throws -> QUBO {
    var random = RandomStream(seed: 77)
    return try PlainQUBO(variableCount: count, density: 0.4, magnitude: 30, using: &random)
      .built(storage)
  }

  private static func layered() -> LayeredModel {
    var random = RandomStream(seed: 5)
    let prices = (0..<9).map { _ in Int32(random.uniform(below: 20)) }
    return LayeredModel(
      rowCount: 6, totals: Array(repeating: [3, 1, 2], count: 8), rule: .noEcho, totalsWeight: 6,
      ruleWeight: 8
    ) { prices[3 * $0 + $1] }
  }
}

/// The events of a run, in order of their kinds.
private final class EventLog {
  var ladders: [TemperatureLadder] = []
  var incumbents: [Incumbent<BitVector>] = []
  var incumbentSteps: [Int] = []
  var rounds: [AnnealingProgress] = []

  func note(_ event: AnnealingEvent<BitVector>) {
    switch event {
    case .started(let ladder):
      #expect(incumbents.isEmpty && rounds.isEmpty)
      ladders.append(ladder)
    case .incumbent(let best, let progress):
      #expect(progress.stepsToBest == progress.steps)
      incumbents.append(best)
      incumbentSteps.append(progress.steps)
    case .round(let best, let progress):
      if let last = incumbents.last { #expect(best.state == last.state) }
      rounds.append(progress)
    }
  }
}

/// Cancels a run after so many questions.
private final class Cancellation: Sendable {
  private let questionsLeft: Mutex<Int>

  init(after count: Int) { questionsLeft = Mutex(count) }

  func isDue() -> Bool {
    questionsLeft.withLock { left in
      left -= 1
      return left < 0
    }
  }
}

extension AnnealingResult where State: Hashable {
  /// Everything about a run that must not depend on threads or time.
  fileprivate var outcome: [AnyHashable] {
    [
      best.state, best.energy, best.violation, reason, ladder, exchange, progress.steps,
      progress.acceptedMoves, progress.stepsToBest, progress.stepsToFirstValid,
    ]
  }
}
