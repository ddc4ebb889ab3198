import Foundation
import LinearPrograms
import Testing

extension Trait where Self == ConditionTrait {
  static var needsHiGHS: Self {
    .enabled(if: (try? HiGHSLibrary.shared.get()) != nil, "needs HiGHS: run make setup")
  }
}

@Suite("Exact plans")
struct ExactTests {
  static let small = Instances.shippedNames.filter {
    !$0.hasPrefix("infeasible") && !$0.hasPrefix("city")
  }

  @Test("are proven optimal, and accepted by both checkers", .needsHiGHS, arguments: small)
  func proven(name: String) throws {
    let scratch = try ScratchFolder()
    let (file, plan) = (Instances.shipped(name), scratch["plan.csv"])
    let run = try TemperRun("exact", file, "--threads", "1", "-o", plan)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("\nStatus    proven optimal\n"))
    #expect(try TemperRun("check", file, plan).status == 0)
    if let verifier = Instances.verifier {
      #expect(try TemperRun([verifier, file, plan], executable: "python3").status == 0)
    }
  }

  @Test("are not beaten by annealing", .needsHiGHS)
  func notBeaten() throws {
    let file = Instances.shipped("presence-13x11x12")
    let scratch = try ScratchFolder()
    let exact = try TemperRun("exact", file, "-q", "-o", scratch["exact.csv"])
    let annealed = try TemperRun(
      "solve", file, "--seed", "1", "--steps", "20000", "-q", "-o", scratch["annealed.csv"])
    func travel(_ run: TemperRun) throws -> Double {
      let minutes = try #require(run.output.firstMatch(of: /Objective: ([0-9.]+)/)).1
      return try #require(Double(minutes))
    }
    let (least, found) = (try travel(exact), try travel(annealed))
    #expect(least <= found)
  }

  @Test("without a presence rule need no solver")
  func transport() throws {
    let run = try TemperRun("exact", Instances.shipped("team-z-17x17x12"))
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
      ["exact", file, "--method", "paper", "--time-limit", "3", "-o", scratch["plan.csv"]],
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
