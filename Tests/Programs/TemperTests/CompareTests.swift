import Foundation
import Testing

@Suite("A comparison")
struct CompareTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func compare(_ methods: String...) throws -> TemperRun {
    try TemperRun(
      ["compare", Instances.shipped("tiny-3x3x3"), "--seeds", "2", "--steps", "100", "-o"]
        + [scratch["out"], "--methods"] + methods,
      environment: ["TEMPER_PYTHON=/none/python", "COLUMNS=80", "TERM=dumb"])
  }

  @Test("of which all runs fail ends as the first one")
  func allFail() throws {
    let run = try compare("cp-sat", "cp-sat-paper")
    #expect(run.status == 69, "\(run.errors)")
    #expect(run.errors.contains("temper: error: all 4 runs failed"), "\(run.errors)")
    #expect(scratch.text(of: "out/runs.csv")?.contains("failed") == true)
  }

  @Test("of which some runs fail says so")
  func someFail() throws {
    let run = try compare("anneal-exchange", "cp-sat")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("temper: warning: 2 of 4 runs failed"), "\(run.errors)")
  }

  @Test("of which no run fails says nothing")
  func noneFails() throws {
    let run = try compare("anneal-exchange")
    #expect(run.status == 0)
    #expect(!run.errors.contains("failed"), "\(run.errors)")
  }

  @Test("takes folders, and settings of its user's own beside the exact method")
  func folders() throws {
    let folder = URL(filePath: scratch["shifts"])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try FileManager.default.copyItem(
      atPath: Instances.shipped("tiny-3x3x3"), toPath: scratch["shifts/a.json"])
    let run = try TemperRun([
      "compare", scratch["shifts"], "--seeds", "1", "--steps", "100", "-o", scratch["out"],
      "--setting", "quick:algorithm=pt,A=12", "--setting", "slow:moves=exchange,replicas=4",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let runs = try #require(scratch.text(of: "out/runs.csv"))
    let methods = runs.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(methods == ["exact", "quick", "slow"])
  }

  @Test(
    "refuses settings that are none, with what is wrong",
    arguments: [
      ("quick", "is no setting"), ("exact:A=1", "is no setting"), ("a:B", "sets nothing"),
      ("a:speed=3", "cannot be set"), ("a:moves=fly", "none of the moves"),
      ("a:weights=x.json,A=3", "beside it"),
    ])
  func settings(setting: String, words: String) throws {
    let run = try TemperRun([
      "compare", Instances.shipped("tiny-3x3x3"), "-o", scratch["out"], "--setting", setting,
    ])
    #expect(run.status == 64 && run.errors.contains(words), "\(run.errors)")
  }
}
