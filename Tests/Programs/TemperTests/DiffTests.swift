import Foundation
import Testing

@Suite("A difference between plans")
struct DiffTests {
  static let tiny = Instances.shipped("tiny-3x3x3")

  let scratch: ScratchFolder
  let before: String
  let after: String

  init() throws {
    scratch = try ScratchFolder()
    before = try scratch.write(
      "car,08:00,09:00,10:00\n1,GOR-01,GOR-01,GOR-02\n2,GOR-01,GOR-02,GOR-01\n3,GOR-02,GOR-03,GOR-03\n"
        .utf8, to: "before.csv")
    after = try scratch.write(
      "car,08:00,09:00,10:00\n1,GOR-01,GOR-03,GOR-02\n2,GOR-01,GOR-02,GOR-01\n3,GOR-02,GOR-01,GOR-03\n"
        .utf8, to: "after.csv")
  }

  @Test("is status 1, with the cells, the minutes and what either plan breaks")
  func different() throws {
    let run = try TemperRun("diff", Self.tiny, before, after)
    #expect(run.status == 1)
    #expect(
      run.output == """
        car  time   before  after
        1    09:00  GOR-01  GOR-03
        3    09:00  GOR-03  GOR-01

        minutes   before  after  change
        1            6.1   13.4    +7.3
        3            7.7   12.2    +4.5
        all cars    25.8   37.6   +11.8

        2 of 9 cells differ, of 2 of 3 cars; moves 4 before, 6 after.

        """)
    #expect(run.errors.contains("before: NOT FEASIBLE, "), "\(run.errors)")
    #expect(run.errors.contains("after: NOT FEASIBLE, "))
  }

  @Test("is status 0 for one and the same plan, in either layout")
  func same() throws {
    let long = scratch["long.csv"]
    #expect(try TemperRun("export", Self.tiny, before, "--form", "long", "-o", long).status == 3)
    let run = try TemperRun("diff", Self.tiny, before, long)
    #expect(run.status == 0)
    #expect(run.output == "The plans are the same: 25.8 minutes of travel.\n")
  }

  @Test("as JSON has the cells and the minutes of all cars")
  func json() throws {
    let run = try TemperRun("diff", Self.tiny, before, after, "--json")
    #expect(run.status == 1)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "temper-difference")
    let cells = try #require(document["cells"] as? [[String: Any]])
    #expect(cells.map { "\($0["car"] ?? ""), \($0["after"] ?? "")" } == ["1, GOR-03", "3, GOR-01"])
    #expect((document["cars"] as? [Any])?.count == 3)
    let after = try #require(document["after"] as? [String: Any])
    #expect(after["travelMinutes"] as? Double == 37.6)
  }

  @Test("needs two complete plans of the instance")
  func incomplete() throws {
    let short = try scratch.write("car,step,sector\n1,1,GOR-01\n".utf8, to: "short.csv")
    for line in [[before, short], [short, before]] {
      let run = try TemperRun(["diff", Self.tiny] + line)
      #expect(run.status == 65)
      #expect(run.errors.hasPrefix("temper: error: \(short): "), "\(run.errors)")
    }
    #expect(try TemperRun("diff", Self.tiny, before, scratch["absent"]).status == 66)
  }
}
