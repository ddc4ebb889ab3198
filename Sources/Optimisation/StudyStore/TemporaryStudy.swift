import Glibc

/// A study file that is being made, under a name that no other process has.
///
/// Its maker holds a lock of flock(2), which ends with the process and which SQLite, with its locks of
/// fcntl(2), does not see. So a file that can be locked was left by a process that was killed.
struct TemporaryStudy {
  private static let prefix = ".temper-study-"
  private static let suffix = ".tmp"

  let path: String
  private let descriptor: Int32

  /// Makes an empty file in a folder, whose name ends with a slash; nil if that fails, as `errno` says.
  init?(in folder: String) {
    for serial in 0..<10_000 {
      let path = "\(folder)\(Self.prefix)\(getpid())-\(serial)\(Self.suffix)"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        return nil
      }
      // Another process may have taken the file for a left one before it was locked.
      if Self.isLocked(descriptor, waiting: true) {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      close(descriptor)
    }
    return nil
  }

  /// Removes the file's name, and lets the lock go.
  func remove() {
    Self.remove(path)
    close(descriptor)
  }

  /// Removes from a folder what processes that were killed have left; whatever fails stays.
  static func removeLeft(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), name.hasSuffix(suffix) { removeIfLeft(folder + name) }
    }
  }

  private static func removeIfLeft(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    // A study that has its own name already needs this one no more. It is not opened, as closing it
    // would end the locks that this process may have on the study.
    guard status.st_nlink == 1 else { return remove(path) }
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if isLocked(descriptor, waiting: false) { remove(path) }
  }

  /// Locks a file; returns whether it could be and still has a name.
  private static func isLocked(_ descriptor: Int32, waiting: Bool) -> Bool {
    var status = stat()
    return flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0
      && fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  /// Removes SQLite's files first: as long as the other one is there, a later attempt finds it.
  private static func remove(_ path: String) {
    for suffix in ["-wal", "-shm", "-journal", ""] { unlink(path + suffix) }
  }
}
