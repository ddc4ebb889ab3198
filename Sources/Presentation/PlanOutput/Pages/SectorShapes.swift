public import DurableFiles
public import Failures
public import PatrolModel
public import Reports
import Texts

/// Reads the outlines of sectors from GeoJSON (RFC 7946): polygons in degrees, as maps show them.
public enum SectorShapes {
  /// The outlines of a shift's sectors in a file.
  ///
  /// A feature belongs to the sector whose identifier or name is the feature's `id` or one of its
  /// properties `id`, `sector` and `name`. Other features are passed over.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - instance: The shift.
  /// - Returns: Rings of positions by sector.
  /// - Throws: ``SectorShapesError``.
  public static func read(
    _ path: String, for instance: PatrolInstance
  ) throws(SectorShapesError) -> SectorOutlines {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(path) } catch { throw .file(error) }
    let outlines: SectorOutlines
    do throws(JSONError) {
      let file = path == "-" ? "standard input" : path
      outlines = try self.outlines(
        in: JSONNode(value: JSONParser.parse(bytes, file: file), file: file), instance)
    } catch { throw .content(error.account) }
    guard !outlines.isEmpty else {
      throw .noSector(file: path, example: instance[SectorIndex(0)].id.rawValue)
    }
    return outlines
  }

  private static let advice: Remedy = "give a GeoJSON FeatureCollection of polygons"

  private static func outlines(
    in root: JSONNode, _ instance: PatrolInstance
  ) throws(JSONError) -> SectorOutlines {
    var places: [String: SectorIndex] = [:]
    for sector in instance.sectorIndices.reversed() {
      places[instance[sector].name] = sector
    }
    for sector in instance.sectorIndices { places[instance[sector].id.rawValue] = sector }
    let collection = try root.object(expecting: "expected a FeatureCollection", advice)
    let features = try collection.required("features", as: "[…]")
      .elements(expecting: "expected features", advice)
    var outlines: SectorOutlines = [:]
    for feature in features {
      let members = try feature.object(expecting: "expected a feature", advice)
      guard let sector = try names(of: members).compactMap({ places[$0] }).first,
        let geometry = members["geometry"]
      else { continue }
      outlines[sector, default: []] += try rings(of: geometry)
    }
    return outlines
  }

  private static func names(of feature: JSONObject) throws(JSONError) -> [String] {
    var nodes = [feature["id"]]
    if let node = feature["properties"], case .object = node.value {
      let properties = try node.object(expecting: "expected properties", advice)
      nodes += ["id", "sector", "name"].map { properties[$0] }
    }
    return nodes.compactMap { node in
      if case .string(let name)? = node?.value { name } else { nil }
    }
  }

  private static func rings(of geometry: JSONNode) throws(JSONError) -> [[Sector.Position]] {
    let members = try geometry.object(expecting: "expected a geometry", advice)
    let type = try members.required("type", as: "\"Polygon\"")
    let coordinates = try members.required("coordinates", as: "[[[4.9, 52.3], …]]")
      .elements(expecting: "expected coordinates", advice)
    switch try type.string(expecting: "expected a type") {
    case "Polygon": return try coordinates.map(ring)
    case "MultiPolygon":
      var rings: [[Sector.Position]] = []
      for polygon in coordinates {
        rings += try polygon.elements(expecting: "expected a polygon", advice).map(ring)
      }
      return rings
    default: throw type.failure("expected \"Polygon\" or \"MultiPolygon\"", advice)
    }
  }

  private static func ring(_ node: JSONNode) throws(JSONError) -> [Sector.Position] {
    let points = try node.elements(expecting: "expected a ring of positions", advice)
    return try points.map { point throws(JSONError) in
      let numbers = try point.elements(expecting: "expected a position", advice)
      guard numbers.count >= 2 else {
        throw point.failure("expected longitude and latitude", advice)
      }
      let degrees: Remedy = "give positions in degrees (WGS 84), longitude first"
      return Sector.Position(
        longitude: try numbers[0].double(
          in: -180...180, expecting: "expected degrees east", degrees),
        latitude: try numbers[1].double(
          in: -90...90, expecting: "expected degrees north", degrees))
    }
  }
}

/// Why there are no outlines of sectors.
public enum SectorShapesError: ClassifiedError {
  /// The file cannot be read.
  case file(FileError)
  /// It is no GeoJSON of polygons, as this account says.
  case content(FailureAccount)
  /// It has polygons, none of them a sector's.
  case noSector(file: String, example: String)
}

extension SectorShapesError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .file(let error): error.account
    case .content(let account): account
    case .noSector(let file, let example):
      FailureAccount(
        .invalidData, "\(file): no feature is named for a sector of the shift",
        remedy: "name them by the property \"id\", as in \"\(example)\"")
    }
  }
}
