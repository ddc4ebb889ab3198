import DispatchOutput
import DispatchStudies
import Dispatching
import Documents
import Foundation
import RandomStreams
import Simulation
import Synchronization
import Testing

/// Studies of policies: pairing, threads, intervals, classes.
struct DispatchStudyTests {
  private static let policies: [any DispatchPolicy] = [
    PricedPolicy(name: "rejoin", prices: .rejoin, repair: .rejoin),
    PricedPolicy(name: "own", prices: .rejoin, repair: .rejoin, reach: .ownSector),
  ]

  private static func study(_ seed: UInt64 = 3, shifts: Int = 12) throws -> DispatchStudy {
    var random = RandomStream(seed: seed)
    let region = try GeneratedRegion.region(sectors: 3, side: 3, random: &random)
    let shifts = try GeneratedShifts(region, sectors: [0, 1, 2], carsPerSector: 3)
      .scenarios(shifts, seed: seed)
    return DispatchStudy(region, shifts, seed: seed)
  }

  private static let origin = StudyOrigin(
    region: "generated", areas: 27, sectors: 3, cars: 9, shifts: "generated", shiftsAsked: 12,
    cap: 0.4, seed: 3, program: "temper")

  @Test(arguments: [2, 4]) func threadsDoNotMatter(threads: Int) throws {
    let study = try Self.study()
    let alone = study.results(of: Self.policies, threads: 1)
    let together = study.results(of: Self.policies, threads: threads)
    #expect(alone.map(\.days) == together.map(\.days))
    #expect(alone[0].scenarios == Array(0..<12))
  }

