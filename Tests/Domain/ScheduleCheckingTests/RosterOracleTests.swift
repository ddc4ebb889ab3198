import Foundation
import PatrolModel
import RandomStreams
import ScheduleChecking
import Testing
import _TemperTestSupport

/// The checker, held against the independent one of `shared/tools`, which knows rosters.
@Suite(
  "On rosters the checker agrees with verify_rosters.py",
  .enabled(
    if: Repository.exists(Repository.checkers.appending(path: "verify_rosters.py")),
    "needs ../shared/tools"))
struct RosterOracleTests {
  /// Reads pairs of instance and rows, and prints a line of feasibility, travel and objective each.
  private static let script = """
    import json, sys
    sys.path.insert(0, sys.argv[1])
    import verify_rosters as v
    for case in json.load(sys.stdin):
        bad, value, travel, price = v.check(case["shift"], list(enumerate(case["rows"], 1)))
        print(json.dumps([not bad, float(sum(travel.values())), float(price), float(value)]))
    """

  @Test("in what is feasible, and in every figure")
  func agrees() throws {
    var cases: [(instance: PatrolInstance, schedule: Schedule)] = []
    for seed in 0..<300 as Range<UInt64> {
      let instance = PatrolInstance.randomRoster(seed: seed)
      var random = RandomStream(seed: seed, stream: 5)
      cases += (0..<4).map { _ in (instance, plan(of: instance, &random)) }
    }
    let answers = try ask(cases)
    #expect(answers.count == cases.count)
    var feasible = 0
    for (one, answer) in zip(cases, answers) {
      let verdict = ScheduleChecker(one.instance).judge(one.schedule)
      let value = verdict.cost.value(under: one.instance.roster.objective)
      #expect(verdict.isFeasible == answer.isFeasible, "\(one.instance.name)")
      #expect(abs(verdict.totalTravel.value - answer.figures[0]) < 1e-6, "\(one.instance.name)")
      #expect(abs(verdict.prices.value - answer.figures[1]) < 1e-6, "\(one.instance.name)")
      #expect(abs(value.minutes - answer.figures[2]) < 1e-6, "\(one.instance.name)")
      feasible += verdict.isFeasible ? 1 : 0
    }
    #expect(feasible > 20, "some plans have to keep every rule")
  }

  /// Cars stay where they are in half of the steps, so that some plans keep the rules.
  private func plan(of instance: PatrolInstance, _ random: inout RandomStream) -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      var here = SectorIndex(random.uniform(below: instance.sectorCount))
      for step in instance.shift.steps {
        if random.uniform(below: 2) == 0 {
          here = SectorIndex(random.uniform(below: instance.sectorCount))
        }
        let rests =
          instance.roster.breakWindows.contains { instance.crew(of: $0).contains(car) }
          && random.uniform(below: 3) == 0
        schedule[step, car] = instance.isInService(car, at: step) && !rests ? here : nil
      }
    }
    return schedule
  }

  private func ask(
    _ cases: [(instance: PatrolInstance, schedule: Schedule)]
  ) throws -> [(isFeasible: Bool, figures: [Double])] {
    let input = try cases.map { one -> [String: Any] in
      let shift = try JSONSerialization.jsonObject(with: Data(one.instance.jsonText().utf8))
      let rows = one.schedule.entries(in: one.instance).map {
        [$0.car.rawValue, "\($0.stepNumber)", $0.sector.rawValue]
      }
      return ["shift": shift, "rows": rows]
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", "-c", Self.script, Repository.checkers.path]
    let (stdin, stdout) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (stdin, stdout)
    try process.run()
    let data = try JSONSerialization.data(withJSONObject: input)
    // Written while the answers are read: either pipe may be full.
    let writer = Thread {
      try? stdin.fileHandleForWriting.write(contentsOf: data)
      try? stdin.fileHandleForWriting.close()
    }
    writer.start()
    let answer = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try String(decoding: answer, as: UTF8.self).split(separator: "\n").map { line in
      let values = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      let isFeasible = try #require(values[0] as? Bool)
      return (isFeasible, try values.dropFirst().map { try #require($0 as? Double) })
    }
  }
}
