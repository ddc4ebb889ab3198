import Foundation
package import PatrolModel

/// What a command writes as JSON.
public protocol JSONDocument: Encodable {}

extension JSONDocument {
  /// The document as UTF-8, keys sorted, ending with a line feed.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

/// The instance that a document is about.
package struct InstanceReference: Codable {
  package let name: String
  package let fingerprint: String

  package init(_ instance: PatrolInstance) {
    name = instance.name
    fingerprint = instance.fingerprint
  }
}
