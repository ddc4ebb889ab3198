import PatrolModel
import Texts

/// What the first feature of a map says of itself, for somebody who has to say which property names
/// sectors.
struct MapNames {
  /// The identifier and the properties, in words.
  let words: String

  private static let most = 8

  init(_ root: JSONNode) {
    guard case .object(let members) = root.value else {
      words = "the map has none"
      return
    }
    var feature = root.value
    if case .array(let features)? = members.first(where: { $0.key == "features" })?.value {
      guard let first = features.first(where: { _ in true }) else {
        words = "the map has no features"
        return
      }
      feature = first
    }
    let identifier = Self.member("id", of: feature).map { "the first is \($0)" }
    let properties = Self.properties(of: feature)
    let list =
      properties.prefix(Self.most).joined(separator: ", ")
      + (properties.count > Self.most ? " and others" : "")
    let rest = properties.isEmpty ? "it has no properties" : "it has the properties \(list)"
    words = identifier.map { "\($0), and \(rest)" } ?? "of the first, \(rest)"
  }

  private static func member(_ name: String, of value: JSONValue) -> String? {
    guard case .object(let members) = value,
      let found = members.first(where: { $0.key == name })?.value
    else { return nil }
    return text(of: found)
  }

  private static func properties(of feature: JSONValue) -> [String] {
    guard case .object(let members) = feature,
      case .object(let properties)? = members.first(where: { $0.key == "properties" })?.value
    else { return [] }
    return properties.compactMap { member in
      text(of: member.value).map { "\(member.key.quoted) (\($0))" }
    }
  }

  /// A text or a number as it might name a sector.
  private static func text(of value: JSONValue) -> String? {
    switch value {
    case .string(let text): String(text.prefix(40)).quoted
    case .number(let number): "\(number.literal)"
    default: nil
    }
  }
}

/// The coordinate system that a map names.
enum MapSystem {
  /// What is to be said of a system other than degrees of WGS 84, which RFC 7946, 4 alone allows.
  static func other(in root: JSONNode) -> String? {
    guard case .object(let members) = root.value,
      case .object(let system)? = members.first(where: { $0.key == "crs" })?.value,
      case .object(let properties)? = system.first(where: { $0.key == "properties" })?.value,
      case .string(let name)? = properties.first(where: { $0.key == "name" })?.value,
      !["CRS84", "4326"].contains(where: name.hasSuffix)
    else { return nil }
    return "the map names the coordinate system \(name.quoted); its positions are read as degrees "
      + "of WGS 84"
  }
}
