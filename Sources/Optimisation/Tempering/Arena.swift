/// The memory of one replica: what is allocated here lives as long as the arena does.
///
/// The loops of walkers work on plain pointers, because counting references to arrays took most of
/// the time of a move. Pointers need an owner: a replica has one arena, and its parts are values that
/// point into it and are gone with it.
package final class Arena {
  /// The start of every block is that of a cache line, and fits the widest vector register.
  private static let alignment = 64

  private var blocks: [UnsafeMutableRawPointer] = []
  private var owners: [Any] = []

  /// Creates an arena without memory.
  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Memory for `count` ≥ 0 elements, all of them `value`.
  package func allocate<Element: BitwiseCopyable>(
    _ count: Int, filledWith value: Element
  ) -> UnsafeMutablePointer<Element> {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count * MemoryLayout<Element>.stride), alignment: Self.alignment)
    blocks.append(block)
    return block.initializeMemory(as: Element.self, repeating: value, count: count)
  }

  /// Memory that holds the elements of a collection, in order.
  package func copy<Element: BitwiseCopyable>(
    _ elements: [Element]
  ) -> UnsafeMutablePointer<Element> {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, elements.count * MemoryLayout<Element>.stride), alignment: Self.alignment)
    blocks.append(block)
    let first = block.bindMemory(to: Element.self, capacity: elements.count)
    for (place, element) in elements.enumerated() { (first + place).initialize(to: element) }
    return first
  }

  /// Keeps what owns memory of its own that parts of the replica point to.
  package func keep(_ owner: Any) { owners.append(owner) }
}
