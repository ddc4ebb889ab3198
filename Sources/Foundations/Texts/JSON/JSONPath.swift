/// Where a value sits in a JSON document, written as `$.travelMinutes[3][4]`.
package indirect enum JSONPath: CustomStringConvertible, Sendable {
  case root
  case key(String, of: JSONPath)
  case index(Int, of: JSONPath)

  package var description: String {
    switch self {
    case .root: "$"
    case .key(let key, let parent):
      Self.isPlain(key) ? "\(parent).\(key)" : "\(parent)[\(key.quoted)]"
    case .index(let index, let parent): "\(parent)[\(index)]"
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    (1...40).contains(key.utf8.count)
      && key.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }
  }
}
