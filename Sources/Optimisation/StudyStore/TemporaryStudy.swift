import DurableFiles
import Glibc
import Synchronization

/// A study file that is being made, under a name that no other file has or will have.
///
/// What a process that was killed has left is known by its name, and is neither opened nor locked to
/// find out: SQLite's locks, those of fcntl(2), end when their process closes the file anywhere, and
/// this may become a study that it uses.
struct TemporaryStudy {
  private static let names = TemporaryNames(prefix: ".temper-study-")
  /// Counts the files of this process.
  private static let serial = Atomic(0)

  let path: String

  /// Makes an empty file in a folder, whose name ends with a slash; nil if that fails, as `errno` says.
  init?(in folder: String) {
    let count = Self.serial.add(1, ordering: .relaxed).oldValue
    path = folder + Self.names.name(count: count)
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    close(descriptor)
  }

  /// Removes the file's name.
  func remove() { Self.remove(path) }

  /// Removes from a folder what processes that have ended left; whatever fails stays.
  static func removeLeft(in folder: String) {
    for name in names.left(in: folder) { remove(folder + name) }
  }

  /// Removes SQLite's files first: as long as the other one is there, a later attempt finds it.
  private static func remove(_ path: String) {
    for suffix in ["-wal", "-shm", "-journal", ""] { unlink(path + suffix) }
  }
}
