import Annealing
import PatrolModel
import PlanOutput
import Planning
import Testing
import _TemperTestSupport

@Suite("The log")
struct SolverLogTests {
  static let record = #"{"instances": {"tiny-3x3x3": {"optimum": 18, "proved": true}}}"#

  @Test("has a line for a better state, else one a second; better ones in a hurry share it")
  func events() throws {
    var lines: [String] = []
    let request = try Examples.request("tiny-3x3x3")
    let optimum = try Examples.optimum(of: request.instance, record: Self.record)
    var log = SolverLog(request, optimum: optimum) { lines.append($0) }
    log.header(version: "1.2.3")
    log.note(
      .built(bits: 27, couplings: 99, weights: request.weightChoice, time: .milliseconds(1234)))
    log.note(.started(temperatures: [0.204, 1, 12.345]))
    for event in Self.script { log.note(event) }
    log.footer(try SolveRun(request).run())
    #expect(lines.last?.hasPrefix("Time      build 0.00 s, search 0.") == true)
    #expect(lines.dropLast().joined(separator: "\n") == Self.golden)
  }

  /// Steps, milliseconds, energy in tenths, units of violation, and whether the state is new.
  static let script: [SolveEvent] = [
    event(1000, 0, 500, 3, isNew: true), event(2000, 100, 400, 2, isNew: true),
    event(3000, 200, 361, 0, isNew: true), event(3000, 200, 361, 0, isNew: false),
    event(5000, 600, 361, 0, isNew: false), event(6000, 700, 361, 0, isNew: false),
    event(1_000_000, 1600, 361, 0, isNew: false), event(1_000_001, 1700, 183, 0, isNew: true),
  ]

  static func event(
    _ steps: Int, _ time: Int, _ energy: Int, _ violation: Int, isNew: Bool
  ) -> SolveEvent {
    var progress = AnnealingProgress()
    progress.steps = steps
    progress.acceptedMoves = 2 * steps
    progress.elapsed = .milliseconds(time)
    progress.exchangeRate = 0.314
    progress.roundTrips = steps / 1000
    let standing = SolveEvent.Standing(
      energy: Minutes(tenths: energy), violation: violation, progress: progress)
    return isNew ? .incumbent(standing) : .round(standing)
  }

  static let golden = """
    Temper 1.2.3, seed 1, 1 thread, 16 replicas
    Instance  tiny-3x3x3 (d741151b4cfe5d80): 3 cars, 3 sectors, 3 steps of 60 min from 08:00
    Rule      no car in the same sector two steps later (no-return)
    Model     QUBO of 27 bits, 99 couplings; built in 1.23 s
    Weights   A 7.4, B 7.4, C 7.4 minutes (practical, not proven: C = R/2; A and B play no part)
    Ladder    3 temperatures, 0.20 to 12.35 minutes

              Steps      Best  Broken       Gap  Exchange  Trips    Moves/s     Time
    *         1,000      50.0       3         -      31 %      1          -   0.00 s
    *         3,000      36.1       0  100.56 %      31 %      3     30,000   0.20 s
          1,000,000      36.1       0  100.56 %      31 %   1000  1,250,000   1.60 s
    *     1,000,001      18.3       0    1.67 %      31 %   1000  1,176,471   1.70 s

    Status    proven optimal
    Travel    18.3 minutes in all, gap 1.67 % to the proven optimum 18.0
    Balance   longest car 6.3 minutes, as before
    Checker   feasible: every demand met, every car in one place, every rule kept
    Bound     no plan travels less than 18.3 minutes: this one is optimal
    Search    0 steps per replica, 0 moves accepted, 0 round trips; ended by proof
    """

  @Test("says which rule makes a shift impossible, and no more")
  func infeasible() throws {
    var lines: [String] = []
    let request = try Examples.request("infeasible-event-13x11x12")
    var log = SolverLog(request, optimum: nil) { lines.append($0) }
    log.footer(try SolveRun(request).run { _ in Issue.record("there is nothing to search") })
    #expect(lines.count == 2)
    #expect(
      lines.last?.hasPrefix("Status    infeasible, proven:\n  GOU-07 Boskoop needs 6") == true)
    let relaxation =
      "\n  Or take another rule: this shift can keep at most 2 steps in a row in a sector (max-stay)"
    #expect(lines.last?.hasSuffix(relaxation) == true)
  }

  @Test("says what the best state breaks when no plan was found")
  func noneFound() throws {
    var lines: [String] = []
    var request = try Examples.request("presence-13x11x12", steps: 1)
    request.moves = .flip
    var log = SolverLog(request, optimum: nil) { lines.append($0) }
    log.footer(try SolveRun(request).run())
    let status = try #require(lines.dropFirst().first).split(separator: "\n")
    #expect(status.first == "Status    no feasible schedule found; the best state breaks:")
    #expect(status.count == 9)
    #expect(status[6].hasPrefix("  and "))
    #expect(status[7].hasPrefix("Verdict   search not converged: the best state's energy is "))
    #expect(status[8] == "Try moves that keep the demand, or more time.")
  }
}
