import Testing

@Suite("Solve ends with a status that says")
struct OutcomeTests {
  @Test("0 for a feasible plan, on standard output")
  func feasible() throws {
    let run = try TemperRun(
      "solve", Instances.shipped("team-x-9x9x6"), "--seed", "1", "--steps", "1000",
      "--verbose")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("car,step,sector,time\r\n"))
    #expect(run.output.split(whereSeparator: \.isNewline).count == 1 + 9 * 6)
    #expect(run.errors.contains("\nStatus    proven optimal\n"))
    #expect(run.errors.contains("seed 1,"))
  }

  @Test(
    "3 when none was found, with what the best state breaks",
    arguments: [["--steps", "1"], ["--steps", "100", "--A", "0", "--B", "0", "--C", "0"]])
  func noneFound(options: [String]) throws {
    let line =
      ["solve", Instances.shipped("presence-18x18x20"), "--moves", "flip", "--seed", "1"] + options
    let run = try TemperRun(line)
    #expect(run.status == 3)
    #expect(run.output == "")
    #expect(run.errors.contains("no feasible schedule found; the best state breaks:\n  "))
    let json = try TemperRun(line + ["--json", "-q"])
    #expect(json.status == 3)
    #expect(json.errors == "")
    #expect(json.output.contains("\"status\" : \"none-found\""))
    #expect(!json.output.contains("\"travelMinutes\" :"))
  }

  @Test("20 when there is none, in a planner's words")
  func infeasible() throws {
    let file = Instances.shipped("infeasible-event-13x11x12")
    let words = """
      GOU-07 Boskoop needs 6 cars at 12:00 and 6 cars at 14:00, together 12, but there are 11 \
      cars and no car may be in a sector again two steps later: lower these two numbers by 1 in \
      total
      """
    let run = try TemperRun("solve", file)
    #expect(run.status == 20)
    #expect(run.output == "")
    #expect(run.errors.contains("infeasible, proven:\n  \(words)\n"))
    let json = try TemperRun("solve", file, "--json", "--quiet")
    #expect(json.status == 20)
    #expect(json.errors == "")
    #expect(json.output.contains("\"\(words)\""))
    #expect(json.output.contains("\"status\" : \"infeasible\""))
  }

  @Test("20 with the rules that clash, even where there is no solver")
  func clash() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write(
      """
      {"format": "patrol-shift", "version": 1, "name": "made", "cars": 2, "startTime": "08:00",
       "stepMinutes": 60, "presence": {"rule": "max-stay", "limit": 2}, "minStay": 3,
       "sectors": [{"id": "S1", "name": "a"}, {"id": "S2", "name": "b"}],
       "demand": [[1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1]],
       "travelMinutes": [[0, 5], [5, 0]]}
      """.utf8, to: "made.json")
    for command in ["solve", "exact"] {
      for environment in [[], ["TEMPER_HIGHS_LIBRARY=\(scratch["absent.so"])"]] {
        let run = try TemperRun([command, file], environment: environment)
        #expect(run.status == 20, "\(command) \(environment): \(run.errors)")
        #expect(run.errors.contains("a stay lasts at least 3 steps"))
      }
    }
  }

  @Test(
    "0 when the target is met, patience is at an end, or nothing better is left",
    arguments: [
      ("presence-13x11x12", ["--target", "1e6"], "target"),
      ("presence-13x11x12", ["--moves", "flip", "--patience", "1000"], "no-improvement"),
      ("tiny-4x5x5", [], "proof"),
    ])
  func earlyEnd(instance: String, options: [String], end: String) throws {
    let run = try TemperRun(
      ["solve", Instances.shipped(instance), "--seed", "1", "--steps", "1e15", "--json", "-q"]
        + options)
    #expect(run.status == 0)
    #expect(run.output.contains("\"ended\" : \"\(end)\""))
  }

  @Test("3 for a broken plan, whether checked or exported, naming what it breaks")
  func broken() throws {
    let scratch = try ScratchFolder()
    let file = Instances.shipped("tiny-3x3x3")
    let plan = try TemperRun("solve", file, "--steps", "100", "-q").output
    let lines = plan.split(whereSeparator: \.isNewline)
    let swapped = ([lines[0]] + lines.dropFirst().map { $0.replacing("GOR-03", with: "GOR-01") })
      .joined(separator: "\n")
    let path = try scratch.write(swapped.utf8, to: "broken.csv")
    let check = try TemperRun("check", file, path)
    #expect(check.status == 3)
    #expect(check.output.contains("GOR-03") && check.output.contains("NOT FEASIBLE: "))
    let export = try TemperRun("export", file, path, "--form", "long")
    #expect(export.status == 3)
    #expect(export.errors.contains("checker: NOT FEASIBLE"))
    #expect(export.output.split(whereSeparator: \.isNewline).count == lines.count)
  }
}
