/// Wakes everybody who waits for news.
actor EventBell {
  private var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  private var count = 0
  private var isSilent = false

  /// News as they come, the first at once; several at a time are one.
  func listen() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    count += 1
    let id = count
    guard !isSilent else {
      continuation.finish()
      return stream
    }
    listeners[id] = continuation
    continuation.onTermination = { _ in Task { await self.leave(id) } }
    continuation.yield()
    return stream
  }

  /// Says that there is something new.
  func ring() { for listener in listeners.values { listener.yield() } }

  /// Sends everybody home.
  func close() {
    isSilent = true
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  private func leave(_ id: Int) { listeners[id] = nil }
}
