import GRDB
import Glibc

/// A path for a study: its folder, on a file system that is safe, and itself.
struct Place {
  let folder: String
  let path: String

  init(_ path: String) throws(StudyStoreError) {
    guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
      throw .cannotOpen(path: path, reason: "it is no name of a file")
    }
    // A name such as ":memory:" is a file here.
    self.path = path.hasPrefix("/") ? path : "./\(path)"
    folder = String(self.path[...(self.path.lastIndex(of: "/") ?? self.path.startIndex)])
    try UnsafeFileSystem.refuse(folder, for: path)
  }
}

/// A study without trials, not yet in its file.
struct NewStudy {
  private let record: StudyRecord

  init(_ record: StudyRecord) { self.record = record }

  /// Makes the file whole under another name and links it to its own, unless another process did.
  func create(at place: Place, patience: Duration) throws(StudyStoreError) {
    let temporary = try Self.temporary(in: place)
    defer { for suffix in ["", "-wal", "-shm"] { unlink(temporary + suffix) } }
    do {
      let queue = try DatabaseQueue(
        path: temporary, configuration: StudyFile.configuration(patience: patience))
      try StudySchema.prepare(queue)
      let text = try JSONText.text(record)
      try queue.write { db in
        try db.execute(
          sql: "INSERT INTO study (id, record, checksum) VALUES (1, ?, ?)",
          arguments: [text, JSONText.checksum(of: text)])
      }
      try queue.close()
    } catch { throw StudyStoreError(error, path: place.path, patience: patience) }
    guard link(temporary, place.path) == 0 || errno == EEXIST else {
      throw Self.failure(place.path)
    }
    let folder = open(place.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      Glibc.close(folder)
    }
  }

  /// An empty file of a name that no other process has.
  private static func temporary(in place: Place) throws(StudyStoreError) -> String {
    for serial in 0..<10_000 {
      let name = "\(place.folder).temper-study-\(getpid())-\(serial).tmp"
      let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        Glibc.close(descriptor)
        return name
      }
      if errno != EEXIST { break }
    }
    throw failure(place.path)
  }

  private static func failure(_ path: String) -> StudyStoreError {
    switch errno {
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    case ENOSPC, EDQUOT, EIO: .device(path: path, reason: String(cString: strerror(errno)))
    default: .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
