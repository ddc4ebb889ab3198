import Glibc
import Synchronization

/// The study files that this process has open.
///
/// Whoever closes a file ends all locks of fcntl(2) that his process has on it, SQLite's too, and then
/// another process may take the log for its own and throw away what is written to it later (SQLite,
/// "How To Corrupt An SQLite Database File", § 2.2). So the header of a file is looked at only while
/// this process has no study of it open.
struct OpenStudy: ~Copyable {
  private struct Identity: Hashable {
    let device: dev_t
    let inode: ino_t
  }

  private static let counts = Mutex<[Identity: Int]>([:])

  private let identity: Identity

  /// Checks the header of the file at a path, and counts it as open until this goes out of scope.
  ///
  /// - Throws: ``StudyStoreError``, ``StudyStoreError/missing(path:)`` included.
  init(_ place: StudyPlace) throws(StudyStoreError) {
    identity = try Self.counts.withLock { (counts) throws(StudyStoreError) in
      var status = stat()
      if stat(place.path, &status) == 0 {
        let identity = Identity(device: status.st_dev, inode: status.st_ino)
        if let count = counts[identity] {
          counts[identity] = count + 1
          return identity
        }
      }
      let identity = try Self.checked(place)
      counts[identity] = 1
      return identity
    }
  }

  deinit {
    Self.counts.withLock { counts in
      let count = counts[identity, default: 1] - 1
      counts[identity] = count == 0 ? nil : count
    }
  }

  private static func checked(_ place: StudyPlace) throws(StudyStoreError) -> Identity {
    let descriptor = open(place.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .missing(path: place.name) }
      throw .cannotOpen(path: place.name, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    try FileHeader.check(descriptor, of: place)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotOpen(path: place.name, reason: String(cString: strerror(errno)))
    }
    return Identity(device: status.st_dev, inode: status.st_ino)
  }
}
