import Glibc

/// Which file a path leads to, whatever it is called: equal for two paths of one file.
///
/// A file that is there is known by device and inode, through symbolic and hard links alike; one
/// that is not, by the folder that is there and the names below it, byte by byte.
package struct FileIdentity: Hashable {
  private let device: UInt
  private let inode: UInt
  /// The names that are not there yet, from the folder down; none if the file is there.
  private let missing: [String]

  /// Whether the file is there.
  package var isThere: Bool { missing.isEmpty }

  /// Finds what a path leads to; `nil` where the system cannot tell, as in a circle of links.
  package init?(ofPath path: String) {
    guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
    var folder = path.hasPrefix("/") ? "/" : "."
    var names = Self.names(in: path)
    var linkCount = 0
    while let name = names.popLast() {
      let place = "\(folder)/\(name)"
      var status = stat()
      if lstat(place, &status) != 0 {
        guard errno == ENOENT || errno == ENOTDIR else { return nil }
        self.init(below: folder, missing: [name] + names.reversed())
        return
      }
      guard status.st_mode & S_IFMT == S_IFLNK else {
        folder = place
        continue
      }
      // As many as Linux follows: path_resolution(7).
      linkCount += 1
      guard linkCount <= 40, let target = Self.target(ofLink: place) else { return nil }
      if target.hasPrefix("/") { folder = "/" }
      names += Self.names(in: target)
    }
    self.init(below: folder, missing: [])
  }

  /// The regular file behind an open descriptor; `nil` for a terminal, a pipe or a device.
  package init?(ofDescriptor number: Int32) {
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status, missing: [])
  }

  private init?(below folder: String, missing: [String]) {
    var status = stat()
    guard stat(folder, &status) == 0 else { return nil }
    // Names below what is not there: `..` leads back up, as it will once folders are made.
    var names: [String] = []
    for name in missing {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    self.init(status, missing: names)
  }

  private init(_ status: stat, missing: [String]) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    self.missing = missing
  }

  /// The names of a path in reverse, without those that lead nowhere else.
  private static func names(in path: String) -> [String] {
    path.split(separator: "/").reversed().filter { $0 != "." }.map(String.init)
  }

  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(validating: buffer[..<count], as: UTF8.self)
  }
}
