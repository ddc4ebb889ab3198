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
    guard let temporary = TemporaryStudy(in: place.folder) else {
      throw Self.failure(place.path)
    }
    defer { temporary.remove() }
    do {
      let queue = try DatabaseQueue(
        path: temporary.path, configuration: StudyFile.configuration(patience: patience))
      try StudySchema.prepare(queue)
      let text = try JSONText.text(record)
      try queue.write { db in
        try db.execute(
          sql: "INSERT INTO study (id, record, checksum) VALUES (1, ?, ?)",
          arguments: [text, JSONText.checksum(of: text)])
      }
      try queue.close()
    } catch { throw StudyStoreError(error, path: place.path, patience: patience) }
    guard link(temporary.path, place.path) == 0 || errno == EEXIST else {
      throw Self.failure(place.path)
    }
    let folder = open(place.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      Glibc.close(folder)
    }
  }

  private static func failure(_ path: String) -> StudyStoreError {
    switch errno {
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    case ENOSPC, EDQUOT, EIO: .device(path: path, reason: String(cString: strerror(errno)))
    default: .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
