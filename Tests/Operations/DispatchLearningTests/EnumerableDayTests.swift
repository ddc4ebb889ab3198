import DispatchLearning
import DispatchStudies
import Dispatching
import RandomStreams
import Simulation
import Testing

/// A day of which everything can be counted: two cars, three calls, each in one of two areas, short
/// or long, at times that are known.
@Suite("Temporal differences on an enumerable day")
struct EnumerableDayTests {
  private static let periods = [8, 20, 34]
  private static let discount = 0.99

  private let region: Region
  private let start: InitialTimetables
  private let chain = ChainPolicy(name: "chain", .myopic, chain: .thrifty)

  init() throws {
    region = try Region(
      areas: [
        PatrolArea(id: 1, sector: 0, minPatrolMinutes: 300),
        PatrolArea(id: 2, sector: 0, minPatrolMinutes: 500),
      ], sectors: [PatrolSector(id: "A", areas: [0, 1], neighbours: [])],
      minutes: [0, 25, 15, 0])
    let rows = [
      Array(repeating: 0, count: 40) + [-1, -1, -1] + Array(repeating: 1, count: 30),
      Array(repeating: 1, count: 73),
    ]
    start = InitialTimetables(sectors: [0, 0], rows: rows)
  }

  private func calls(at period: Int) -> [Incident] {
    [0, 1].flatMap { area in
      [200, 300].map {
        Incident(startMinute: period * 10, resolutionMinutes: $0, area: area)
      }
    }
  }

  /// Bellman's equation, state by state; `visit` sees those that the best ways lead to.
  private func value(
    _ state: ShiftState, _ call: Int, visit: (ShiftState, Int, Double) -> Void
  ) -> Double {
    guard call < Self.periods.count else { return 0 }
    let incidents = calls(at: Self.periods[call])
    let sum = incidents.reduce(0.0) { $0 + best($1, state, call, visit: visit) }
    return sum / Double(incidents.count)
  }

  private func best(
    _ incident: Incident, _ state: ShiftState, _ call: Int,
    visit: (ShiftState, Int, Double) -> Void
  ) -> Double {
    var random = RandomStream(seed: 1)
    let before = state.presence
    var ways: [(after: ShiftState, reward: Double)] = []
    for answer in chain.answers(to: incident, in: state, random: &random) {
      guard case .serve(let plan, let minutes, let repairs) = answer.decision else { continue }
      var after = state
      for plan in [plan] + repairs { after.adopt(plan) }
      let late = Double(max(0, minutes - 20))
      ways.append((after, naturalExponential(-late / 25) * after.presence - before))
    }
    if ways.isEmpty { ways = [(state, -before)] }
    let worths = ways.map { $0.reward + Self.discount * value($0.after, call + 1) { _, _, _ in } }
    let top = worths.indices.max { worths[$0] < worths[$1] } ?? 0
    let rest = value(ways[top].after, call + 1, visit: visit)
    visit(ways[top].after, incident.period, rest)
    return ways[top].reward + Self.discount * rest
  }

  @Test("come within 2 % of Bellman's solution")
  func bellman() throws {
    let days = calls(at: Self.periods[0]).flatMap { first in
      calls(at: Self.periods[1]).flatMap { second in
        calls(at: Self.periods[2]).map { [first, second, $0] }
      }
    }
    var task = ScheduleTask()
    (task.variant, task.learning) = (.mavfa, .differences)
    var schedule = ScheduleRounds(.differences)
    (schedule.rounds, schedule.shifts, schedule.passes) = (60, 64, 16)
    (schedule.turn, schedule.judged, schedule.step) = (60, 64, 5e-3)
    var trainer = ScheduleTrainer(
      try GeneratedShifts(region, start: start, days: days), cap: 0.6, task,
      schedule: schedule, seed: 1, threads: 2)
    while !trainer.isDone { trainer.round() }
    let utility = PresenceUtility(region, cars: 2)
    let state = ShiftState(start, region: region, utility: utility, cap: 0.6)
    var (error, scale, count) = (0.0, 0.0, 0)
    let learned = trainer.latest
    // After the last call nobody asks what is left.
    _ = value(state, 0) { state, period, worth in
      guard period < Self.periods[2] else { return }
      let found = learned.worth(of: state, period: period)
      error += (found - worth) * (found - worth)
      scale += worth * worth
      count += 1
    }
    #expect(count == 4 + 16)
    #expect((error / scale).squareRoot() <= 0.02, "\((error / scale).squareRoot())")
  }
}
