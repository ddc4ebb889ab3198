import GRDB
import Glibc

/// A study without trials, not yet in its file.
struct NewStudy {
  private let record: StudyRecord

  init(_ record: StudyRecord) { self.record = record }

  /// Makes the file whole under another name and links it to its own, unless another process did.
  ///
  /// It gets its name when it is whole without its log, and has been read back: whatever fails, or
  /// whoever kills this process, leaves no file of that name or a study that can go on.
  func create(at place: StudyPlace, patience: Duration) throws(StudyStoreError) {
    guard let temporary = TemporaryStudy(in: place.folder) else {
      throw Self.failure(place.name)
    }
    defer { temporary.remove() }
    do {
      try write(to: temporary.path, patience: patience)
      try readBack(temporary.path, named: place.name, patience: patience)
    } catch { throw StudyStoreError(error, path: place.name, patience: patience) }
    guard link(temporary.path, place.path) == 0 || errno == EEXIST else {
      throw Self.failure(place.name)
    }
    try flush(place)
  }

  private func write(to path: String, patience: Duration) throws {
    let queue = try DatabaseQueue(
      path: path, configuration: StudyFile.configuration(patience: patience))
    try StudySchema.prepare(queue)
    let text = try JSONText.text(record)
    try queue.write { db in
      try db.execute(
        sql: "INSERT INTO study (id, record, checksum) VALUES (1, ?, ?)",
        arguments: [text, JSONText.checksum(of: text)])
    }
    // The log keeps the other name.
    try queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    try queue.close()
  }

  /// Errors name the study that is to be: of the other name nothing will be left.
  private func readBack(_ path: String, named name: String, patience: Duration) throws {
    guard !StudyPlace.hasLog(path) else {
      throw StudyStoreError.device(path: name, reason: "the log is not folded in")
    }
    var configuration = StudyFile.configuration(patience: patience)
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let isAsWritten = try queue.read { db in
      do {
        return try StudySchema.check(db, path: name) == .current && StudyFile.record(db) == record
          && StudyFile.rows(db).isEmpty
      } catch StudyStoreError.damaged { return false }
    }
    try queue.close()
    guard isAsWritten else {
      throw StudyStoreError.device(path: name, reason: "the file is not what was written")
    }
  }

  /// Makes the folder's new entry survive a power cut, where its file system can.
  private func flush(_ place: StudyPlace) throws(StudyStoreError) {
    let folder = open(place.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be written and not read is left to the file system.
    guard folder >= 0 else { return }
    defer { Glibc.close(folder) }
    guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw Self.failure(place.name)
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
