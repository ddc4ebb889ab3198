/// Where a value sits in a JSON document, written as `$.travelMinutes[3][4]`.
package indirect enum JSONPath: CustomStringConvertible, Sendable {
  case root
  case key(String, of: JSONPath)
  case index(Int, of: JSONPath)

  /// One step on the way down.
  enum Step: Sendable {
    case key(String)
    case index(Int)
  }

  /// The place that some steps lead to from the root.
  init(_ steps: [Step]) {
    self = steps.reduce(.root) { $0.appending($1) }
  }

  /// The place one step farther down.
  func appending(_ step: Step) -> JSONPath {
    switch step {
    case .key(let key): .key(key, of: self)
    case .index(let index): .index(index, of: self)
    }
  }

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
