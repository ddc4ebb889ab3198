import Failures
import Glibc
import Synchronization

/// Files that are read whole, and written whole or not at all.
public enum DurableFile {
  /// Replaces or creates a file so that, whatever happens, it holds the old or the new bytes.
  ///
  /// The bytes go to a temporary file in the same directory, reach the disk, and only then take
  /// the file's name; the directory is flushed last, so that a return means the bytes survive a
  /// power cut. On failure the temporary is removed and the old file is intact; only a process
  /// killed on the way leaves a `.temper-file-….tmp` behind, which the next one that writes to the
  /// directory removes.
  ///
  /// A symbolic link is followed: the file it points to is replaced and the link stays. A replaced
  /// file keeps its permissions, a new one gets 0644 less the umask; the writer owns it.
  ///
  /// - Throws: ``FileError`` of kind `cannotCreate` for a missing directory, a path that is not a
  ///   regular file, or one that may not be written; of kind `io` for a full or failing device.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let attempt = FileAttempt(purpose: .write, path: path)
    try attempt.checkPath()
    let target = try Target(resolving: path, attempt)
    let directory = Descriptor(
      try attempt.call("open directory") {
        open(target.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      })
    let mode = try target.permissions(in: directory, attempt)
    Temporary.removeLeft(in: directory, at: target.directory)
    let temporary = try Temporary(in: directory, private: mode != nil, attempt)
    let name = temporary.name
    do {
      try temporary.finish(with: bytes, mode: mode, attempt)
      try attempt.call("rename") {
        renameat(directory.number, name, directory.number, target.name)
      }
    } catch {
      _ = unlinkat(directory.number, name, 0)
      throw error
    }
    try flush(directory, attempt)
  }

  /// Checks, without touching anything, that ``write(_:to:)-([UInt8],_)`` finds its place.
  ///
  /// A long computation asks before it starts; writing may still fail for other reasons.
  ///
  /// - Throws: ``FileError`` of kind `cannotCreate`, as writing would.
  public static func checkCanWrite(to path: String) throws(FileError) {
    let attempt = FileAttempt(purpose: .write, path: path)
    try attempt.checkPath()
    let target = try Target(resolving: path, attempt)
    let directory = Descriptor(
      try attempt.call("open directory") {
        open(target.directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      })
    _ = try target.permissions(in: directory, attempt)
    let number = directory.number
    try attempt.call("create") { faccessat(number, ".", W_OK | X_OK, 0) }
  }

  /// Replaces or creates a text file, in UTF-8, like ``write(_:to:)-([UInt8],_)``.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes the directory's new entry survive a power cut, where its file system can.
  private static func flush(
    _ directory: borrowing Descriptor, _ attempt: FileAttempt
  ) throws(FileError) {
    let number = directory.number
    if fsync(number) == 0 || errno == EINVAL || errno == ENOTSUP { return }
    try attempt.call("flush directory") { fsync(number) }
  }
}

/// The file a path leads to: its directory, and its name in there.
private struct Target {
  let directory: String
  let name: String

  /// Follows symbolic links, also one that leads to no file yet.
  init(resolving path: String, _ attempt: FileAttempt) throws(FileError) {
    var path = path
    for _ in 0..<40 {
      let (directory, name) = Self.split(path)
      guard let link = try Self.link(at: path, attempt) else {
        self.directory = directory
        self.name = name
        return
      }
      path = link.hasPrefix("/") ? link : "\(directory)/\(link)"
    }
    throw attempt.failure("follow link", code: ELOOP)
  }

  /// The permissions of the file to be replaced, or `nil` if there is none.
  func permissions(
    in directory: borrowing Descriptor, _ attempt: FileAttempt
  ) throws(FileError) -> mode_t? {
    // `a/`, `a/.` and `a/..` are directories, even where there is nothing.
    if name.isEmpty || name == "." || name == ".." { throw attempt.failure("open", code: EISDIR) }
    var status = stat()
    let number = directory.number
    if fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) != 0 {
      if errno == ENOENT { return nil }
      throw attempt.failure("open", code: errno)
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw attempt.failure("open", code: EISDIR) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // Renaming onto /dev/null would replace the device.
      throw attempt.failure(
        .cannotCreate, "open", reason: "it is a device, pipe or socket",
        advice: "name a regular file, or - for standard output")
    }
    // The directory decides what may be renamed; a read-only file says that it should not be.
    try attempt.call("open") { faccessat(number, name, W_OK, 0) }
    return status.st_mode & 0o777
  }

  private static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(path[path.utf8.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }

  private static func link(at path: String, _ attempt: FileAttempt) throws(FileError) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    guard let link = String(validating: buffer[..<count], as: UTF8.self) else {
      throw attempt.failure("follow link", code: EILSEQ)
    }
    return link
  }
}

/// A file of its own name in the directory of the file it will become.
private struct Temporary: ~Copyable {
  private static let names = TemporaryNames(prefix: ".temper-file-")
  /// Counts the files of this process.
  private static let serial = Atomic(0)

  let name: String
  private let file: Descriptor

  /// Creates an empty file; a private one is nobody else's to read until it is finished.
  init(
    in directory: borrowing Descriptor, private: Bool, _ attempt: FileAttempt
  ) throws(FileError) {
    let mode: mode_t = `private` ? 0o600 : 0o644
    while true {
      let name = Self.names.name(count: Self.serial.add(1, ordering: .relaxed).oldValue)
      let number = openat(
        directory.number, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if number >= 0 {
        self.name = name
        file = Descriptor(number)
        return
      }
      // No other file has this name; only a copy of one could.
      if errno != EEXIST, errno != EINTR { throw attempt.failure("create", code: errno) }
    }
  }

  /// Removes what processes that have ended left in a directory; whatever fails stays.
  static func removeLeft(in directory: borrowing Descriptor, at path: String) {
    for name in names.left(in: path) { _ = unlinkat(directory.number, name, 0) }
  }

  /// Writes the bytes to the disk and closes the file.
  consuming func finish(
    with bytes: [UInt8], mode: mode_t?, _ attempt: FileAttempt
  ) throws(FileError) {
    let number = file.number
    try file.write(bytes, attempt)
    if let mode { try attempt.call("set permissions") { fchmod(number, mode) } }
    try attempt.call("flush") { fsync(number) }
    try file.closeNow(attempt)
  }
}
