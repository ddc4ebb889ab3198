import Glibc

/// The first bytes of a study file, looked at before SQLite sees it, which might repair it.
///
/// SQLite's file format, § 1.3.
struct FileHeader {
  private static let count = 100
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Checks the file at a path; nil if there is none.
  init?(of path: String) throws(StudyStoreError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, reason: "it is a folder, device or pipe")
    }
    var bytes = [UInt8](repeating: 0, count: Self.count)
    guard pread(descriptor, &bytes, Self.count, 0) == Self.count else {
      throw .truncated(path: path, bytes: Int(status.st_size), expected: Self.count)
    }
    try Self.check(bytes, size: Int(status.st_size), path: path)
    // The permissions of a file are a word to root, too.
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { throw .readOnly(path: path) }
  }

  private static func check(
    _ bytes: [UInt8], size: Int, path: String
  ) throws(StudyStoreError) {
    func number(at offset: Int) -> Int {
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard bytes.starts(with: magic) else {
      throw .notAStudy(path: path, found: "no database")
    }
    guard number(at: 68) == StudySchema.applicationID else {
      throw .notAStudy(path: path, found: "a database of another program")
    }
    // What a checkpoint that was cut off has not written yet is in the log.
    guard !hasLog(path) else { return }
    let page = Int(bytes[16]) << 8 | Int(bytes[17])
    let expected = (page == 1 ? 65_536 : page) * number(at: 28)
    guard size >= expected else { throw .truncated(path: path, bytes: size, expected: expected) }
  }

  private static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }
}
