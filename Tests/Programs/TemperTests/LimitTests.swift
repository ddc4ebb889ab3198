import CommandSupport
import Foundation
import Testing

@Suite("A time limit")
struct LimitTests {
  @Test("leaves a search what is left of it, less a reserve of half of it at most")
  func reserve() {
    RunningTime.begin()
    for limit in [Duration.milliseconds(1), .milliseconds(100), .seconds(1), .seconds(600)] {
      let before = RunningTime.elapsed
      let plain = RunningTime.forSearch(of: limit)
      let page = RunningTime.forSearch(of: limit, hasPage: true)
      let slow = RunningTime.forSearch(of: limit, ending: .milliseconds(50))
      #expect(plain >= .milliseconds(1) && page >= .milliseconds(1))
      #expect(plain <= max(.milliseconds(1), limit - before))
      #expect(page <= plain && slow <= plain)
      #expect(page >= max(.milliseconds(1), limit / 2 - RunningTime.elapsed))
    }
  }

  @Test("ends a trial of all assignments")
  func exhaustive() throws {
    let scratch = try ScratchFolder()
    let row = "[1,1,1,1,1]"
    let sectors = (1...5).map { "{\"id\":\"\($0)\",\"name\":\"\($0)\"}" }
    let legs = (0..<5).map { from in
      "[" + (0..<5).map { "\((from == $0) ? 0 : 5 + from + $0)" }.joined(separator: ",") + "]"
    }
    // A thousand steps of 1.7 million moves each: it would take hours.
    let steps = Array(repeating: row, count: 1000).joined(separator: ",")
    let text = """
      {"format":"patrol-shift","version":1,"name":"long","cars":5,"startTime":"08:00",
      "stepMinutes":1,"presence":{"rule":"no-return"},"sectors":[\(sectors.joined(separator: ","))],
      "demand":[\(steps)],"travelMinutes":[\(legs.joined(separator: ","))]}
      """
    let file = try scratch.write(text.utf8, to: "long.json")
    let run = try TemperRun(
      "exact", file, "--method", "exhaustive", "--time-limit", "0.2",
      "--verbose")
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("ended by time"), "\(run.errors)")
  }

  @Test("of weights ends searches, which are not called complete")
  func weights() throws {
    let run = try TemperRun(
      "weights", Instances.shipped("presence-20x20x18"), "--A", "9", "--B", "9", "--C", "9",
      "--steps", "1000000000", "--time-limit", "0.3")
    #expect(run.status == 3)
    #expect(run.output.contains("was cut short"), "\(run.output)")
    #expect(run.output.contains("by the time limit"), "\(run.output)")
    #expect(!run.output.contains("no counter-example found"))
  }

  @Test("or a signal that ends the search of weights is told of")
  func interrupted() throws {
    let streams = (output: try StreamFile(), errors: try StreamFile())
    let process = try ChildProcess(
      TemperRun.executable,
      ["weights", Instances.shipped("presence-20x20x18"), "--steps", "1000000000"],
      output: streams.output.descriptor, errors: streams.errors.descriptor)
    // It listens as soon as it has a thread that watches.
    let tasks = "/proc/\(process.number)/task"
    while try FileManager.default.contentsOfDirectory(atPath: tasks).count < 2 {}
    while sigcgt(of: process.number) & (1 << UInt64(SIGINT - 1)) == 0 {}
    process.send(SIGINT)
    #expect(process.wait() == 130)
    #expect(
      streams.output.text.contains("Ended     interrupted")
        || streams.errors.text.contains("interrupted before there was a result"))
    #expect(!streams.output.text.contains("no counter-example found"))
  }

  /// The signals that a process catches: proc(5), SigCgt.
  private func sigcgt(of process: pid_t) -> UInt64 {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let mask = status?.firstMatch(of: /SigCgt:\s+([0-9a-f]+)/)?.output.1
    return mask.flatMap { UInt64($0, radix: 16) } ?? 0
  }
}
