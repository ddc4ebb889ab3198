/// A planner's file that has been read, and what to call it in errors.
public struct ImportFile: Hashable, Sendable {
  /// The name for errors, usually the path.
  public let name: String
  /// The content.
  public let bytes: [UInt8]

  /// Creates a file from its name and content.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
