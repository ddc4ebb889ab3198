import Testing

@Suite("A mistyped command")
struct SuggestionTests {
  @Test(
    "is answered with the one it is like",
    arguments: [
      ("slove", "solve"), ("exat a.json", "exact"), ("chekc a.json b.csv", "check"),
      ("qubo slove a.qubo", "qubo solve"), ("stduy show a.sqlite", "study"),
      ("bench kernel", "bench kernels"),
    ])
  func near(line: String, meant: String) throws {
    let run = try TemperRun(line.split(separator: " ").map(String.init))
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("Error: '"), "\(run.errors)")
    #expect(run.errors.contains("did you mean 'temper \(meant)'?"), "\(run.errors)")
  }

  @Test("is not guessed at where none is near", arguments: ["frobnicate", "qubo x", "s"])
  func far(line: String) throws {
    let run = try TemperRun(line.split(separator: " ").map(String.init))
    #expect(run.status == 64)
    #expect(!run.errors.contains("did you mean"), "\(run.errors)")
  }

  @Test("is no plan, and the version says what the program was built with")
  func version() throws {
    let run = try TemperRun("--version")
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0 && lines.count == 2)
    #expect(lines.last?.contains("Swift ") == true && lines.last?.contains("HiGHS") == true)
  }
}
