import Failures
import Foundation
import InstanceImports
import PatrolModel
import Testing

/// Workbooks in Tests/Fixtures/PlannerCases/workbooks, each as some program writes them or some hand
/// leaves them; docs/dev/planner-cases.md says what each is about.
@Suite("A case of a planner's workbook")
struct WorkbookCaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/PlannerCases/workbooks")

  private func outcome(_ name: String) throws -> InstanceImport.Outcome {
    let path = Self.folder.appending(path: "\(name).xlsx")
    let travel = "from,N,E,S\nN,0,6,11\nE,7,0,12\nS,10,13,0\n"
    return try InstanceImport(
      name: name, travel: .table(.init(name: "travel.csv", bytes: Array(travel.utf8))),
      demand: .init(name: "demand.xlsx", bytes: [UInt8](try Data(contentsOf: path)))
    ).imported()
  }

  @Test(
    "is read, and what nobody sees is said",
    arguments: [
      ("zip64", nil), ("streamed", nil), ("other-root", nil), ("other-strings", nil),
      ("strict", nil), ("prefix", nil), ("dates-of-1904", nil), ("elsewhere-in-sheet", nil),
      ("counted-lines", nil), ("sheet-of-many-words", nil),
      ("merged-title", "the title \"Night shift\""), ("hidden-row-and-column", "hidden row 3"),
      ("hidden-row-and-column", "hidden column C"),
      ("hidden-sheet", "hidden sheets are passed over: \"demand\""),
    ] as [(String, String?)])
  func isRead(name: String, remark: String?) throws {
    let outcome = try outcome(name)
    let instance = outcome.instance
    #expect(instance.shift == Shift(startMinute: 480, stepMinutes: 60, stepCount: 3))
    #expect(instance.sectors.map(\.id.rawValue) == ["N", "E", "S"])
    #expect(
      instance.shift.steps.map { instance.demand[$0] } == [[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    let remarks = outcome.remarks.map(\.words).joined(separator: "\n")
    if let remark { #expect(remarks.contains(remark)) } else { #expect(remarks == "") }
  }

  @Test(
    "goes on past midnight by adding hours, whatever format shows them",
    arguments: ["night-in-hours", "night-in-clocks", "night-in-dates"])
  func night(name: String) throws {
    let outcome = try outcome(name)
    #expect(outcome.instance.shift == Shift(startMinute: 1320, stepMinutes: 60, stepCount: 4))
    #expect(outcome.remarks.isEmpty)
  }

  @Test(
    "is refused where nobody can tell what is meant",
    arguments: [
      ("merged", "the cells B2:B4 are merged"), ("no-result", "cell B2: a formula without"),
      ("error-cell", "line 2, column N: \"#REF!\""), ("open-document", "OpenDocument (ODS)"),
      ("cell-of-another-row", "cell D2: a value that is none"),
      ("two-roots", "xl/worksheets/sheet1.xml is damaged"),
      ("cell-in-cell", "cell C3: a value that is none"), ("two-values", "cell C3: a value that is"),
      ("row-in-row", "xl/worksheets/sheet1.xml is damaged"),
      ("cell-outside-row", "xl/worksheets/sheet1.xml is damaged"),
    ])
  func isRefused(name: String, words: String) throws {
    let failure = #expect(throws: ImportFailure.self) { try outcome(name) }
    #expect(failure?.errors.first?.description.contains(words) ?? false, "\(failure?.errors ?? [])")
  }
}
