import Annealing
import Documents
import Foundation
import PatrolModel
import PenaltyModel
import PlanOutput
import Planning
import Reports
import Testing
import _TemperTestSupport

@Suite("The page of a result")
struct PlanReportTests {
  private func document(_ name: String, steps: Int = 200) throws -> ResultDocument {
    let request = try Examples.request(name, steps: steps)
    return ResultDocument(
      try SolveRun(request).run(), of: request, optimum: nil, version: "1.2.3",
      command: "temper solve x")
  }

  @Test("says that a plan is proven the least possible, and how it was made")
  func proven() throws {
    let instance = try Examples.instance("team-x-9x9x6")
    let page = try PlanPage(document("team-x-9x9x6"), of: instance, file: "x")
    #expect(
      page.answer.hasPrefix("This plan meets every demand and moves cars ")
        && page.answer.hasSuffix(" minutes in all, which is proven the least possible."))
    #expect(!page.isWarning && page.obstacles.isEmpty)
    let labels = page.facts.map(\.label)
    #expect(labels.contains("Method") && labels.contains("Command") && labels.contains("Source"))
    #expect(page.search != nil)
  }

  @Test("says why there is no plan")
  func infeasible() throws {
    let name = "infeasible-event-13x11x12"
    let page = try PlanPage(document(name), of: Examples.instance(name), file: "x")
    #expect(page.isWarning && page.schedule == nil && page.obstacles.count == 1)
    #expect(page.answer.contains("that is proven"))
  }

  @Test("takes the checker's word of a schedule, not a file's")
  func judged() throws {
    let instance = try Examples.instance("team-x-9x9x6")
    let still = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    let page = PlanPage(judging: still, of: instance, optimum: nil, source: "plan.csv")
    #expect(page.isWarning && page.answer.hasPrefix("This plan does not keep the rules: "))
    #expect(!page.obstacles.isEmpty)
  }

  @Test("is refused for another shift than the result's")
  func otherShift() throws {
    let document = try document("tiny-3x3x3")
    let other = try Examples.instance("tiny-4x5x5")
    #expect {
      try PlanPage(document, of: other, file: "r.json")
    } throws: { error in
      "\(error)".hasPrefix("r.json is about tiny-3x3x3 (")
    }
  }

  @Test("comes from a document that is written again byte for byte")
  func roundTrip() throws {
    let document = try document("presence-13x11x12")
    let bytes = try document.bytes()
    let again = try ResultDocument(parsing: bytes, file: "r.json")
    #expect(try again.bytes() == bytes)
  }

  @Test("keeps better states in order, the last as good as the result", arguments: 1...4)
  func incumbents(threads: Int) throws {
    var request = try Examples.request("presence-13x11x12", steps: 400)
    request.threads = threads
    let outcome = try SolveRun(request).run()
    let search = try #require(outcome.search)
    #expect(search.incumbents.map(\.step) == search.incumbents.map(\.step).sorted())
    #expect(search.incumbents.last?.energy == search.energy.total)
    request.threads = 1
    #expect(try SolveRun(request).run().search?.incumbents == search.incumbents)
  }
}

@Suite("Outlines of sectors")
struct SectorShapesTests {
  private func outlines(_ text: String) throws -> SectorOutlines { try shapes(text).outlines }

  private func shapes(_ text: String) throws -> SectorShapes {
    let file = NSTemporaryDirectory() + "shapes-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(text.utf8).write(to: URL(filePath: file))
    return try SectorShapes(contentsOf: file, for: Examples.instance("tiny-3x3x3"))
  }

  private func feature(_ name: String, _ geometry: String) -> String {
    #"{"type": "Feature", "properties": {"name": "\#(name)"}, "geometry": \#(geometry)}"#
  }

  private let triangle = "[[[4, 52], [4.1, 52], [4, 52.1], [4, 52]]]"

  @Test("are those of features named for sectors")
  func polygons() throws {
    let sectors = try Examples.instance("tiny-3x3x3").sectors
    let text = """
      {"type": "FeatureCollection", "features": [
        \(feature(sectors[0].id.rawValue, "{\"type\": \"Polygon\", \"coordinates\": \(triangle)}")),
        \(feature(sectors[1].name, "{\"type\": \"MultiPolygon\", \"coordinates\": [\(triangle), \(triangle)]}")),
        \(feature("elsewhere", "{\"type\": \"Point\", \"coordinates\": [1, 2]}"))
      ]}
      """
    let outlines = try outlines(text)
    #expect(outlines.mapValues(\.count) == [SectorIndex(0): 1, SectorIndex(1): 2])
    #expect(outlines[SectorIndex(0)]?[0][1] == .init(longitude: 4.1, latitude: 52))
  }

  @Test("of a map in another system of coordinates are warned of")
  func system() throws {
    let name = try Examples.instance("tiny-3x3x3").sectors[0].id.rawValue
    func remarks(_ system: String) throws -> [String] {
      let crs = #"{"type": "name", "properties": {"name": "\#(system)"}}"#
      let shape = feature(name, "{\"type\": \"Polygon\", \"coordinates\": \(triangle)}")
      return try shapes(
        #"{"type": "FeatureCollection", "crs": \#(crs), "features": [\#(shape)]}"#
      ).remarks
    }
    #expect(try remarks("EPSG:3857").contains { $0.contains("coordinate system \"EPSG:3857\"") })
    #expect(try !remarks("urn:ogc:def:crs:OGC:1.3:CRS84").contains { $0.contains("system") })
  }

  @Test(
    "are refused with the place of what is wrong",
    arguments: [
      ("[]", "expected a FeatureCollection"), ("{}", "expected the key \"features\""),
      (#"{"features": []}"#, "no feature is named for a sector"),
      (#"{"features": [7]}"#, "$.features[0]: expected a feature"),
      (#"{"type": "Topology"}"#, "expected GeoJSON, found TopoJSON"),
      (
        #"{"features": [{"properties": {"BEAT": 7, "area": "x"}}]}"#,
        "it has the properties \"BEAT\" (7), \"area\" (\"x\")"
      ),
      (
        #"{"features": [{"id": "SECTOR", "geometry": {"type": "Polygon", "coordinates": [[[4, 1], [5, 1]]]}}]}"#,
        "expected a ring of at least three positions"
      ),
      (
        #"{"features": [{"id": "SECTOR", "geometry": {"type": "Polygon", "coordinates": [[[400, 1]]]}}]}"#,
        "expected degrees east"
      ),
      (
        #"{"features": [{"id": "SECTOR", "geometry": {"type": "Point", "coordinates": [1, 2]}}]}"#,
        "no feature is named for a sector of the shift"
      ),
    ])
  func refused(text: String, words: String) throws {
    let sector = try Examples.instance("tiny-3x3x3").sectors[0].id.rawValue
    #expect {
      try outlines(text.replacingOccurrences(of: "SECTOR", with: sector))
    } throws: { error in
      "\(error)".contains(words)
    }
  }
}