  private static var scratch: String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }

  @Test func aRunGoesOnFromItsCheckpoint() throws {
    let (study, path) = (try Self.study(), Self.scratch)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = study.results(of: Self.policies, threads: 2)
    let made = study.fingerprint(of: Self.policies.map(\.name))
    var known = 0
    for limit in 1...20 {
      let checkpoint =
        limit == 1
        ? StudyCheckpoint(path, fingerprint: made)
        : try StudyCheckpoint(resuming: path, fingerprint: made)
      let asked = Atomic(0)
      let results = study.results(
        of: Self.policies, threads: 2, checkpoint: checkpoint,
        shouldStop: { asked.add(1, ordering: .relaxed).oldValue >= limit })
      try checkpoint.finish()
      #expect(results[0].days.count >= known)
      known = results[0].days.count
      if known == study.scenarios.count {
        #expect(results.map(\.days) == whole.map(\.days), "as if it was never cut off")
        // What is kept is told again, times too.
        let again = study.results(
          of: Self.policies, threads: 1,
          checkpoint: try StudyCheckpoint(resuming: path, fingerprint: made))
        #expect(again.map(\.deciding) == results.map(\.deciding))
        return
      }
    }
    Issue.record("it never ended")
  }

  @Test func checkpointsAreOfTheirComparison() throws {
    let (study, path) = (try Self.study(shifts: 2), Self.scratch)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let made = study.fingerprint(of: ["a"])
    #expect(made != study.fingerprint(of: ["b"]))
    #expect(try made != Self.study(4, shifts: 2).fingerprint(of: ["a"]))
    let checkpoint = StudyCheckpoint(path, fingerprint: made)
    _ = study.results(of: [Self.policies[0]], threads: 1, checkpoint: checkpoint)
    try checkpoint.finish()
    #expect(throws: DispatchStudyError.otherCheckpoint(file: path)) {
      try StudyCheckpoint(resuming: path, fingerprint: "other")
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for (old, new) in [("temper", "tamper"), (":", "!"), (" 0 ", " x "), ("\n", "\n\n5")] {
      let damaged = text.replacingOccurrences(of: old, with: new)
      try damaged.write(toFile: path, atomically: false, encoding: .utf8)
      #expect(throws: DispatchStudyError.self, "\(old)") {
        try StudyCheckpoint(resuming: path, fingerprint: made)
      }
    }
  }

  @Test func timesAreOrdered() throws {
    let result = try Self.study().results(of: Self.policies, threads: 2)[0]
    #expect(result.deciding.count == result.calls)
    #expect(result.milliseconds(ofShare: 0.5) <= result.milliseconds(ofShare: 0.99))
    #expect(result.milliseconds(ofShare: 1) == result.deciding.last.map { $0 / .milliseconds(1) })
  }

  @Test func moreShiftsAreTheSameOnesAndOthers() throws {
    let few = try Self.study(shifts: 3)
    let many = try Self.study(shifts: 6)
    #expect(few.scenarios.map(\.incidents) == many.scenarios.prefix(3).map(\.incidents))
  }

  @Test func shiftsThatAreNotBegunAreLeftOut() throws {
    let results = try Self.study().results(
      of: Self.policies, threads: 1, shouldStop: { true })
    #expect(results.allSatisfy { $0.days.isEmpty && $0.calls == 0 && $0.mean(.success) == 0 })
  }

  @Test func aPolicyDoesNotDifferFromItself() throws {
    let policies = [Self.policies[0], Self.policies[0]]
    let results = try Self.study().results(of: policies, threads: 1)
    let comparison = try DispatchComparison(results, seed: 1)
    for measure in DayMeasure.allCases {
      let difference = try #require(comparison.figure(measure, of: 1).difference)
      #expect(difference.mean == 0 && difference.interval == 0...0, "\(measure)")
      #expect(comparison.figure(measure, of: 0).difference == nil)
    }
  }

  @Test func classesAreNotMixed() throws {
    let triage = PricedPolicy(name: "triage", prices: .rejoin, repair: .rejoin, threshold: 0)
    let results = try Self.study().results(of: Self.policies + [triage], threads: 1)
    #expect(throws: DispatchStudyError.mixedClasses(declining: ["triage"])) {
      _ = try DispatchComparison(results, seed: 1)
    }
    #expect(throws: Never.self) { _ = try DispatchComparison([results[2]], seed: 1) }
  }

  /// Means of 100 normal-like values lie within 1.96 standard errors in 95 % of all draws, so the
  /// interval's half-width is near that.
  @Test(arguments: 1..<6) func intervalsAreAsWideAsTheStandardErrorSays(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let values = (0..<100).map { _ in (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() } }
    let bootstrap = ScenarioBootstrap(values, seed: seed)
    let mean = values.reduce(0, +) / 100
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99).squareRoot()
    let half = (bootstrap.interval.upperBound - bootstrap.interval.lowerBound) / 2
    #expect(bootstrap.interval.contains(mean), "seed \(seed)")
    #expect(abs(half / (1.96 * deviation / 10) - 1) < 0.12, "seed \(seed)")
  }

  @Test func shiftsNeedCars() throws {
    let region = try Self.study().region
    #expect(throws: DispatchStudyError.noCars) {
      _ = try GeneratedShifts(region, sectors: [], carsPerSector: 3)
    }
    #expect(throws: DispatchStudyError.noCars) {
      _ = try GeneratedShifts(region, sectors: [0], carsPerSector: 0)
    }
  }

  @Test func recordsHoldWhatWasPlayed() throws {
    let study = try Self.study()
    let record = study.record(4, by: Self.policies[0])
    #expect(record.outcome == study.results(of: [Self.policies[0]], threads: 1)[0].days[4])
    #expect(record.hammings.count == record.outcome.incidents.count)
    #expect(record.cells.count == 9 * ShiftClock.periods)
    // Every served call has a car at its area, bound, from its arrival on.
    for outcome in record.outcome.incidents {
      guard case .served(let car, let minutes, _) = outcome.answer else { continue }
      let arrival = outcome.incident.period + minutes / ShiftClock.periodMinutes
      let cell = car * ShiftClock.periods + arrival
      #expect(record.cells[cell] == outcome.incident.area && !record.available[cell])
    }
  }

  @Test func textNamesEveryPolicyAndTheClass() throws {
    let results = try Self.study().results(of: Self.policies, threads: 1)
    let text = ComparisonText(
      try DispatchComparison(results, seed: 3), origin: Self.origin, initialPresence: 0.5
    ).text
    #expect(text.contains("Class      N: never declines") && text.contains("begins at 0.5000"))
    #expect(text.contains("Less rejoin, paired by shift:"))
    #expect(!text.contains("Declined calls"))
    let triage = PricedPolicy(name: "triage", prices: .rejoin, repair: .rejoin, threshold: 0)
    let other = try Self.study().results(of: [triage], threads: 1)
    let declines = ComparisonText(
      try DispatchComparison(other, seed: 3), origin: Self.origin, initialPresence: 0.5
    ).text
    #expect(declines.contains("Class      T (triage)") && declines.contains("Declined calls"))
  }

  @Test func documentsHoldTheResults() throws {
    let study = try Self.study()
    let results = study.results(of: Self.policies, threads: 1)
    let document = DispatchDocument(
      [(0.4, try DispatchComparison(results, seed: 3))], origin: Self.origin,
      initialPresence: study.initialPresence, elapsed: .seconds(1))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(document.bytes())) as? [String: Any])
    #expect(json["calls"] as? Int == results[0].calls)
    let studies = try #require(json["studies"] as? [[String: Any]])
    let policies = try #require(studies[0]["policies"] as? [[String: Any]])
    let success = try #require((policies[1]["measures"] as? [String: [String: Double]])?["success"])
    #expect(success["mean"] == results[1].mean(.success))
    let shifts = ShiftsDocument(
      results[0], in: study.region, origin: Self.origin, elapsed: .seconds(1))
    let days = try #require(
      (JSONSerialization.jsonObject(with: Data(shifts.bytes())) as? [String: Any])?["shifts"]
        as? [[String: Any]])
    #expect(days.count == 12)
    #expect((days[0]["calls"] as? [Any])?.count == results[0].days[0].incidents.count)
  }

  @Test func pagesRunNothing() throws {
    let study = try Self.study()
    let results = study.results(of: Self.policies, threads: 1)
    let comparison = try DispatchComparison(results, seed: 3)
    let page = PoliciesPage(
      [(0.4, comparison), (0.6, comparison)], region: study.region,
      cars: study.scenarios[0].start.sectors, origin: Self.origin, initialPresence: 0.5
    ).html
    let shift = ShiftPage(
      study.record(0, by: Self.policies[0]), number: 1, policy: "rejoin", region: study.region,
      origin: Self.origin
    ).html
    for html in [page, shift] {
      #expect(!html.contains("<script"))
    }
    #expect(page.contains("id=\"curves\"") && page.contains("id=\"presence\""))
    for anchor in ["cars", "budget", "presence", "replay"] {
      #expect(shift.contains("id=\"\(anchor)\""))
    }
    #expect((0...12).allSatisfy { shift.contains("id=\"hour-\($0)\"") })
  }
}
