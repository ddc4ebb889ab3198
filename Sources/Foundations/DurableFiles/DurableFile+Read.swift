import Failures
import Glibc

extension DurableFile {
  /// The size up to which files are read unless the caller says otherwise: 256 MiB.
  public static let standardLimit = 256 << 20

  /// Reads a whole file, or standard input if the path is `-`.
  ///
  /// No more than `limit` bytes, at least 0, are accepted; pipes are counted as they are read.
  ///
  /// - Throws: ``FileError`` of kind `missing`, `unreadable`, `tooLarge` or `io`.
  public static func read(
    _ path: String, limit: Int = standardLimit
  ) throws(FileError) -> [UInt8] {
    precondition(limit >= 0, "a limit is not negative")
    if path == "-" {
      let attempt = FileAttempt(purpose: .read, path: "standard input")
      return try read(STDIN_FILENO, limit: limit, attempt)
    }
    let attempt = FileAttempt(purpose: .read, path: path)
    try attempt.checkPath()
    let file = Descriptor(try attempt.call("open") { open(path, O_RDONLY | O_CLOEXEC) })
    return try read(file.number, limit: limit, attempt)
  }

  private static func read(
    _ number: Int32, limit: Int, _ attempt: FileAttempt
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    try attempt.call("open") { fstat(number, &status) }
    let expected = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    if expected > limit { throw tooLarge(limit, attempt) }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try attempt.call("read") {
        chunk.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      }
      if count == 0 { return bytes }
      if count > limit - bytes.count { throw tooLarge(limit, attempt) }
      bytes += chunk[..<count]
    }
  }

  private static func tooLarge(_ limit: Int, _ attempt: FileAttempt) -> FileError {
    attempt.failure(
      .tooLarge, "read", reason: "it is larger than \(limit) bytes",
      advice: "check that it is the file you meant")
  }
}
