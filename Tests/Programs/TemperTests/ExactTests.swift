import Foundation
import LinearPrograms
import Testing
import _TemperTestSupport

@Suite("Exact plans")
struct ExactTests {
  /// The three left out take three times as long as all others together.
  static let small = Instances.shippedNames.filter {
    !$0.hasPrefix("infeasible") && !$0.hasPrefix("city")
      && !["presence-18x18x20", "presence-20x20x16", "presence-20x20x18"].contains($0)
  }

  @Test("are proven optimal, and accepted by both checkers", .needsHiGHS, arguments: small)
  func proven(name: String) throws {
    let scratch = try ScratchFolder()
    let (file, plan) = (Instances.shipped(name), scratch["plan.csv"])
    let run = try TemperRun("exact", file, "--threads", "1", "--verbose", "-o", plan)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("\nStatus    proven optimal\n"))
    #expect(try TemperRun("check", file, plan).status == 0)
    if let verifier = Instances.verifier {
      #expect(try TemperRun([verifier, file, plan], executable: Instances.python).status == 0)
    }
  }

  @Test("are not beaten by annealing", .needsHiGHS)
  func notBeaten() throws {
    let file = Instances.shipped("presence-13x11x12")
    let scratch = try ScratchFolder()
    let exact = try TemperRun("exact", file, "-o", scratch["exact.csv"])
    let annealed = try TemperRun(
      "solve", file, "--seed", "1", "--steps", "20000", "-o", scratch["annealed.csv"])
    func travel(_ run: TemperRun) throws -> Double {
      let minutes = try #require(run.output.firstMatch(of: /Minutes   ([0-9.]+)/)).1
      return try #require(Double(minutes))
    }
    let (least, found) = (try travel(exact), try travel(annealed))
    #expect(least <= found)
  }

  @Test("are written as JSON, with model and proof", .needsHiGHS)
  func json() throws {
    let file = Instances.shipped("presence-13x11x12")
    let run = try TemperRun("exact", file, "-q", "--json", "--threads", "1")
    #expect(run.status == 0 && run.errors == "")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["format"] as? String == "temper-result")
    #expect(object["status"] as? String == "optimal")
    #expect(object["travelMinutes"] as? Double == object["boundMinutes"] as? Double)
    #expect((object["schedule"] as? [Any])?.count == 11 * 12)
    let exact = try #require(object["exact"] as? [String: Any])
    #expect(exact["method"] as? String == "aggregated")
    #expect((exact["solver"] as? String)?.hasPrefix("HiGHS 1.") == true)
  }

  @Test("may start from a plan, and end near enough to the bound", .needsHiGHS)
  func start() throws {
    let file = Instances.shipped("presence-13x11x12")
    let scratch = try ScratchFolder()
    let plan = scratch["plan.csv"]
    #expect(
      try TemperRun("solve", file, "--seed", "1", "--steps", "2000", "-q", "-o", plan).status == 0)
    let near = try TemperRun(
      "exact", file, "--start", plan, "--gap", "90", "--verbose", "-o", scratch["near.csv"])
    #expect(near.status == 0)
    #expect(near.errors.contains("\nStatus    ") && near.errors.contains("ended by "))
    let other = try TemperRun("exact", Instances.shipped("team-x-9x9x6"), "--start", plan)
    #expect(other.status == 65 && other.errors.contains(plan))
    let percent = try TemperRun("exact", file, "--gap", "101")
    #expect(percent.status == 64)
  }

  @Test("of a QUBO file are proven, too", .needsHiGHS)
  func qubo() throws {
    let scratch = try ScratchFolder()
    try Data("c x\np qubo 0 3 3 2\n0 0 -1\n1 1 -2\n2 2 1.5\n0 1 2.5\n1 2 -3\n".utf8)
      .write(to: URL(filePath: scratch["three.qubo"]))
    let run = try TemperRun("qubo", "exact", scratch["three.qubo"], "-o", scratch["bits.txt"])
    #expect(run.status == 0 && run.output == "-3.5\n")
    #expect(run.errors.hasSuffix("Status    proven optimal\n"))
    let bits = try String(contentsOfFile: scratch["bits.txt"], encoding: .utf8)
    #expect(bits == "0\n1\n1\n")
    let json = try TemperRun("qubo", "exact", scratch["three.qubo"], "-q", "--json")
    #expect(json.output.contains("\"bound\" : \"-3.5\"") && json.errors == "")
  }

  @Test("without a presence rule need no solver")
  func transport() throws {
    let run = try TemperRun("exact", Instances.shipped("team-z-17x17x12"), "--verbose")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("car,step,sector,time\r\n"))
    #expect(run.errors.contains("Method    transport: without a presence rule"))
  }

  @Test("end with 20 where there are none, and say why")
  func infeasible() throws {
    let run = try TemperRun("exact", Instances.shipped("infeasible-event-13x11x12"), "-q")
    #expect(run.status == 20)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("infeasible, proven:\n  GOU-07 Boskoop needs 6 cars at 12:00"))
  }

  @Test("end with 65 where the method does not hold")
  func notApplicable() throws {
    for method in ["transport", "exhaustive"] {
      let run = try TemperRun(
        "exact", Instances.shipped("presence-18x18x20"), "--method", method, "-q")
      #expect(run.status == 65)
      #expect(run.errors.hasSuffix("; use --method automatic\n"))
    }
  }

  @Test("are kept when the time is up or somebody interrupts", .needsHiGHS, arguments: [0, SIGINT])
  func ended(signal: Int32) throws {
    let scratch = try ScratchFolder()
    let file = Instances.shipped("presence-13x11x12")
    let log = try StreamFile()
    let process = try ChildProcess(
      TemperRun.executable,
      [
        "exact", file, "--method", "paper", "--time-limit", "1", "--verbose", "-o",
        scratch["plan.csv"],
      ],
      output: log.descriptor, errors: log.descriptor)
    if signal != 0 {
      while !log.text.contains("Model ") {}
      process.send(signal)
    }
    let status = process.wait()
    let hasPlan = try !scratch.names.isEmpty
    if signal != 0 {
      #expect(status == 128 + signal)
    } else {
      #expect(status == (hasPlan ? 0 : 3))
    }
    #expect(log.text.contains("feasible, not proven optimal") == hasPlan)
    if hasPlan { #expect(try TemperRun("check", file, scratch["plan.csv"]).status == 0) }
  }
}
