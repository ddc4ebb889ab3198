/// A place for each task's outcome, filled from any thread.
final class Slots<Outcome: Sendable>: @unchecked Sendable {
  // Unchecked: each index is written by one call, and read after all have returned.
  private let slots: UnsafeMutablePointer<Outcome?>
  private let count: Int

  init(count: Int) {
    self.count = count
    slots = .allocate(capacity: count)
    slots.initialize(repeating: nil, count: count)
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  subscript(index: Int) -> Outcome? {
    get { slots[index] }
    set { slots[index] = newValue }
  }

  /// What was filled, in order.
  var taken: [Outcome] { (0..<count).compactMap { slots[$0] } }
}
