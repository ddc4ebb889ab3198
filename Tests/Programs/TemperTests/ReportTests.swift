import Foundation
import Testing

@Suite("temper report")
struct ReportTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test("makes the page that solve and exact make themselves", arguments: ["solve", "exact"])
  func same(command: String) throws {
    let instance = Instances.shipped("team-x-9x9x6")
    let (page, again) = (scratch["page.html"], scratch["again.html"])
    let solved = try TemperRun(
      command, instance, "--seed", "1", "--threads", "1", "--json", "-q", "--report", page)
    #expect(solved.status == 0, "\(solved.errors)")
    try solved.output.write(toFile: scratch["result.json"], atomically: true, encoding: .utf8)
    let report = try TemperRun(
      "report", scratch["result.json"], "--instance", instance, "-o", again)
    #expect(report.status == 0, "\(report.errors)")
    #expect(scratch.text(of: "page.html") == scratch.text(of: "again.html"))
    let text = try #require(scratch.text(of: "page.html"))
    #expect(text.contains("which is proven the least possible.</h1>"))
  }

  @Test("makes a page of a plan, whoever made it, to standard output")
  func plan() throws {
    let instance = Instances.shipped("tiny-4x5x5")
    let plan = scratch["plan.csv"]
    #expect(try TemperRun("solve", instance, "--steps", "100", "-o", plan).status == 0)
    let page = try TemperRun("report", plan, "--instance", instance)
    #expect(page.status == 0)
    #expect(page.output.hasPrefix("<!DOCTYPE html>\n") && page.output.hasSuffix("</html>\n"))
    #expect(page.output == (try TemperRun("report", instance, plan)).output)
  }

  @Test("says what is missing or wrong, and writes nothing")
  func refused() throws {
    let plan = scratch["plan.csv"]
    try "car,step,sector\n".write(toFile: plan, atomically: true, encoding: .utf8)
    let alone = try TemperRun("report", plan)
    #expect(alone.status == 65)
    #expect(alone.errors.contains("name the shift's file with --instance"))
    let short = try TemperRun(
      "report", plan, "--instance", Instances.shipped("tiny-3x3x3"), "-o", scratch["page.html"])
    #expect(short.status == 65)
    #expect(!FileManager.default.fileExists(atPath: scratch["page.html"]))
    #expect(try TemperRun("report", scratch["none"]).status == 66)
  }
}
