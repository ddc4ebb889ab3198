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
}
