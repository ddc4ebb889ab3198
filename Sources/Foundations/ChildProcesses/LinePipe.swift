import CChildProcesses
import Glibc

/// A pipe that is read line by line, as far as there is something to read.
struct LinePipe: ~Copyable {
  /// The end that this process reads; nil when the other ends are closed.
  private(set) var near: Int32?
  private(set) var far: Int32
  /// The bytes read so far.
  private(set) var count = 0
  private var rest: [UInt8] = []

  /// Makes a pipe, of whose program errors are.
  init(for program: String) throws(ProcessError) {
    var ends: [Int32] = [0, 0]
    guard child_process_pipe(&ends) == 0 else {
      throw ProcessError(program, "no pipe: \(String(cString: strerror(errno)))")
    }
    (near, far) = (ends[0], ends[1])
  }

  deinit {
    if let near { close(near) }
    if far >= 0 { close(far) }
  }

  mutating func closeFar() {
    close(far)
    far = -1
  }

  /// At most so many chunks are read at once: some MB, more than a pipe holds, but nobody who writes on
  /// and on keeps this process from looking at the clock.
  private static let mostChunks = 64

  /// Hands over all whole lines that are there, and the last one without an end.
  mutating func forward(to line: ([UInt8]) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<Self.mostChunks {
      guard let near else { return }
      let count = read(near, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return }
      self.count += count
      if count == 0 {
        close(near)
        self.near = nil
        if !rest.isEmpty { line(rest) }
        return
      }
      var unread = chunk[..<count]
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        line(rest + unread[..<end])
        rest = []
        unread = unread[(end + 1)...]
      }
      rest += unread
    }
  }
}
