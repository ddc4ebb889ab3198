/// A fixed-size array whose storage starts on a cache line and never moves.
///
/// Rows of coefficients are read by wide loads from several threads at once; a stable, aligned
/// address and the absence of uniqueness checks are what this type adds to `Array`. It is filled
/// once, by its initialiser, and only read afterwards.
public final class AlignedArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Unchecked: `base` is written only inside `init`, before the object is shared.

  /// The number of elements.
  public let count: Int
  /// The first element.
  @usableFromInline let base: UnsafeMutablePointer<Element>

  /// The alignment in bytes: one cache line, and the widest vector register.
  @inlinable
  public static var alignment: Int { 64 }

  /// Creates an array of `count` copies of a value and lets `fill` overwrite them.
  public init(
    repeating value: Element, count: Int, fill: (UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count * MemoryLayout<Element>.stride), alignment: Self.alignment)
    base = raw.bindMemory(to: Element.self, capacity: count)
    base.initialize(repeating: value, count: count)
    fill(UnsafeMutableBufferPointer(start: base, count: count))
  }

  /// Creates an aligned copy of an array.
  public convenience init(_ elements: [Element]) where Element: ExpressibleByIntegerLiteral {
    self.init(repeating: 0, count: elements.count) { target in
      for (index, element) in elements.enumerated() { target[index] = element }
    }
  }

  deinit { base.deallocate() }

  /// The element at a position, which must be in 0..<`count`.
  @inlinable
  public subscript(index: Int) -> Element {
    assert(index >= 0 && index < count, "the index is inside the array")
    return base[index]
  }

  /// The address of the first element, valid as long as the array is.
  public var first: UnsafePointer<Element> { UnsafePointer(base) }

  /// The elements, valid as long as the array is.
  @inlinable
  public var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: base, count: count)
  }
}
