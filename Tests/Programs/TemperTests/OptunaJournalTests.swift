import Foundation
import Testing
import _TemperTestSupport

@Suite("A study as a journal of Optuna")
struct OptunaJournalTests {
  let scratch: ScratchFolder
  let journal: [[String: Any]]

  init() throws {
    scratch = try ScratchFolder(inMemory: true)
    try #require(try TemperRun(TuneTests.arguments(scratch)).status == 0)
    let export = try TemperRun(
      "study", "export", scratch["study.sqlite"], "--form", "optuna-journal", "-o",
      scratch["journal.log"])
    try #require(export.status == 0, "\(export.errors)")
    journal = try #require(scratch.text(of: "journal.log")).split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("has an operation per line: study, trials, parameters, constraints, results")
  func structure() throws {
    #expect(journal.allSatisfy { $0["worker_id"] as? String == "temper" })
    let codes = journal.compactMap { $0["op_code"] as? Int }
    #expect(codes.count == journal.count && codes.first == 0)
    #expect(journal[0]["study_name"] as? String == "tiny-4x5x5")
    #expect(journal[0]["directions"] as? [Int] == [1])
    let counts = Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(counts[4] == 10 && counts[6] == 10)
    // States 1 and 2: only complete trials have a violation.
    let states = journal.compactMap { $0["state"] as? Int }
    #expect(counts[9] == states.count { $0 == 1 } && states.allSatisfy { [1, 2].contains($0) })
    #expect(journal.filter { $0["op_code"] as? Int == 6 }.allSatisfy { $0["values"] != nil })
    #expect(counts[5, default: 0] >= 20)
    let first = try #require(journal.first { $0["op_code"] as? Int == 5 })
    #expect(first["trial_id"] as? Int == 0 && first["param_name"] as? String == "A")
    let distribution = try #require(first["distribution"] as? String)
    let domain = try #require(
      JSONSerialization.jsonObject(with: Data(distribution.utf8)) as? [String: Any])
    #expect(domain["name"] as? String == "FloatDistribution")
    let attributes = try #require(domain["attributes"] as? [String: Any])
    #expect(Set(attributes.keys) == ["step", "low", "high", "log"])
    let end = try #require(journal.last)
    #expect(end["state"] as? Int == 1 && (end["values"] as? [Double])?.count == 1)
  }

  @Test(
    "is read by Optuna, with the same trials and the same best one",
    .enabled(if: OptunaPython.path != nil, "needs Optuna: make bench-tuning installs it"))
  func optuna() throws {
    let script = """
      import sys, warnings
      warnings.simplefilter("ignore")
      import optuna
      from optuna.storages import JournalStorage
      from optuna.storages.journal import JournalFileBackend
      study = optuna.load_study(
          study_name="tiny-4x5x5", storage=JournalStorage(JournalFileBackend(sys.argv[1])))
      print(len(study.trials), study.best_trial.number, repr(study.best_trial.params["A"]))
      """
    let run = try TemperRun(
      ["-c", script, scratch["journal.log"]], executable: try #require(OptunaPython.path))
    #expect(run.status == 0, "\(run.errors)")
    let words = run.output.split { $0 == " " || $0 == "\n" }
    try #require(words.count == 3)
    let shown = try TemperRun("study", "show", scratch["study.sqlite"])
    #expect(words[0] == "10")
    #expect(shown.output.contains("Best      trial \(words[1]): "), "\(shown.output)")
  }
}

/// A Python that has Optuna, if there is one.
enum OptunaPython {
  static let path: String? = {
    let path =
      ProcessInfo.processInfo.environment["TEMPER_OPTUNA_PYTHON"]
      ?? Repository.root.appending(path: "Benchmarks/.venv-tuning/bin/python").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
}
