import Foundation
import RandomStreams
import Testing

@Suite("Tuning weights")
struct TuneTests {
  let scratch: ScratchFolder
  var study: String { scratch["study.sqlite"] }

  init() throws { scratch = try ScratchFolder(inMemory: true) }

  /// The arguments of a short study.
  static func arguments(
    _ scratch: ScratchFolder, study: String = "study.sqlite", trials: Int = 10,
    instance: String = "tiny-4x5x5", _ more: String...
  ) -> [String] {
    [
      "tune", Instances.shipped(instance), "--study", scratch[study], "--trials", "\(trials)",
      "--steps", "3000", "--seeds", "2", "--replicas", "4", "--confirm", "3", "-o",
      scratch["weights.json"],
    ] + more
  }

  /// All that a study holds, as canonical JSON.
  static func content(_ path: String) throws -> String {
    let export = try TemperRun("study", "export", path, "--form", "json")
    try #require(export.status == 0, "\(export.errors)")
    return export.output
  }

  @Test("writes the weights, which solve reads")
  func choice() throws {
    let run = try TemperRun(Self.arguments(scratch))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errors.contains("Status    10 of 10 trials finished"))
    #expect(run.errors.contains("of 3 runs (95 % interval"))
    let text = try #require(scratch.text(of: "weights.json"))
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "temper-weights-choice")
    let weights = try #require(document["weightsMinutes"] as? [String: Double])
    let solve = try TemperRun(
      "solve", Instances.shipped("tiny-4x5x5"), "--weights", scratch["weights.json"], "--moves",
      "flip", "--seed", "1", "--steps", "100", "--json")
    let result = try #require(
      JSONSerialization.jsonObject(with: Data(solve.output.utf8)) as? [String: Any])
    let search = try #require(result["search"] as? [String: Any])
    #expect(search["weightsMinutes"] as? [String: Double] == weights)
  }

  @Test("has weights that are for another instance, or none, refused")
  func otherWeights() throws {
    try #require(try TemperRun(Self.arguments(scratch)).status == 0)
    func solve(_ file: String, _ more: String...) throws -> TemperRun {
      try TemperRun(
        ["solve", Instances.shipped("tiny-3x3x3"), "--steps", "100", "--weights", file] + more)
    }
    let refused = try solve(scratch["weights.json"])
    #expect(refused.status == 65)
    #expect(refused.errors.contains("were tuned for tiny-4x5x5"))
    #expect(try solve(scratch["weights.json"], "--any-instance").status == 0)
    #expect(try solve(scratch["none.json"]).status == 66)
    #expect(try solve(Instances.shipped("tiny-3x3x3")).status == 65)
    #expect(try solve(scratch["weights.json"], "--A", "1").status == 64)
  }

  @Test(
    "makes the same study with 1, 2 and 4 workers and in two processes",
    arguments: ["none", "halving"])
  func workers(pruner: String) throws {
    func arguments(_ study: String) -> [String] {
      Self.arguments(
        scratch, study: study, trials: 24, "--seeds", "4", "--pruner", pruner, "-q")
    }
    for workers in [1, 2, 4] {
      #expect(
        try TemperRun(arguments("\(workers)") + ["--workers", "\(workers)"]).status == 0)
    }
    let streams = try StreamFile()
    let processes = try (0..<2).map { _ in
      try ChildProcess(
        TemperRun.executable, arguments("shared"), output: streams.descriptor,
        errors: streams.descriptor)
    }
    #expect(processes.map { $0.wait() } == [0, 0], "\(streams.text)")
    let alone = try Self.content(scratch["1"])
    for other in ["2", "4", "shared"] { #expect(try Self.content(scratch[other]) == alone) }
    #expect(alone.contains(#""state" : "pruned""#) == (pruner == "halving"))
  }

  /// What the study of the next test holds where nobody kills anything.
  private static let undisturbed = Result {
    let scratch = try ScratchFolder(inMemory: true)
    let run = try TemperRun(arguments(scratch, trials: 24))
    try #require(run.status == 0, "\(run.errors)")
    return try content(scratch["study.sqlite"])
  }

  @Test(
    "goes on after a kill at any moment, and ends as if there had been none",
    arguments: 0..<5 as Range<UInt64>)
  func kills(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var finished: Set<Substring> = []
    for _ in 0..<5 {
      let log = try Channel()
      let process = try ChildProcess(
        TemperRun.executable, Self.arguments(scratch, trials: 24), output: log.far,
        errors: log.far)
      log.closeFar()
      var awaited = random.uniform(below: 20)
      let lines = log.lines { _ in
        awaited -= 1
        return awaited < 0
      }
      for _ in 0..<random.uniform(below: 2_000_000) { _ = random.next() }
      process.send(SIGKILL)
      finished.formUnion((lines + log.lines { _ in false }).compactMap(\.finishedTrial))
      process.wait()
    }
    if FileManager.default.fileExists(atPath: study) {
      let rows = try TemperRun("study", "export", study).output.split(separator: "\r\n")
      let kept = rows.filter { $0.contains(",complete,") }.compactMap {
        $0.split(separator: ",").first
      }
      #expect(finished.isSubset(of: kept), "an acknowledged trial is lost")
    }
    let run = try TemperRun(Self.arguments(scratch, trials: 24))
    #expect(run.status == 0, "status \(run.status), \(run.errors)")
    #expect(try Self.content(study) == Self.undisturbed.get())
  }

  @Test("gives its trials back when it is interrupted")
  func interrupt() throws {
    let long = Self.arguments(scratch, trials: 3, instance: "team-x-9x9x6", "--workers", "2")
      .map { $0 == "3000" ? "1000000000" : $0 }
    let log = try Channel()
    let process = try ChildProcess(
      TemperRun.executable, long, output: log.far, errors: log.far)
    log.closeFar()
    #expect(!log.lines { $0.hasPrefix("   trial") }.isEmpty)
    process.send(SIGINT)
    let rest = log.lines { _ in false }
    #expect(process.wait() == 128 + SIGINT)
    #expect(rest.contains { $0.hasPrefix("Status") })
    #expect(scratch.text(of: "weights.json") == nil)
    #expect(try !scratch.names.contains { $0.hasSuffix("-wal") }, "the study is closed")
  }

  @Test("shows a study, and exports a line per trial")
  func show() throws {
    try #require(try TemperRun(Self.arguments(scratch)).status == 0)
    let show = try TemperRun("study", "show", study)
    #expect(show.status == 0)
    #expect(show.output.contains("Instance  tiny-4x5x5"))
    #expect(show.output.contains("Trials    10 finished, 0 running"))
    #expect(show.output.contains("Best      trial"))
    let table = try TemperRun("study", "export", study).output.split(separator: "\r\n")
    #expect(table.count == 11)
    #expect(table[0].hasPrefix("trial,state,A,B,"))
  }

  @Test("has a page made of its study, which that leaves as it is")
  func page() throws {
    let tune = try TemperRun(Self.arguments(scratch))
    try #require(tune.status == 0)
    let instance = Instances.shipped("tiny-4x5x5")
    #expect(
      tune.errors.contains(
        "Page      temper report \(study) --instance \(instance) -o \(scratch["study.html"])"))
    let (bytes, names) = (FileManager.default.contents(atPath: study), try scratch.names)
    let page = try TemperRun("report", study, "--instance", instance)
    #expect(page.status == 0 && page.output.contains("<h1"), "\(page.errors)")
    #expect(page.output.contains("certified: A ≥"))
    #expect(try TemperRun("report", study, "--instance", instance).output == page.output)
    #expect(try TemperRun("report", study).status == 0)
    #expect(try FileManager.default.contents(atPath: study) == bytes && scratch.names == names)
    let other = try TemperRun("report", study, "--instance", Instances.shipped("tiny-3x3x3"))
    #expect(other.status == 65 && other.errors.contains("is about tiny-4x5x5"))
    #expect(try TemperRun(["report", scratch["weights.json"]]).status == 65)
  }

  @Test("tries the default weights first, but in a grid", arguments: ["tpe", "random", "sobol"])
  func defaultsFirst(sampler: String) throws {
    func first(_ sampler: String) throws -> [Substring] {
      let arguments = Self.arguments(
        scratch, study: sampler, trials: 2, instance: "tiny-3x3x3", "--sampler", sampler)
      // Two trials may well find no plan, which is status 3.
      let run = try TemperRun(arguments)
      try #require([0, 3].contains(run.status), "\(run.errors)")
      let table = try TemperRun("study", "export", scratch[sampler]).output.split(separator: "\r\n")
      return try #require(table.dropFirst().first).split(separator: ",")
    }
    // A = B = 2/3 M*, C = M*, as temper solve --moves flip says.
    #expect(try first(sampler).prefix(5) == ["0", "complete", "5.0", "5.0", "7.4"])
    #expect(try first("grid").prefix(5) != ["0", "complete", "5.0", "5.0", "7.4"])
  }

  @Test("refuses what is no study of this instance with these settings, and leaves it alone")
  func refusals() throws {
    try #require(try TemperRun(Self.arguments(scratch)).status == 0)
    let bytes = FileManager.default.contents(atPath: study)
    let other = try TemperRun(Self.arguments(scratch, instance: "tiny-3x3x3"))
    #expect(other.status == 65 && other.errors.contains("is about the instance tiny-4x5x5"))
    let settings = try TemperRun(Self.arguments(scratch, "--window", "5"))
    #expect(settings.status == 65 && settings.errors.contains("begun with window 3, given is 5"))
    #expect(FileManager.default.contents(atPath: study) == bytes)
    let plan = try scratch.write("car,step,sector\n".utf8, to: "plan.csv")
    #expect(try TemperRun(Self.arguments(scratch, study: "plan.csv")).status == 65)
    #expect(try TemperRun("study", "show", plan).status == 65)
    #expect(try TemperRun("study", "show", scratch["none"]).status == 66)
    #expect(try TemperRun(Self.arguments(scratch, study: "none/a.sqlite")).status == 73)
  }

  @Test("has nothing to tune where moves keep all rules")
  func nothingToTune() throws {
    let run = try TemperRun(
      "tune", Instances.shipped("team-x-9x9x6"), "--study", study, "--moves", "exchange", "-o", "-")
    #expect(run.status == 65 && run.errors.contains("no weight plays a part"), "\(run.errors)")
    #expect(try scratch.names.isEmpty)
  }
}

extension String {
  /// The number of the trial whose row in the table this is.
  fileprivate var finishedTrial: Substring? {
    let cells = drop { $0 == " " || $0 == "*" }.split(separator: " ")
    guard cells.count >= 6, Int(cells[0]) != nil, cells.contains("of") else { return nil }
    return cells[0]
  }
}
