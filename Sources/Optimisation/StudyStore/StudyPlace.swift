import Glibc

/// A path for a study: its folder, on a file system that is safe, and itself.
struct StudyPlace {
  /// The path as it was given.
  let name: String
  let path: String
  let folder: String

  init(_ name: String) throws(StudyStoreError) {
    guard !name.isEmpty, !name.utf8.contains(0), !name.hasSuffix("/") else {
      throw .cannotOpen(path: name, reason: "it is no name of a file")
    }
    self.name = name
    // A name such as ":memory:" or "file:" is a file here.
    path = name.hasPrefix("/") ? name : "./\(name)"
    folder = String(path[...(path.lastIndex(of: "/") ?? path.startIndex)])
    try UnsafeFileSystem.refuse(folder, for: name)
  }

  /// Whether there is something of that name.
  var isTaken: Bool {
    var status = stat()
    return stat(path, &status) == 0 || errno != ENOENT
  }

  /// Whether the file may be written, and its log made beside it.
  var isWritable: Bool {
    var status = stat()
    // The permissions of a file are a word to root, too.
    return stat(path, &status) == 0 && status.st_mode & 0o222 != 0 && access(path, W_OK) == 0
      && access(folder, W_OK | X_OK) == 0
  }

  /// Whether some of the study's content is not in the file yet, but in its log.
  static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// The path as SQLite takes it for a file that nobody changes: no locks, and no files beside it.
  ///
  /// See "Uniform Resource Identifiers" and "Write-Ahead Logging", § 5, of SQLite's documentation.
  var immutablePath: String {
    let unreserved = Set("/-._~0123456789".utf8)
    let escaped = path.utf8.map { byte in
      unreserved.contains(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
    }
    return "file:\(escaped.joined())?immutable=1"
  }
}
