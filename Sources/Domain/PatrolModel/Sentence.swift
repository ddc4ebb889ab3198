/// A sentence about a shift for planners, in English, and what it is made of, so that pages of other languages need
/// not take the English apart.
public struct Sentence: Hashable, Sendable {
  /// Which sentence it is.
  public let kind: Kind
  /// Numbers, names and times in it, by what they are: `step` is counted from 1, and `time` is when it begins.
  public let values: [String: String]
  /// Sentences within it, in their order.
  public let parts: [Sentence]
  /// The sentence in English.
  public let description: String

  package init(
    _ kind: Kind, _ values: KeyValuePairs<String, any CustomStringConvertible> = [:],
    parts: [Sentence] = [], _ words: String
  ) {
    self.kind = kind
    self.values = Dictionary(values.map { ($0, $1.description) }) { first, _ in first }
    self.parts = parts
    description = words
  }

  /// A sentence that has no values.
  package init(_ kind: Kind, _ words: String) { self.init(kind, [:], words) }

  /// A sentence about a step.
  package init(
    _ kind: Kind, at step: Int, _ time: String,
    _ values: KeyValuePairs<String, any CustomStringConvertible>, parts: [Sentence],
    _ words: String
  ) {
    self.kind = kind
    let named = [("step", "\(step)"), ("time", time)] + values.map { ($0, $1.description) }
    self.values = Dictionary(named) { first, _ in first }
    self.parts = parts
    description = words
  }
}

extension Sentence: CustomStringConvertible {}

extension Sentence: Encodable {
  private enum CodingKeys: String, CodingKey { case code, values, parts, words }

  /// Encodes the kind as `code`, the English as `words`, and values and parts if there are any.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(kind.rawValue, forKey: .code)
    try object.encode(description, forKey: .words)
    if !values.isEmpty { try object.encode(values, forKey: .values) }
    if !parts.isEmpty { try object.encode(parts, forKey: .parts) }
  }
}
