import ArgumentParser
import DurableFiles
import Glibc
import Temper
import Texts

/// A file that a command reads or writes, as its user names it.
///
/// Every command declares all of them, so that none is written that is needed: see
/// ``ReportingCommand/files``.
package struct FileUse {
  /// What is done with a file.
  enum Access { case reads, writes }

  /// The option or argument, as in `--output` or `<instance>`.
  package let label: String
  /// The path as it was given.
  package let path: String
  let access: Access
  /// Paths of files that are used with it, and may be there or not.
  var companions: [String] = []

  /// A file that is read: `-` is standard input, no path no file.
  package static func read(_ path: String?, as label: String) -> [FileUse] {
    path.map { [FileUse(label: label, path: $0, access: .reads)] } ?? []
  }

  /// A shift that is read, with the record of optima beside it.
  package static func read(shift path: String?, as label: String) -> [FileUse] {
    guard let path else { return [] }
    let record = KnownOptimum.recordPath(besideFile: path)
    // Only a record that is there can be lost.
    let isThere = FileIdentity(ofPath: record)?.isThere == true
    return [
      FileUse(label: label, path: path, access: .reads, companions: isThere ? [record] : [])
    ]
  }

  /// A study that is read, with what SQLite keeps beside it.
  package static func read(study path: String, as label: String) -> [FileUse] {
    [FileUse(label: label, path: path, access: .reads, companions: Self.beside(study: path))]
  }

  /// A study that is written, with what SQLite keeps beside it.
  package static func write(study path: String, as label: String) -> [FileUse] {
    [FileUse(label: label, path: path, access: .writes, companions: Self.beside(study: path))]
  }

  /// A file that is written: none if there is no path or it is `-`.
  package static func write(_ path: String?, as label: String) -> [FileUse] {
    guard let path, !Console.isOutput(path) else { return [] }
    return [FileUse(label: label, path: path, access: .writes)]
  }

  /// Files of these names that are written to a folder.
  package static func write(_ names: [String], in folder: String, as label: String) -> [FileUse] {
    names.map { FileUse(label: label, path: "\(folder)/\($0)", access: .writes) }
  }

  /// What SQLite keeps beside a study, and beside the file that a link leads to.
  private static func beside(study path: String) -> [String] {
    let target = realpath(path, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    return [path, target].compactMap(\.self).flatMap { file in
      ["-wal", "-shm", "-journal"].map { file + $0 }
    }
  }
}

extension [FileUse] {
  /// Throws if a file that is written is one that is read, or written as something else.
  ///
  /// Files are told apart by what they are, not by their names, and so are those that the shell
  /// has connected to the program's streams.
  ///
  /// - Throws: ``Failure`` with status 64.
  package func checkNoneIsLost() throws {
    let readsInput = count { $0.isStandardInput }
    guard readsInput < 2 else {
      throw Failure(.validationFailure, "standard input can be read only once; name a file")
    }
    let streams = FileStream.allCases.filter { $0 != .input || readsInput > 0 }
    let all =
      map { (use: $0, places: $0.places) }
      + streams.map { (use: $0.use, places: Set([$0.identity].compactMap(\.self))) }
    for (index, later) in all.enumerated() {
      // Streams among themselves are for whoever connected them.
      for earlier in all[..<index].prefix(count)
      where !later.places.isDisjoint(with: earlier.places) {
        switch (earlier.use.access, later.use.access) {
        case (.reads, .reads): continue
        case (_, .writes): throw later.use.clash(with: earlier.use)
        case (.writes, .reads): throw earlier.use.clash(with: later.use)
        }
      }
    }
  }
}

extension FileUse {
  fileprivate var isStandardInput: Bool { access == .reads && path == "-" }

  /// Where all of its files are.
  fileprivate var places: Set<FileIdentity> {
    if isStandardInput { return [] }
    return Set(([path] + companions).compactMap { FileIdentity(ofPath: $0) })
  }

  /// This file, which would be written, is another one as well.
  fileprivate func clash(with other: FileUse) -> Failure {
    Failure(
      .validationFailure,
      "\(words) and \(other.words) are one file, which would be overwritten; "
        + "name another one for \(label)")
  }

  private var words: String { path == "-" ? label : "\(label) (\(path.escaped))" }
}

/// The streams that a shell connects to files.
private enum FileStream: Int32, CaseIterable {
  case input, output, error

  var use: FileUse {
    switch self {
    case .input: FileUse(label: "standard input", path: "-", access: .reads)
    case .output: FileUse(label: "standard output", path: "-", access: .writes)
    case .error: FileUse(label: "standard error", path: "-", access: .writes)
    }
  }

  var identity: FileIdentity? { FileIdentity(ofDescriptor: rawValue) }
}
