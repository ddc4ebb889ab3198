/// A position in an ordered collection of `Element`, counted from zero.
///
/// Sectors, cars and steps are all numbered; the phantom parameter keeps one from being used as
/// another. People count from one: use ``number`` in anything they read.
public struct Ordinal<Element>: Hashable, Comparable, Sendable {
  /// The position, counted from zero.
  public let rawValue: Int

  /// Creates the ordinal at a position counted from zero.
  @inlinable
  public init(_ rawValue: Int) { self.rawValue = rawValue }

  /// The position as people count it, from one.
  public var number: Int { rawValue + 1 }

  /// Whether the first position comes before the second.
  @inlinable
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
