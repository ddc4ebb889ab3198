import Glibc

/// The folder of the package that a program was built in.
package enum PackageFolder {
  /// That of this process's executable; `nil` for one that is installed elsewhere.
  static var ofExecutable: String? { executable.flatMap(of) }

  /// What `make install` puts beside this process's executable: `name` in `../lib/temper`.
  static func installed(_ name: String) -> String? {
    let folders = executable?.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = folders.map { $0.joined(separator: "/") + "/lib/temper/" + name }
    return path.flatMap { access($0, F_OK) == 0 ? $0 : nil }
  }

  private static var executable: String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folder around the innermost build folder that the path is in, if it holds a manifest.
  ///
  /// No folder further up is looked at: what is there need not be of this package.
  package static func of(_ executable: String) -> String? {
    let parts = executable.split(separator: "/", omittingEmptySubsequences: false)
    // SwiftPM's own name, and those of other builds beside it.
    guard
      let build = parts.dropLast().lastIndex(where: { $0 == ".build" || $0.hasPrefix(".build-") })
    else { return nil }
    let folder = parts[..<build].joined(separator: "/")
    return access(folder + "/Package.swift", F_OK) == 0 ? folder : nil
  }
}

/// A file that only its user and root can have put where it is.
package struct TrustedFile {
  /// The path without symbolic links.
  package let path: String

  /// Looks at a file and all folders that it is in.
  ///
  /// Each has to belong to root or the current user, and to be closed to others; a folder where
  /// everybody may make files but only owners remove them, such as /tmp, does no harm.
  ///
  /// - Throws: ``SolverError/unavailable(_:)`` with what is open to others and how to close it.
  package init(_ path: String) throws(SolverError) {
    guard let pointer = realpath(path, nil) else {
      throw .unavailable(["\(path): \(String(cString: strerror(errno)))"])
    }
    defer { free(pointer) }
    self.path = String(cString: pointer)
    var part = self.path
    while true {
      try Self.check(part.isEmpty ? "/" : part)
      guard let slash = part.lastIndex(of: "/") else { return }
      part = String(part[..<slash])
    }
  }

  private static func check(_ path: String) throws(SolverError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw .unavailable(["\(path): \(String(cString: strerror(errno)))"])
    }
    guard [0, geteuid()].contains(status.st_uid) else {
      throw .unavailable(["\(path) belongs to another user, who could put any code there"])
    }
    let isShared = status.st_mode & (S_IWGRP | S_IWOTH) != 0
    let isSticky = status.st_mode & S_IFMT == S_IFDIR && status.st_mode & S_ISVTX != 0
    guard !isShared || isSticky else {
      throw .unavailable([
        "others could put any code into \(path); run 'chmod go-w \(path)', or name the library"
      ])
    }
  }
}
