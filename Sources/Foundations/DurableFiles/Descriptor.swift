import Glibc

/// An open file, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { _ = close(number) }

  /// Closes the file now and throws what the system held back until then.
  consuming func closeNow(_ attempt: FileAttempt) throws(FileError) {
    let number = self.number
    discard self
    // After EINTR the descriptor is gone on Linux: closing again could hit another thread's file.
    if close(number) != 0, errno != EINTR { throw attempt.failure("close", code: errno) }
  }

  /// Writes all bytes, however many calls that takes.
  borrowing func write(_ bytes: [UInt8], _ attempt: FileAttempt) throws(FileError) {
    let number = self.number
    var written = 0
    while written < bytes.count {
      written += try attempt.call("write") {
        bytes.withUnsafeBytes { all in
          let rest = UnsafeRawBufferPointer(rebasing: all[written...])
          return Glibc.write(number, rest.baseAddress, rest.count)
        }
      }
    }
  }
}
