import Foundation
import Testing

@Suite("Plans")
struct PlanTests {
  /// One city of three: in the larger ones the same files are only longer.
  static let feasible = Instances.shippedNames.filter {
    !$0.hasPrefix("infeasible") && !$0.hasPrefix("city-1")
  }
  static let real = Instances.realNames.filter {
    !$0.hasPrefix("infeasible") && !$0.hasPrefix("city")
  }

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(
    "are accepted by the checker and an independent one, in both layouts, and come back unchanged",
    arguments: feasible)
  func shipped(name: String) throws {
    let file = Instances.shipped(name)
    let plan = try solve(file)
    let check = try TemperRun("check", file, plan)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.hasSuffix("Checker: feasible, every rule is kept.\n"))

    if Instances.verifier != nil { try expectAgreement(on: file, plan, check.output) }

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
    "for the real instances are accepted too",
    .enabled(
      if: Instances.verifier != nil && !real.isEmpty,
      "needs the real instances and verify.py: set TEMPER_INSTANCES and TEMPER_TOOLS"),
    arguments: real)
  func realInstances(name: String) throws {
    let file = Instances.realFolder.appending(path: "\(name).json").path
    let plan = try solve(file)
    try expectAgreement(on: file, plan, try TemperRun("check", file, plan).output)
  }

  /// Whether the independent checker accepts a plan that Temper has judged, with the same travel.
  private func expectAgreement(on file: String, _ plan: String, _ judged: String) throws {
    let verified = try TemperRun(
      [try #require(Instances.verifier), file, plan], executable: Instances.python)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    let minutes = try #require(judged.firstMatch(of: /Objective: ([0-9.]+) minutes/)).1
    #expect(verified.output.contains("feasible\ntotal travel \(minutes) minutes\n"))
  }

  /// Plans a shift in few steps and returns the plan's path.
  private func solve(_ file: String) throws -> String {
    let run = try TemperRun(
      "solve", file, "--seed", "1", "--steps", "500", "--replicas", "2", "-q", "-o",
      scratch["plan.csv"])
    try #require(run.status == 0, "\(run.errors)")
    return scratch["plan.csv"]
  }
}
