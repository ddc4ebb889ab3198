import Foundation
public import Temper

/// Where the sectors of a shift are, as polygons of GeoJSON (RFC 7946) that are named for them.
public struct ShiftMap: Sendable {
  /// The outer rings of each sector, as longitude and latitude; none where the map has no such sector.
  public let rings: [[[[Double]]]]

  private struct Collection: Decodable {
    let features: [Feature]
  }

  private struct Feature: Decodable {
    let id: Name?
    let properties: [String: Name?]?
    let geometry: Geometry?

    /// What it may be called: its `id`, or one of the properties that commonly have it.
    var names: [String] {
      ([id] + ["id", "sector", "name"].map { properties?[$0] ?? nil }).compactMap { $0?.text }
    }
  }

  /// A text, or a number as a text; other values name nothing.
  private struct Name: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = (try? value.decode(String.self)) ?? (try? value.decode(Int.self)).map { "\($0)" }
    }
  }

  private struct Geometry: Decodable {
    let outer: [[[Double]]]

    private enum Keys: CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Keys.self)
      switch try members.decode(String.self, forKey: .type) {
      case "Polygon":
        outer = Array(try members.decode([[[Double]]].self, forKey: .coordinates).prefix(1))
      case "MultiPolygon":
        outer = try members.decode([[[[Double]]]].self, forKey: .coordinates)
          .compactMap(\.first)
      default: outer = []
      }
    }
  }

  /// Reads a map of a shift.
  ///
  /// - Throws: ``DeskError`` if it is none, or shows no sector of the shift.
  public init(_ upload: ShiftImport.Upload, of instance: PatrolInstance) throws(DeskError) {
    guard let map = try? JSONDecoder().decode(Collection.self, from: Data(upload.bytes)) else {
      throw DeskError(
        "\(upload.name): expected a GeoJSON FeatureCollection of polygons in degrees",
        remedy: "export the sectors' outlines as GeoJSON")
    }
    var named: [String: [[[Double]]]] = [:]
    for feature in map.features {
      let outer = (feature.geometry?.outer ?? []).filter { ring in
        ring.count > 3 && ring.allSatisfy { $0.count >= 2 }
      }
      for name in Set(feature.names) { named[name, default: []] += outer }
    }
    rings = instance.sectors.map { named[$0.id.rawValue] ?? named[$0.name] ?? [] }
    guard rings.contains(where: { !$0.isEmpty }) else {
      let example = instance.sectors.first?.id.rawValue ?? ""
      throw DeskError(
        "\(upload.name): no polygon is named for a sector of the shift, as \(example)",
        remedy: "name features by id, or by a property id, sector or name")
    }
  }
}
