/// A number of bytes, printed as people read it.
public struct ByteCount: CustomStringConvertible, Sendable {
  /// The number of bytes.
  public let bytes: Int

  /// Creates a count of bytes.
  public init(_ bytes: Int) { self.bytes = bytes }

  /// The count with a binary unit, as in `12.3 MiB`.
  public var description: String {
    var value = Double(bytes)
    for unit in ["B", "KiB", "MiB", "GiB", "TiB"] {
      if abs(value) < 1024 || unit == "TiB" {
        let tenths = Int((value * 10).rounded())
        return unit == "B" ? "\(bytes) B" : "\(tenths / 10).\(abs(tenths) % 10) \(unit)"
      }
      value /= 1024
    }
    return "\(bytes) B"
  }
}
