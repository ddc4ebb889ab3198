import Foundation
import Testing

/// The part of JSON Schema that the project's own schemas use.
struct Schema {
  private let root: [String: Any]

  init(contentsOf file: URL) throws {
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    root = try #require(document as? [String: Any])
  }

  /// The places of a document that are not as the schema has it.
  func flaws(of document: Any) -> [String] { flaws(of: document, root, at: "$") }

  private func flaws(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var flaws: [String] = []
    if let reference = schema["$ref"] as? String {
      let definitions = root["$defs"] as? [String: [String: Any]]
      let name = String(reference.split(separator: "/").last ?? "")
      flaws += self.flaws(of: value, definitions?[name] ?? [:], at: path)
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      flaws.append("\(path) is not \(constant)")
    }
    if let constant = schema["const"] as? Int, value as? Int != constant {
      flaws.append("\(path) is not \(constant)")
    }
    if let values = schema["enum"] as? [String], !values.contains(value as? String ?? "") {
      flaws.append("\(path) is none of \(values.joined(separator: ", "))")
    }
    // One type, or that type and null.
    let types = schema["type"] as? [String]
    if types?.contains("null") ?? false, value is NSNull { return flaws }
    switch schema["type"] as? String ?? types?.first {
    case "object":
      guard let object = value as? [String: Any] else { return flaws + ["\(path) is no object"] }
      let listed = schema["properties"] as? [String: [String: Any]]
      let properties = listed ?? [:]
      let required = schema["required"] as? [String] ?? []
      flaws += required.filter { object[$0] == nil }.map { "\(path) has no \($0)" }
      // An object whose members a schema leaves open may have any.
      let others = schema["additionalProperties"] as? [String: Any] ?? (listed == nil ? [:] : nil)
      for (name, member) in object {
        guard let property = properties[name] ?? others else {
          return flaws + ["\(path) has \(name)"]
        }
        flaws += self.flaws(of: member, property, at: "\(path).\(name)")
      }
    case "array":
      guard let array = value as? [Any] else { return flaws + ["\(path) is no array"] }
      let items = schema["items"] as? [String: Any] ?? [:]
      for (place, item) in array.enumerated() {
        flaws += self.flaws(of: item, items, at: "\(path)[\(place)]")
      }
    case "string":
      guard let text = value as? String else { return flaws + ["\(path) is no string"] }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        flaws.append("\(path) is not like \(pattern)")
      }
    case "integer", "number":
      guard let number = value as? NSNumber else { return flaws + ["\(path) is no number"] }
      if let least = schema["minimum"] as? NSNumber, number.doubleValue < least.doubleValue {
        flaws.append("\(path) is less than \(least)")
      }
    case "boolean": if !(value is Bool) { flaws.append("\(path) is no boolean") }
    default: break
    }
    return flaws
  }
}
