import Glibc

/// Names of files that are being made, which no other file has or will have.
///
/// A name says which process makes the file. So what a process that was killed has left is known by
/// its name, and is neither opened nor locked to find out.
package struct TemporaryNames {
  /// What they begin with.
  let prefix: String
  private static let suffix = ".tmp"

  /// Names with a beginning of their own.
  package init(prefix: String) { self.prefix = prefix }

  /// `PREFIX BOOT.NAMESPACE.PROCESS.START.COUNT.tmp`, for the files of this process.
  package func name(count: Int) -> String {
    // Not every file system takes `pid:[4026531836]`, as Linux calls a namespace.
    let maker = ProcessName.own.description.replacing(" ", with: ".")
      .replacing("pid:[", with: "pid-").replacing("]", with: "")
    return "\(prefix)\(maker).\(count)\(Self.suffix)"
  }

  /// The names in a folder whose makers have ended, or were never heard of for a day.
  package func left(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var left: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), name.hasSuffix(Self.suffix), isLeft(name, in: folder) {
        left.append(name)
      }
    }
    return left
  }

  /// Whether nobody makes the file any more.
  private func isLeft(_ name: String, in folder: String) -> Bool {
    switch maker(of: name)?.state ?? .unknown {
    case .running: return false
    case .ended: return true
    case .unknown:
      // Of another container, or of an earlier version: making a file takes no day.
      var status = stat()
      return lstat("\(folder)/\(name)", &status) == 0
        && status.st_mtim.tv_sec < time(nil) - 86_400
    }
  }

  private func maker(of name: String) -> ProcessName? {
    let parts = name.dropFirst(prefix.count).dropLast(Self.suffix.count).split(separator: ".")
    return ProcessName(
      parts.dropLast().map { part in
        part.hasPrefix("pid-") ? "pid:[\(part.dropFirst(4))]" : "\(part)"
      }.joined(separator: " "))
  }
}
