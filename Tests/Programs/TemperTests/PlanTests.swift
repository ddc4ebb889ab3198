import Foundation
import Testing

@Suite("Plans")
struct PlanTests {
  static let feasible = Instances.shippedNames.filter { !$0.hasPrefix("infeasible") }
  static let real = Instances.realNames.filter {
    !$0.hasPrefix("infeasible") && !$0.hasPrefix("city")
  }

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(
    "are accepted by the checker, in both layouts, and come back unchanged", arguments: feasible)
  func shipped(name: String) throws {
    let file = Instances.shipped(name)
    let plan = try solve(file)
    let check = try TemperRun("check", file, plan)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.hasSuffix("Checker: feasible, every rule is kept.\n"))

    let wide = scratch["wide.csv"]
    #expect(try TemperRun("export", file, plan, "--form", "wide", "-o", wide).status == 0)
    #expect(try TemperRun("check", file, wide).output == check.output)
    let long = try TemperRun("export", file, wide, "--form", "long")
    #expect(long.status == 0)
    #expect(long.output == scratch.text(of: "plan.csv"))
    let grid = try TemperRun("export", file, plan, "--form", "grid")
    #expect(grid.status == 0)
    #expect(grid.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(grid.errors.hasPrefix("checker: feasible, "))
    let picture = try TemperRun("export", file, plan, "--form", "svg")
    #expect(picture.status == 0)
    #expect(picture.output.contains("<svg ") && picture.output.hasSuffix("</svg>\n"))
  }

  @Test(
    "are accepted by an independent checker, with the same travel",
    .enabled(if: Instances.verifier != nil, "needs verify.py: set TEMPER_TOOLS"),
    arguments: feasible)
  func verified(name: String) throws { try expectAgreement(on: Instances.shipped(name)) }

  @Test(
    "for the real instances are accepted too",
    .enabled(
      if: Instances.verifier != nil && !real.isEmpty,
      "needs the real instances and verify.py: set TEMPER_INSTANCES and TEMPER_TOOLS"),
    arguments: real)
  func realInstances(name: String) throws {
    try expectAgreement(on: Instances.realFolder.appending(path: "\(name).json").path)
  }

  private func expectAgreement(on file: String) throws {
    let plan = try solve(file)
    let judged = try TemperRun("check", file, plan).output
    let verified = try TemperRun(
      [try #require(Instances.verifier), file, plan], executable: "python3")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    let minutes = try #require(judged.firstMatch(of: /Objective: ([0-9.]+) minutes/)).1
    #expect(verified.output.contains("feasible\ntotal travel \(minutes) minutes\n"))
  }

  /// Plans a shift in few steps and returns the plan's path.
  private func solve(_ file: String) throws -> String {
    let run = try TemperRun(
      "solve", file, "--seed", "1", "--steps", "2000", "--replicas", "2", "-q", "-o",
      scratch["plan.csv"])
    try #require(run.status == 0, "\(run.errors)")
    return scratch["plan.csv"]
  }
}
