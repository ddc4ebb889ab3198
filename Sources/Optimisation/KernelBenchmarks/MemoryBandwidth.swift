/// Reads a buffer much larger than the caches, as the yardstick of models that do not fit there.
struct MemoryBandwidth {
  /// The size of the buffer in bytes, a multiple of 64.
  let bufferBytes: Int

  func measure() -> MemoryFigure {
    let lines = [SIMD8<UInt64>](repeating: SIMD8(repeating: 1), count: bufferBytes / 64)
    var checksum = SIMD8<UInt64>()
    let rates = (0..<Spread.blocks).map { _ in
      let time = ContinuousClock().measure { checksum &+= Self.sum(lines) }
      return Double(bufferBytes) / max(1, time / .nanoseconds(1))
    }
    precondition(checksum[0] == UInt64(lines.count * Spread.blocks), "every line was read")
    return MemoryFigure(bufferBytes: bufferBytes, gigabytesPerSecond: Spread(rates))
  }

  /// Four sums side by side, so that no addition waits for the one before.
  private static func sum(_ lines: [SIMD8<UInt64>]) -> SIMD8<UInt64> {
    lines.withUnsafeBufferPointer { lines in
      var (a, b, c, d) = (SIMD8<UInt64>(), SIMD8<UInt64>(), SIMD8<UInt64>(), SIMD8<UInt64>())
      var line = 0
      while line + 4 <= lines.count {
        a &+= lines[line]
        b &+= lines[line + 1]
        c &+= lines[line + 2]
        d &+= lines[line + 3]
        line += 4
      }
      while line < lines.count {
        a &+= lines[line]
        line += 1
      }
      return (a &+ b) &+ (c &+ d)
    }
  }
}
