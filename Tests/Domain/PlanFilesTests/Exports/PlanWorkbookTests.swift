import PatrolModel
import PlanFiles
import Testing
import _TemperTestSupport

@Suite("A plan as a workbook")
struct PlanWorkbookTests {
  @Test("has the plan, sectors, cars, demand, moves and how it was made")
  func golden() throws {
    let read = try ReadWorkbook(PlanWorkbook.bytes(of: ExportExample.record))
    #expect(read.names == ["Plan", "Sectors", "Cars", "Demand", "Moves", "About"])
    #expect(
      Self.table(read, "Plan") == """
        car | 22:30 | 23:15 | 00:00 | 00:45 | 01:30 | 02:15 | minutes | moves
        F-1 | N | N | N | E | E | N | 24.4 | 3.0
        F-2 | E | E |  | SW | SW | E | 5.6 | 1.0
        all cars |  |  |  |  |  |  | 30.0 | 4.0
        """)
    #expect(
      Self.table(read, "Sectors") == """
        sector | name | 22:30 | 23:15 | 00:00 | 00:45 | 01:30 | 02:15
        N | North; Harbour | F-1 | F-1 | F-1 |  |  | F-1
        E | E | F-2 | F-2 |  | F-1 | F-1 | F-2
        SW | South-west |  |  |  | F-2 | F-2
        """)
    #expect(
      Self.table(read, "Cars") == """
        car | class | minutes | moves | longest stay (steps)
        F-1 |  | 24.4 | 3.0 | 3.0
        F-2 |  | 5.6 | 1.0 | 2.0
        all cars |  | 30.0 | 4.0 | 3.0
        """)
    #expect(
      Self.table(read, "Demand") == """
        sector | name | cars | 22:30 | 23:15 | 00:00 | 00:45 | 01:30 | 02:15
        N | North; Harbour | needed | 1.0 | 1.0 | 1.0 | 0.0 | 0.0 | 1.0
        N | North; Harbour | there | 1.0 | 1.0 | 1.0 | 0.0 | 0.0 | 1.0
        E | E | needed | 1.0 | 1.0 | 0.0 | 1.0 | 1.0 | 1.0
        E | E | there | 1.0 | 1.0 | 0.0 | 1.0 | 1.0 | 1.0
        SW | South-west | needed | 0.0 | 0.0 | 0.0 | 1.0 | 1.0 | 0.0
        SW | South-west | there | 0.0 | 0.0 | 0.0 | 1.0 | 1.0 | 0.0
        """)
    #expect(
      Self.table(read, "Moves") == """
        car | step | time | from | to | minutes
        F-1 | 1.0 | 22:30 | SW | N | 9.9
        F-1 | 4.0 | 00:45 | N | E | 7.2
        F-1 | 6.0 | 02:15 | E | N | 7.3
        F-2 | 6.0 | 02:15 | SW | E | 5.6
        all cars |  |  |  |  | 30.0
        """)
    #expect(read["About", 9, 1] == .text("feasible, every rule is kept"))
  }

  @Test("says on the sheet of the plan that it breaks rules")
  func infeasible() throws {
    let record = ExportExample.record(
      ExportExample.schedule, of: ExportExample.instance,
      violations: ["sector N has 1 car but needs 2"])
    let read = try ReadWorkbook(PlanWorkbook.bytes(of: record))
    #expect(read["Plan", 5, 0] == .text("NOT FEASIBLE: 1 violation of demand or rules"))
    #expect(read["About", 12, 1] == .text("sector N has 1 car but needs 2"))
  }

  @Test(
    "has the cells and totals of the schedule, and no formula", arguments: 0..<50 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let record = ExportExample.random(seed: seed, startMinute: 22 * 60)
    let bytes = try PlanWorkbook.bytes(of: record)
    #expect(try PlanWorkbook.bytes(of: record) == bytes)
    let read = try ReadWorkbook(bytes)
    #expect(read.formulaCount == 0)
    let (cars, steps) = (record.instance.carCount, record.instance.stepCount)
    for car in record.instance.carIndices {
      for (step, sector) in record.schedule.route(of: car).enumerated() {
        let text = sector.map {
          ReadWorkbook.Value.text(Self.cell(record.instance[$0].id.rawValue))
        }
        #expect(read["Plan", car.number, step + 1] == text)
      }
      let minutes = ReadWorkbook.Value.number(record.routes.travel(of: car).value)
      #expect(read["Plan", car.number, steps + 1] == minutes)
      #expect(read["Cars", car.number, 2] == minutes)
    }
    let total = ReadWorkbook.Value.number(record.routes.totalTravel.value)
    #expect(read["Plan", cars + 1, steps + 1] == total)
    #expect(read["Cars", cars + 1, 2] == total)
    #expect(read["Moves", record.routes.moveCount + 1, 5] == total)
    #expect(read["About", 7, 1] == total)
  }

  private static func cell(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{fffd}" : $0 }))
  }

  /// A sheet as text, cells that hold nothing left out at the end of a row.
  private static func table(_ read: ReadWorkbook, _ sheet: String) -> String {
    var lines: [String] = []
    for row in 0..<26 {
      var cells = (0..<10).map { column in
        switch read[sheet, row, column] {
        case .text(let text): text
        case .number(let number): "\(number)"
        case nil: ""
        }
      }
      while cells.last == "" { cells.removeLast() }
      if cells.isEmpty { break }
      lines.append(cells.joined(separator: " | "))
    }
    return lines.joined(separator: "\n")
  }
}
