import Glibc
import Synchronization

/// A study file that is being made, under a name that no other file has or will have.
///
/// The name says which process makes it. So what a process that was killed has left is known by its
/// name, and is neither opened nor locked to find out: SQLite's locks, those of fcntl(2), end when
/// their process closes the file anywhere, and this may become a study that it uses.
struct TemporaryStudy {
  private static let prefix = ".temper-study-"
  private static let suffix = ".tmp"
  /// Counts the files of this process.
  private static let serial = Atomic(0)

  let path: String

  /// Makes an empty file in a folder, whose name ends with a slash; nil if that fails, as `errno` says.
  init?(in folder: String) {
    let count = Self.serial.add(1, ordering: .relaxed).oldValue
    path = folder + Self.name(of: .own, count: count)
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    close(descriptor)
  }

  /// Removes the file's name.
  func remove() { Self.remove(path) }

  /// Removes from a folder what processes that have ended left; whatever fails stays.
  static func removeLeft(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), name.hasSuffix(suffix), isLeft(name, in: folder) {
        remove(folder + name)
      }
    }
  }

  /// Whether nobody makes the file any more.
  private static func isLeft(_ name: String, in folder: String) -> Bool {
    switch maker(of: name)?.state ?? .unknown {
    case .running: return false
    case .ended: return true
    case .unknown:
      // Of another container, or of an earlier version: making a study takes no day.
      var status = stat()
      return lstat(folder + name, &status) == 0 && status.st_mtim.tv_sec < time(nil) - 86_400
    }
  }

  /// `.temper-study-BOOT.NAMESPACE.PROCESS.START.COUNT.tmp`.
  private static func name(of process: ProcessName, count: Int) -> String {
    "\(prefix)\(process.description.replacing(" ", with: ".")).\(count)\(suffix)"
  }

  private static func maker(of name: String) -> ProcessName? {
    let parts = name.dropFirst(prefix.count).dropLast(suffix.count).split(separator: ".")
    return ProcessName(parts.dropLast().joined(separator: " "))
  }

  /// Removes SQLite's files first: as long as the other one is there, a later attempt finds it.
  private static func remove(_ path: String) {
    for suffix in ["-wal", "-shm", "-journal", ""] { unlink(path + suffix) }
  }
}
