import Failures
import Foundation
import InstanceImports
import PatrolModel
import Testing

/// The public cases of planners' files in Tests/Fixtures/PlannerCases; docs/dev/planner-cases.md
/// says what each is about.
@Suite("A case of a planner's files")
struct PlannerCaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/PlannerCases")

  private static func source(_ name: String) throws -> InstanceImport {
    func file(_ part: String) throws -> InstanceImport.File? {
      let path = folder.appending(path: "\(name)/\(part)")
      guard FileManager.default.fileExists(atPath: path.path) else { return nil }
      return InstanceImport.File(name: part, bytes: [UInt8](try Data(contentsOf: path)))
    }
    let travel: InstanceImport.Travel =
      if let osrm = try file("osrm.json") {
        .osrm(osrm)
      } else { .table(try #require(try file("travel.csv"))) }
    return InstanceImport(
      name: name, travel: travel, demand: try #require(try file("demand.csv")),
      sectors: try file("sectors.csv"), presence: .none)
  }

  /// Legs between N, E and S in tenths of a minute, row by row.
  private static let legs = [0, 65, 110, 70, 0, 50, 120, 55, 0]

  @Test(
    "is read as what it means, which is said where it was a decision",
    arguments: [
      ("00-base", "08:00", nil), ("01-excel-sep-line", "08:00", nil),
      ("04-day-fraction", "08:00", "shares of a day"), ("05-24-00", "22:00", nil),
      ("06b-us-datetime", "08:00", nil), ("06c-iso-T-zone", "08:00", "zone \"Z\""),
      ("07-time-range", "08:00", nil), ("07b-0800", "08:00", "hours and minutes"),
      ("07c-8h", "08:00", nil), ("07d-8.00", "08:00", "hours and minutes"),
      ("22-comment-lines", "08:00", "# exported by roster tool"),
      ("25b-latlon-swapped", "08:00", nil), ("67-percent-time", "08:00", nil),
      ("54-osrm-scale-decimals", "08:00", "rounded to tenths"), ("08-float-counts", "08:00", nil),
      ("09c-total-row", "08:00", "line 5 is the sum"),
      ("09f-title-row", "08:00", "\"Night shift\""), ("09g-trailing-blank-rows", "08:00", nil),
      ("10-nbsp-header", "08:00", "U+00A0"), ("10e-bom-in-quoted", "08:00", nil),
      ("10f-double-bom", "08:00", nil), ("15f-travel-dash-diag", "08:00", nil),
      ("15h-travel-long-form", "08:00", nil), ("15i-decimal-comma", "08:00", nil),
      ("19f-no-time-header-number", "08:00", "hours of the day"), ("23-pipe-delim", "08:00", nil),
      ("24-semicolon-decimal-point", "08:00", nil), ("25-latlon-names", "08:00", nil),
      ("25g-decimal-comma", "08:00", nil), ("25h-header-spaces-case", "08:00", nil),
      ("30-osrm-base", "08:00", "order of the sectors: N, E, S"),
      ("32-osrm-null-diagonal", "08:00", "order of the sectors: N, E, S"),
      ("51-osrm-latlon-swapped-snap", "08:00", "sector N by"),
      ("52-osrm-far-snap", "08:00", "sector N by 48.2 km"),
      ("53-osrm-utf16-powershell", "08:00", "order of the sectors: N, E, S"),
      ("53b-osrm-bom", "08:00", "order of the sectors: N, E, S"),
      ("55b-hours-22-24", "22:00", "hours of the day"),
      ("58-empty-rows-between", "08:00", nil), ("68-rtl-marks", "08:00", "U+200"),
    ] as [(String, String, String?)])
  func isRead(name: String, start: String, remark: String?) throws {
    let outcome = try Self.source(name).imported()
    let instance = outcome.instance
    #expect(instance.shift.clock(StepIndex(0)) == start)
    #expect(instance.shift.stepMinutes == 60 && instance.stepCount == 3)
    #expect(instance.sectors.map(\.id.rawValue) == ["N", "E", "S"])
    #expect(
      instance.shift.steps.map { instance.demand[$0] } == [[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    let legs = instance.sectorIndices.flatMap { from in
      instance.sectorIndices.map { instance.travel[from: from, to: $0].tenths }
    }
    #expect(legs == Self.legs)
    let remarks = outcome.remarks.map(\.description).joined(separator: "\n")
    if let remark {
      #expect(remarks.contains(remark))
    } else {
      #expect(remarks == "")
    }
  }

  @Test(
    "keeps its names, its order and its number of steps",
    arguments: [
      ("10b-nbsp-inside-name", ["Old Town", "E", "S"], 3),
      ("10c-nfd-nfc", ["K\u{f6}ln", "E", "S"], 3),
      (
        "13-arabic-chinese",
        ["\u{627}\u{644}\u{634}\u{645}\u{627}\u{644}", "\u{6771}\u{5340}", "\u{42e}\u{433}"], 3
      ),
      ("18b-long-form", ["N", "E", "S"], 2), ("19e-one-step", ["N", "E", "S"], 1),
      ("57-osrm-no-sectors-order", ["N", "E", "S"], 3),
    ])
  func keepsNames(name: String, sectors: [String], steps: Int) throws {
    let instance = try Self.source(name).imported().instance
    #expect(instance.sectors.map(\.id.rawValue) == sectors)
    #expect(instance.stepCount == steps)
  }

  @Test("is read and warned of", arguments: [("39-osrm-same-snap", "N and E")])
  func isWarnedOf(name: String, words: String) throws {
    let remarks = try Self.source(name).imported().remarks
    #expect(remarks.contains { $0.kind == .warning && $0.words.contains(words) })
  }

  @Test(
    "is refused with the place and what is there",
    arguments: [
      ("05b-25-00", "demand.csv, line 4, column time: \"25:00\""),
      ("09e-ragged-short", "demand.csv, line 2"),
      ("14-long-id", "demand.csv, line 1: the identifier"),
      ("14b-long-name", "sectors.csv, line 2, column name"),
      ("15b-thousands-quoted", "travel.csv, line 2, column E"),
      ("15k-unicode-minus", "travel.csv, line 3, column S"),
      ("15l-inf", "travel.csv, line 2, column E"),
      ("16-dup-header", "demand.csv, line 1: sector \"N\" for the second time"),
      ("17-case-differs", "there is \"N\", in other letters"),
      ("17b-leading-zero", "there is \"1\"; spreadsheets"),
      ("19b-uneven-steps", "demand.csv, line 4, column time"),
      ("20-xlsx-given", "demand.csv: no workbook (XLSX)"),
      ("25i-duplicate-col", "sectors.csv, line 1: the columns \"name\" and \"name\""),
      ("31-osrm-null-cell", "osrm.json, durations[0][1]: no way by road"),
      ("34b-osrm-toobig", "ask in parts"), ("34c-osrm-nosegment", "to a road"),
      ("35-osrm-sources-subset", "osrm.json, durations: 1 rows"),
      ("40-osrm-huge", "osrm.json, durations[0][1]"),
      ("41-osrm-destinations-order", "another order: E, N, S"),
      ("42-osrm-destinations-order-zero-diag", "another order: E, N, S"),
      ("50-osrm-other-order-than-sectors", "osrm.json, sources: points that are not in the order"),
      ("15d-travel-unit", "travel.csv, line 2, column N: \"0 min\""),
      ("15j-apostrophe-thousand", "travel.csv, line 2, column S: \"1'100\""),
      ("15n-arabic-digits", "demand.csv, line 2, column N"),
      ("18-transposed", "line 1: times above the columns; turn the table"),
      ("33-osrm-distances-only", "osrm.json, code: \"Ok\", but no durations"),
      ("38-osrm-null-waypoint", "osrm.json, sources[0]: null"),
      ("43-valhalla", "no \"code\""), ("46-google-dm", "no \"code\""),
      ("47-vroom-matrix", "no \"code\""),
      ("62-quoted-space", "demand.csv, line 1, column 7: a quote inside a cell"),
      ("60-negative", "demand.csv, line 2, column S: \"-1\""),
      ("69-fullwidth", "U+FF"), ("70-homoglyph-cyr", "U+04"),
      ("80-osrm-all-zero-swapped", "osrm.json, durations: 0 seconds between all points"),
    ])
  func isRefused(name: String, words: String) throws {
    let source = try Self.source(name)
    let failure = #expect(throws: ImportFailure.self) { try source.imported() }
    let lines = failure?.errors.map(\.description).joined(separator: "\n") ?? ""
    #expect(lines.contains(words))
  }
}
