import BenchmarkRuns
import Testing

@Suite struct TableTests {
  @Test("fields with commas, quotes and line feeds come back as they were")
  func quoting() {
    let fields = ["plain", #"{"hot":0.5,"cold":20}"#, "two\nlines", "", #"""#]
    let text = CommaSeparated.line(["a", "b", "c", "d", "e"]) + CommaSeparated.line(fields)
    let expected = Dictionary(uniqueKeysWithValues: zip(["a", "b", "c", "d", "e"], fields))
    #expect(CommaSeparated.records(in: text) == [expected])
  }

  @Test("a run is read as it was written, known or not what it tells", arguments: [true, false])
  func runRoundTrip(isTold: Bool) {
    let run = sampleRun(secondsToTarget: isTold ? 1.5 : nil)
    let text = CommaSeparated.line(RunRecord.heading) + CommaSeparated.line(run.fields)
    #expect(CommaSeparated.records(in: text).compactMap { RunRecord($0) } == [run])
  }

  @Test("a line that was torn in writing is left out")
  func tornLine() {
    let line = CommaSeparated.line(sampleRun(secondsToTarget: 2).fields)
    for length in 0..<line.count - 8 {
      let text = CommaSeparated.line(RunRecord.heading) + line.prefix(length)
      #expect(CommaSeparated.records(in: text).compactMap { RunRecord($0) }.isEmpty)
    }
  }

  @Test("a target is the best known value if a peer reached it, else the best of the peers")
  func targets() throws {
    let solved = try #require(Instance.named("G22"))
    let open = try #require(Instance.named("p3000.4"))
    let runs = [
      run(of: "G22", value: 13_359), run(of: "G22", value: 13_350),
      run(of: "p3000.4", value: -5_761_000), run(of: "p3000.4", value: -5_760_000),
      run(of: "p3000.4", value: nil),
    ]
    let targets = Targets.chosen(from: runs, for: [solved, open])
    #expect(targets == ["G22": 13_359, "p3000.4": -5_761_000])
    #expect(Targets.parsed(Targets.table(targets, of: Instance.catalogue)) == targets)
  }

  @Test("reports are made of the runs alone and name what was censored")
  func reports() {
    let runs = [sampleRun(secondsToTarget: 1.5), sampleRun(secondsToTarget: nil, seed: 2)]
    let environment = [EnvironmentEntry(name: "Processor", value: "X, 2 cores")]
    #expect(EnvironmentEntry.parsed(EnvironmentEntry.table(environment)) == environment)
    let report = TimeToTargetReport(runs: runs, environment: environment).markdown
    #expect(report == TimeToTargetReport(runs: runs, environment: environment).markdown)
    #expect(report.contains("## G22: target 13359, the best known value"))
    #expect(report.contains("| temper | 1/2 | > 60.0 |"))
    #expect(report.contains("| Processor | X, 2 cores |"))
  }

  @Test("runs with other settings or versions are lines of their own")
  func groups() {
    var other = sampleRun(secondsToTarget: 1)
    other.key.settings = "--algorithm metropolis"
    var newer = sampleRun(secondsToTarget: 1)
    newer.key.version = "2"
    let runs = [
      sampleRun(secondsToTarget: 1), other, newer, sampleRun(secondsToTarget: 3, seed: 2),
    ]
    let report = TimeToTargetReport(runs: runs, environment: []).markdown
    #expect(report.split(separator: "\n").filter { $0.hasPrefix("| temper | 1/1 |") }.count == 2)
    #expect(report.contains("| temper | 2/2 | 2.00 |"))
  }

  @Test("a rate is spin updates by seconds, and Temper's ratio is that of equal seeds")
  func rates() {
    var peer = sampleRun(secondsToTarget: nil, target: nil)
    peer.key.solver = "dwave-sa"
    peer.outcome.spinUpdates = 500
    let runs = [sampleRun(secondsToTarget: nil, target: nil), peer]
    let report = SpinUpdateReport(runs: runs, environment: []).markdown
    #expect(report.contains("| G22 | temper | 1 | 1 | 5.00e+02 | 5.00e+02 – 5.00e+02 | 1.00 |"))
    #expect(report.contains("| G22 | dwave-sa | 1 | 1 | 2.50e+02 | 2.50e+02 – 2.50e+02 | 2.00 |"))
  }

  private func sampleRun(
    secondsToTarget: Double?, seed: Int = 1, target: Int? = 13_359
  ) -> RunRecord {
    let key = RunRecord.Key(
      instance: "G22", solver: "temper", version: "1", settings: #"{"a":"b, c"}"#, seed: seed,
      limit: 60, target: target)
    var outcome = RunRecord.Outcome(seconds: 2)
    outcome.value = 13_359
    outcome.secondsToTarget = secondsToTarget
    outcome.spinUpdates = 1_000
    return RunRecord(key: key, outcome: outcome)
  }

  private func run(of instance: String, value: Int?) -> RunRecord {
    let key = RunRecord.Key(
      instance: instance, solver: "peer", version: "1", settings: "", seed: 1, limit: 60,
      target: nil)
    var outcome = RunRecord.Outcome(seconds: 60)
    outcome.value = value
    return RunRecord(key: key, outcome: outcome)
  }
}

@Suite struct PalubeckisTests {
  @Test("the generator draws the entries of the published definition")
  func entries() {
    // The generator's well-known first numbers: 16807, 282475249 (whether there is an entry),
    // 1622650073 and 984943658.
    var drawn: [Int] = []
    PalubeckisProblem(variables: 2, density: 100, seed: 1)
      .forEachEntry { row, column, value in drawn.append(value) }
    // ⌊201 · 16807/2³¹ − 100⌋, ⌊201 · 1622650073/2³¹ − 100⌋, ⌊201 · 984943658/2³¹ − 100⌋.
    #expect(drawn == [-100, 51, -8])
  }

  @Test("a file asks for a minimum of twice the pairs, with what its heading announces")
  func file() {
    var text = ""
    PalubeckisProblem(variables: 2, density: 100, seed: 1).write { text += $0 }
    #expect(text == "p qubo 0 2 2 1\n0 0 100\n1 1 8\n0 1 -102\n")
  }
}
