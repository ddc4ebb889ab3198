import RandomStreams
import Synchronization
import Tempering
import Testing

/// Runs the algorithm over a crew of counters, which do what a script says.
struct ParallelTemperingTests {
  @Test("Rounds follow one another to the exact number of steps", arguments: [0, 1, 9, 10, 11, 95])
  func rounds(limit: Int) {
    let walkers = (0..<4).map { CountingWalker(number: $0) }
    let result = Self.run(walkers, Stop(steps: limit))
    let lengths = Array(repeating: 10, count: limit / 10) + (limit % 10 > 0 ? [limit % 10] : [])
    for walker in walkers { #expect(walker.steps == lengths) }
    #expect(result.progress.steps == limit && result.progress.rounds == lengths.count)
    #expect(result.progress.acceptedMoves == 4 * limit && result.reason == .steps)
  }

  @Test(
    "In every round each temperature of the ladder belongs to one replica", arguments: [1, 2, 3])
  func temperatures(threads: Int) {
    let walkers = (0..<5).map { CountingWalker(number: $0) }
    let result = Self.run(walkers, Stop(steps: 600), threads: threads)
    for round in 0..<60 {
      #expect(walkers.map { $0.temperatures[round] }.sorted() == result.ladder.temperatures)
    }
    // Energies differ by 1 at temperatures up to 8: some replica must have moved.
    #expect(result.exchange.accepted.reduce(0, +) > 0)
    #expect(Set(walkers[0].temperatures).count > 1)
  }

  @Test("The best state is the first of those of least violation and energy")
  func incumbent() {
    let walkers = (0..<4).map { CountingWalker(number: $0) }
    var energies: [Int64] = []
    let result = Self.run(walkers, Stop(steps: 200)) { event in
      if case .incumbent(let best, let progress) = event {
        energies.append(best.energy)
        #expect(progress.stepsToBest == progress.steps && best.isValid)
      }
    }
    // Walker 3 gets down by 3 in a round, to −60 at most.
    #expect(result.best.state == "3" && result.best.energy == -60)
    #expect(energies == [0] + (1...20).map { Int64(-3 * $0) })
    #expect(result.progress.stepsToBest == 200 && result.progress.stepsToFirstValid == 0)
  }

  @Test("Members of a team are each called once", arguments: [1, 2, 5], [0, 1, 2, 100])
  func team(threads: Int, count: Int) {
    let calls = (0..<count).map { _ in CallCount() }
    WorkerTeam(threads: threads).forEach(count) { calls[$0].add() }
    #expect(calls.allSatisfy { $0.value == 1 })
  }

  private static func run(
    _ walkers: [CountingWalker], _ stop: Stop, threads: Int = 1,
    report: (AnnealingEvent<String>) -> Void = { _ in }
  ) -> AnnealingResult<String> {
    ParallelTempering(
      crew: WalkerCrew(walkers), stepsPerRound: 10, team: WorkerTeam(threads: threads),
      isAdaptive: false
    ).run(
      ladder: TemperatureLadder(coldest: 2, hottest: 8, count: walkers.count),
      exchangeRandom: RandomStream(seed: 1), until: stop, since: .now, report: report)
  }
}

/// A walker that writes down what it is told; walker k gets down by k in a round.
private final class CountingWalker: Replica {
  private let number: Int
  private(set) var steps: [Int] = []
  private(set) var temperatures: [Double] = []

  init(number: Int) { self.number = number }

  var energy: Int64 { -Int64(number * steps.count) }
  var best: Incumbent<String> { Incumbent(state: "\(number)", energy: energy, violation: 0) }
  var acceptedMoves: Int { steps.reduce(0, +) }

  func advance(steps: Int, temperature: Double) {
    self.steps.append(steps)
    temperatures.append(temperature)
  }

  func sampledBarriers() -> [Int64] { [] }
}

/// Counts calls from any thread.
private final class CallCount: Sendable {
  private let calls = Atomic(0)

  var value: Int { calls.load(ordering: .relaxed) }

  func add() { calls.add(1, ordering: .relaxed) }
}
