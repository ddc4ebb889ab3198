/// A value that is written as null, not left out, when there is none.
package struct Nullable<Value: Codable & Sendable>: Codable, Sendable {
  package let value: Value?

  package init(_ value: Value?) { self.value = value }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    value = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
