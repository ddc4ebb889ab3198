import Failures
import Foundation
import PatrolModel
import PlanOutput
import Reports
import Testing

/// The public cases of planners' maps in Tests/Fixtures/PlannerCases/maps; docs/dev/planner-cases.md
/// says what each is about.
@Suite("A case of a planner's map")
struct MapCaseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/PlannerCases/maps")

  private static func shapes(_ name: String, of shift: String = "base", id: String? = nil) throws
    -> (shapes: SectorShapes, instance: PatrolInstance)
  {
    let instance = try PatrolInstance(
      json: [UInt8](Data(contentsOf: folder.appending(path: "\(shift).json"))), file: shift)
    let path = folder.appending(path: "\(name).geojson").path
    return (try SectorShapes(contentsOf: path, for: instance, property: id), instance)
  }

  @Test(
    "is drawn, and what it lacks is said",
    arguments: [
      ("geo-01-base", "base", nil, [1, 1, 1], nil),
      ("geo-02-clockwise", "base", nil, [1, 1, 1], nil),
      ("geo-03b-hole-same-winding", "base", nil, [2, 1, 1], nil),
      ("geo-04-multipolygon-island", "base", nil, [2, 1, 1], nil),
      ("geo-04b-multi-overlapping", "base", nil, [2, 1, 1], nil),
      ("geo-18-empty-coordinates", "base", nil, [0, 1, 1], "no outline for sector N"),
      ("geo-26-html-name", "base", nil, [1, 1, 1], nil),
      ("geo-27-area-tiny", "base", nil, [1, 1, 1], "outlines far from the positions of sector N"),
      ("geo-06-null-geometry", "base", nil, [0, 1, 1], "no outline for sector N"),
      ("geo-07-point-same-name", "base", nil, [1, 1, 1], nil),
      ("geo-08-linestring-same-name", "base", nil, [1, 1, 1], nil),
      ("geo-09b-crs84", "base", nil, [1, 1, 1], nil),
      ("geo-11-arcgis-uppercase", "base", "BEAT", [1, 1, 1], nil),
      ("geo-12-feature-root", "base", nil, [1, 0, 0], "no outline for sectors E, S"),
      ("geo-14-bom", "base", nil, [1, 1, 1], nil),
      ("geo-22-nulls-in-props", "base", nil, [1, 1, 1], nil),
      ("geo-23-only-two", "base", nil, [1, 1, 0], "no outline for sector S"),
      ("geo-29-extra-numeric-id-and-name", "base", nil, [1, 1, 1], nil),
      ("geo-30-numeric-ids", "num", nil, [1, 1, 1], nil),
      ("geo-31-numeric-mixed", "num", nil, [1, 1, 1], nil),
      ("geo-32-big-number", "base", nil, [1, 1, 0], "no outline for sector S"),
    ] as [(String, String, String?, [Int], String?)])
  func isDrawn(name: String, shift: String, id: String?, rings: [Int], remark: String?) throws {
    let (shapes, instance) = try Self.shapes(name, of: shift, id: id)
    #expect(instance.sectorIndices.map { shapes.outlines[$0]?.count ?? 0 } == rings)
    let words = shapes.remarks.joined(separator: "\n")
    if let remark {
      #expect(words.hasSuffix(remark))
    } else {
      #expect(words == "")
    }
  }

  @Test("on both sides of the antimeridian is one compact map")
  func antimeridian() throws {
    let outline = try #require(
      try Self.shapes("geo-21-antimeridian-split").shapes.outlines[SectorIndex(0)])
    let degrees = outline.joined().map(\.longitude)
    #expect(degrees.max()! - degrees.min()! < 0.1)
  }

  @Test(
    "is refused with what it is",
    arguments: [
      ("geo-09-crs-3857", "degrees"), ("geo-15-ndjson", "end of the file"),
      ("geo-16-topojson", "TopoJSON"), ("geo-20-antimeridian", "degrees east"),
      ("geo-25-string-coords", "degrees east"), ("geo-34-nan", "NaN"),
    ])
  func isRefused(name: String, words: String) {
    let error = #expect(throws: SectorShapesError.self) { try Self.shapes(name) }
    #expect(error?.description.contains(words) == true)
  }

  /// A map of rectangles: west, south, east and north for each of the sectors N, E and S.
  private func remarks(_ boxes: [(Double, Double, Double, Double)]) throws -> String {
    let instance = try Self.shapes("geo-01-base").instance
    let features = zip(instance.sectors, boxes).map { sector, box in
      let (west, south, east, north) = box
      let ring =
        "[[\(west), \(south)], [\(east), \(south)], [\(east), \(north)], [\(west), \(north)], "
        + "[\(west), \(south)]]"
      return """
        {"type": "Feature", "id": "\(sector.id)", "properties": {}, "geometry":
        {"type": "Polygon", "coordinates": [\(ring)]}}
        """
    }
    let file = NSTemporaryDirectory() + "map-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let text =
      "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ","))]}"
    try Data(text.utf8).write(to: URL(filePath: file))
    return try SectorShapes(contentsOf: file, for: instance).remarks.joined(separator: "\n")
  }

  @Test("whose outlines partly cover each other says which and how much")
  func overlap() throws {
    let east = (13.2, 52.5, 13.24, 52.54)
    let south = (13.1, 52.4, 13.14, 52.44)
    // A quarter of both: half of the width and half of the height.
    #expect(
      try remarks([(13.18, 52.48, 13.22, 52.52), east, south])
        .hasSuffix("outlines overlap: N and E by 25 % of the smaller one"))
    // One inside of the other.
    #expect(
      try remarks([(13.19, 52.49, 13.25, 52.55), east, south])
        .hasSuffix("outlines overlap: N and E by 100 % of the smaller one"))
    // A border in common, and one that was drawn twice, 2 % beyond the other.
    #expect(try remarks([(13.16, 52.5, 13.2, 52.54), east, south]) == "")
    #expect(try remarks([(13.16, 52.5, 13.2008, 52.54), east, south]) == "")
  }
}
