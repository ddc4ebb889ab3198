import GRDB
import Glibc

/// A study without trials, not yet in its file.
struct NewStudy {
  private let record: StudyRecord

  init(_ record: StudyRecord) { self.record = record }

  /// Makes the file whole under another name and links it to its own, unless another process did.
  func create(at place: StudyPlace, patience: Duration) throws(StudyStoreError) {
    guard let temporary = TemporaryStudy(in: place.folder) else {
      throw Self.failure(place.name)
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
    } catch { throw StudyStoreError(error, path: place.name, patience: patience) }
    guard link(temporary.path, place.path) == 0 || errno == EEXIST else {
      throw Self.failure(place.name)
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
