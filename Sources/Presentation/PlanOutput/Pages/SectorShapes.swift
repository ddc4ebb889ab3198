public import DurableFiles
public import Failures
public import PatrolModel
public import Reports
import Texts

/// The outlines of sectors from GeoJSON (RFC 7946): polygons in degrees, as maps show them.
public struct SectorShapes: Sendable {
  /// Rings of positions by sector.
  public let outlines: SectorOutlines
  /// What may be wrong with the map, a line each.
  public let remarks: [String]

  /// Reads the outlines of a shift's sectors in a file.
  ///
  /// A feature belongs to the sector whose identifier or name is the feature's `id` or one of its
  /// properties `id`, `sector` and `name`. Other features, and geometries that are no polygons, are
  /// passed over; several of one sector are united.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - instance: The shift.
  ///   - property: The one property that names sectors, if it is another.
  /// - Throws: ``SectorShapesError``.
  public init(
    contentsOf path: String, for instance: PatrolInstance, property: String? = nil
  ) throws(SectorShapesError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(path) } catch { throw .file(error) }
    try self.init(
      parsing: bytes, file: path == "-" ? "standard input" : path, for: instance,
      property: property)
  }

  /// Reads bytes, with what errors call them.
  ///
  /// - Throws: ``SectorShapesError``, but for the file itself.
  package init(
    parsing bytes: [UInt8], file: String, for instance: PatrolInstance, property: String? = nil
  ) throws(SectorShapesError) {
    var bytes = bytes
    // A byte order mark, which RFC 8259, 8.1 lets a reader ignore.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    let reader = ShapeReader(instance, property: property)
    let read: SectorOutlines
    let names: MapNames
    let system: String?
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(bytes, file: file), file: file)
      read = try reader.outlines(in: root)
      names = MapNames(root)
      system = MapSystem.other(in: root)
    } catch { throw .content(error.account) }
    guard !read.isEmpty else {
      throw .noSector(
        file: file, example: instance[SectorIndex(0)].id.rawValue, property: property ?? "id",
        found: names.words)
    }
    outlines = Meridians.joined(read)
    remarks =
      (system.map { ["\(file): \($0)"] } ?? [])
      + MapLook(file: file, instance: instance, outlines: read).remarks
  }
}

/// Finds the polygons of sectors in a document.
private struct ShapeReader {
  private static let advice: Remedy = "give a GeoJSON FeatureCollection of polygons"

  private let places: [String: SectorIndex]
  private let property: String?

  init(_ instance: PatrolInstance, property: String?) {
    var places: [String: SectorIndex] = [:]
    for sector in instance.sectorIndices.reversed() { places[instance[sector].name] = sector }
    for sector in instance.sectorIndices { places[instance[sector].id.rawValue] = sector }
    self.places = places
    self.property = property
  }

  func outlines(in root: JSONNode) throws(JSONError) -> SectorOutlines {
    let document = try root.object(expecting: "expected a FeatureCollection", Self.advice)
    var outlines: SectorOutlines = [:]
    if case .string("Feature")? = document["type"]?.value {
      try add(root, to: &outlines)
      return outlines
    }
    if case .string("Topology")? = document["type"]?.value {
      throw root.failure("expected GeoJSON, found TopoJSON", "save the map as GeoJSON")
    }
    let features = try document.required("features", as: "[…]")
      .elements(expecting: "expected features", Self.advice)
    for feature in features { try add(feature, to: &outlines) }
    return outlines
  }

  private func add(_ feature: JSONNode, to outlines: inout SectorOutlines) throws(JSONError) {
    let members = try feature.object(expecting: "expected a feature", Self.advice)
    guard let sector = try names(of: members).compactMap({ places[$0] }).first,
      let geometry = members["geometry"]
    else { return }
    let rings = try rings(of: geometry)
    if !rings.isEmpty { outlines[sector, default: []] += rings }
  }

  private func names(of feature: JSONObject) throws(JSONError) -> [String] {
    var nodes = property == nil ? [feature["id"]] : []
    if let node = feature["properties"], case .object = node.value {
      let properties = try node.object(expecting: "expected properties", Self.advice)
      nodes += (property.map { [$0] } ?? ["id", "sector", "name"]).map { properties[$0] }
    }
    return nodes.compactMap { node in
      switch node?.value {
      case .string(let name)?: name
      // RFC 7946, 3.2: an identifier is a string or a number.
      case .number(let number)?: number.integer.map { "\($0)" }
      default: nil
      }
    }
  }

  /// The rings of a geometry; none of one that is null or has no area.
  private func rings(of geometry: JSONNode) throws(JSONError) -> [[Sector.Position]] {
    if case .null = geometry.value { return [] }
    let members = try geometry.object(expecting: "expected a geometry", Self.advice)
    let type = try members.required("type", as: "\"Polygon\"")
    var rings: [[Sector.Position]] = []
    switch try type.string(expecting: "expected a type") {
    case "Polygon": rings = try coordinates(members).map(ring)
    case "MultiPolygon":
      for polygon in try coordinates(members) {
        rings += try polygon.elements(expecting: "expected a polygon", Self.advice).map(ring)
      }
    case "GeometryCollection":
      let parts = try members.required("geometries", as: "[…]")
        .elements(expecting: "expected geometries", Self.advice)
      for part in parts { rings += try self.rings(of: part) }
    case "Point", "MultiPoint", "LineString", "MultiLineString": break
    default: throw type.failure("expected \"Polygon\" or \"MultiPolygon\"", Self.advice)
    }
    return rings
  }

  private func coordinates(_ geometry: JSONObject) throws(JSONError) -> [JSONNode] {
    try geometry.required("coordinates", as: "[[[4.9, 52.3], …]]")
      .elements(expecting: "expected coordinates", Self.advice)
  }

  private func ring(_ node: JSONNode) throws(JSONError) -> [Sector.Position] {
    let points = try node.elements(expecting: "expected a ring of positions", Self.advice)
    let ring = try points.map { point throws(JSONError) in
      let numbers = try point.elements(expecting: "expected a position", Self.advice)
      guard numbers.count >= 2 else {
        throw point.failure("expected longitude and latitude", Self.advice)
      }
      let degrees: Remedy = "give positions in degrees (WGS 84), longitude first"
      return Sector.Position(
        longitude: try numbers[0].double(
          in: -180...180, expecting: "expected degrees east", degrees),
        latitude: try numbers[1].double(
          in: -90...90, expecting: "expected degrees north", degrees))
    }
    // RFC 7946, 3.1.6 has four, the last of which is the first again; some programs leave it out.
    guard ring.count >= 3 else {
      throw node.failure("expected a ring of at least three positions", Self.advice)
    }
    return ring
  }
}

/// Why there are no outlines of sectors.
public enum SectorShapesError: ClassifiedError {
  /// The file cannot be read.
  case file(FileError)
  /// It is no GeoJSON of polygons, as this account says.
  case content(FailureAccount)
  /// It has polygons, none of them a sector's.
  case noSector(file: String, example: String, property: String, found: String)
}

extension SectorShapesError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .file(let error): error.account
    case .content(let account): account
    case .noSector(let file, let example, let property, let found):
      FailureAccount(
        .invalidData, "\(file): no feature is named for a sector of the shift; \(found)",
        remedy: .inWords(
          "name them by the property \(property.quoted), as in \(example.quoted), or say which "
            + "property names them"))
    }
  }
}
