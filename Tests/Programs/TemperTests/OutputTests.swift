import Foundation
import Testing

@Suite("Output")
struct OutputTests {
  static let solve = [
    "solve", Instances.shipped("tiny-3x3x3"), "--seed", "1", "--steps", "100", "-q",
  ]

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test("that cannot be created ends with status 73, before the search where there is one")
  func cannotCreate() throws {
    let plan = try scratch.write(TemperRun(Self.solve).output.utf8, to: "plan.csv")
    let tiny = Instances.shipped("tiny-3x3x3")
    for path in [scratch["absent/plan.csv"], scratch.path, plan + "/plan.csv", "/dev/full"] {
      for line in [
        ["solve", tiny, "--steps", "1e15"], ["export", tiny, plan], ["generate", "tiny-3x3x3"],
      ] {
        let run = try TemperRun(line + ["-o", path])
        #expect(run.status == 73)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("temper: error: cannot write \(path): "), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
      }
    }
    let folder = scratch["absent"]
    #expect(try TemperRun("generate", "--shipped", folder).status == 73)
    #expect(try scratch.names == ["plan.csv"])
  }

  @Test("onto a full device ends with status 74")
  func full() throws {
    let plan = try scratch.write(TemperRun(Self.solve).output.utf8, to: "plan.csv")
    let tiny = Instances.shipped("tiny-3x3x3")
    for line in [
      Self.solve, Self.solve + ["--json"], ["check", tiny, plan], ["export", tiny, plan],
      ["generate", "tiny-3x3x3"], ["generate", "--list"], ["qubo", "info", tiny],
      ["help"], ["help", "solve"], ["solve", "--help"], ["--version"], [],
    ] {
      let run = try TemperRun(line, destination: "/dev/full")
      #expect(run.status == 74)
      #expect(
        run.errors == "temper: error: cannot write to the output: No space left on device\n")
    }
  }

  @Test("beyond the size that files may have ends with status 74 and leaves nothing")
  func tooLarge() throws {
    let limited = ["-c", "ulimit -f 2; exec \"$0\" \"$@\"", TemperRun.executable]
    for line in [
      ["generate", "city-50x50x24", "-o", scratch["shift.json"]],
      Self.solve + ["-o", scratch["plan.csv"], "--report", scratch["page.html"]],
    ] {
      let run = try TemperRun(limited + line, executable: "/bin/sh")
      #expect(run.status == 74)
      #expect(run.errors.contains("File too large"), "\(run.errors)")
    }
    #expect(try scratch.names.allSatisfy { $0 == "plan.csv" })
  }

  @Test("to - is standard output")
  func dash() throws {
    let plan = try TemperRun(Self.solve)
    #expect(try TemperRun(Self.solve + ["-o", "-"]).output == plan.output)
    let tiny = Instances.shipped("tiny-3x3x3")
    let export = try TemperRun(
      ["export", tiny, "-", "--form", "long", "-o", "-"], input: plan.output)
    #expect(export.output == plan.output)
    #expect(
      try TemperRun("generate", "tiny-3x3x3", "-o", "-").output
        == String(contentsOfFile: tiny, encoding: .utf8))
  }

  @Test("to a file leaves a grid and the objective on standard output, without colour")
  func grid() throws {
    let run = try TemperRun(Self.solve.filter { $0 != "-q" } + ["-o", scratch["plan.csv"]])
    #expect(run.status == 0)
    #expect(scratch.text(of: "plan.csv") == (try TemperRun(Self.solve).output))
    let objective =
      "Minutes   18.3 of travel in 3 moves, gap 0.00 % to the proven optimum 18.3\n"
    #expect(run.output.contains(objective))
    #expect(run.output.contains("\nWorst     car "))
    #expect(run.output.contains("\nProof     proven: no plan is better\n"))
    #expect(run.output.contains("plan.csv (plan)\n"))
    let quiet = try TemperRun(Self.solve + ["-o", scratch["plan.csv"]])
    #expect(quiet.output == "" && quiet.errors == "")
    #expect(!run.output.contains("\u{1b}"))
    #expect(try scratch.names == ["plan.csv"])
  }

  @Test("replaces a file whole and keeps its permissions")
  func replaced() throws {
    let path = try scratch.write("old".utf8, to: "plan.csv")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try TemperRun(Self.solve + ["-o", path, "--layout", "wide"]).status == 0)
    #expect(scratch.text(of: "plan.csv")?.hasPrefix("car,") == true)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test("of JSON holds the plan of the CSV and the fingerprint of the log")
  func json() throws {
    let line = ["solve", Instances.shipped("team-x-9x9x6"), "--seed", "5", "--steps", "500"]
    let run = try TemperRun(line + ["--json", "-o", scratch["plan.csv"]])
    #expect(run.status == 0)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let schedule = try #require(document["schedule"] as? [[String: Any]])
    let lines = try #require(scratch.text(of: "plan.csv")).split(whereSeparator: \.isNewline)
      .dropFirst()
    let cells = schedule.map { line in
      ["car", "step", "sector", "time"].map { "\(line[$0] ?? "")" }.joined(separator: ",")
    }
    #expect(cells == lines.map(String.init))
    let instance = try #require(document["instance"] as? [String: Any])
    let fingerprint = try #require(instance["fingerprint"] as? String)
    #expect(run.errors.contains("team-x-9x9x6 (\(fingerprint))"))
  }
}
