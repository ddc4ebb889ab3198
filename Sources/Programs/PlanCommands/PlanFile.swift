import CommandSupport
import Foundation
import Temper

/// A schedule read from a file, and what the checker says of it.
struct PlanFile {
  let path: String
  let instance: PatrolInstance
  let schedule: Schedule
  let verdict: Verdict
  /// What the file says besides.
  let content: PlanContent

  /// Reads a complete schedule of an instance, CSV, XLSX or JSON; `-` is standard input.
  init(_ path: String, of instance: PatrolInstance) throws {
    content = try PlanContent(contentsOf: path, of: instance)
    self.path = path
    self.instance = instance
    schedule = try content.schedule(from: path, of: instance)
    verdict = ScheduleChecker(instance).judge(content.entries)
  }

  /// When the file was written, in seconds since 1970; `nil` for standard input.
  var modified: Int? {
    guard path != "-",
      let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    else { return nil }
    return Int(date.timeIntervalSince1970)
  }

  /// What exports say of it.
  func record(command: String) -> PlanRecord {
    PlanRecord(
      schedule, of: instance, fingerprint: instance.fingerprint,
      violations: verdict.violations.prefix(100).map(\.description),
      violationCount: verdict.violationCount, program: "Temper \(Program.version)",
      command: command)
  }

  /// Says on standard error whether the plan holds, and what it breaks.
  ///
  /// - Parameter name: What messages begin with.
  func report(as name: String) {
    guard !verdict.isFeasible else {
      Console.error("\(name): feasible, \(verdict.totalTravel) minutes of travel")
      return
    }
    for violation in verdict.violations.prefix(20) { Console.error("\(name): \(violation)") }
    Console.error("\(name): NOT FEASIBLE, \(verdict.violationCount) violations")
  }
}
