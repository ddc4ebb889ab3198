import Foundation
import Testing

@Suite("Planning again, told line by line")
struct ReplanProgressTests {
  @Test("has the beginning, better plans with their price, and the end, all as JSON")
  func progress() throws {
    let scratch = try ScratchFolder()
    let shift = Instances.shipped("tiny-3x3x3")
    let solved = try TemperRun(
      "solve", shift, "--method", "annealer", "--steps", "1000", "-q", "-o", scratch["plan.csv"])
    #expect(solved.status == 0, "\(solved.errors)")
    let run = try TemperRun(
      "replan", shift, scratch["plan.csv"], "--at", "2", "--method", "annealer", "--time-limit",
      "0.2", "--change-price", "5", "--json", "--progress", "json", "-o", scratch["new.csv"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("{"))
    let lines = try run.errors.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.allSatisfy { $0["format"] as? String == "temper-progress" })
    #expect(lines.first?["event"] as? String == "started")
    #expect(lines.last?["event"] as? String == "ended")
    #expect(["optimal", "feasible"].contains(lines.last?["status"] as? String))
    #expect(lines.contains { $0["event"] as? String == "better" && $0["minutes"] != nil })
    for line in lines.dropFirst().dropLast() { #expect(line["changePrice"] as? Double == 5) }
  }
}
