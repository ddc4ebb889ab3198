import Foundation
import Testing

/// A call of the system that is to fail in a process, as on a broken or full disk.
public struct FailingCalls: Sendable, CustomStringConvertible {
  /// The kinds of call that may fail.
  public enum Kind: String, CaseIterable, Sendable {
    /// `write`, `pwrite`, `writev`, `ftruncate`: no space left.
    case write
    /// `fsync`, `fdatasync`: an I/O error.
    case sync
    /// `rename`, `link` and their like: an I/O error.
    case rename
    /// `open` and its like, whatever for: an I/O error.
    case open
    /// `read`, `pread`: an I/O error.
    case read
    /// `mmap`: no memory.
    case mmap
    /// An allocation of 1 MiB at least: no memory.
    case malloc
  }

  /// The kind of the call.
  public let kind: Kind
  /// The number of the call among those of its kind, from 1 on.
  public let number: Int
  /// Whether all later calls of the kind fail as well.
  public let isLasting: Bool

  /// Describes a call that is to fail.
  public init(kind: Kind, number: Int, isLasting: Bool = false) {
    self.kind = kind
    self.number = number
    self.isLasting = isLasting
  }

  /// What fails, as in `sync 3`.
  public var description: String { "\(kind) \(number)\(isLasting ? " and all after it" : "")" }

  /// The variables of a process of a program in which the call fails.
  ///
  /// - Parameters:
  ///   - program: The name of the program's file; what it starts itself has no failing calls.
  ///   - mark: The file that gets a line for each call that failed, with its path.
  ///   - tally: The file that gets the number of calls of the kind, if one is given.
  /// - Returns: The variables by their names.
  /// - Throws: What the C compiler has to say about the library that does it.
  public func environment(
    of program: String, mark: String, tally: String? = nil
  ) throws -> [String: String] {
    var variables = [
      "LD_PRELOAD": try Self.library.get(), "TORTURE_KIND": kind.rawValue,
      "TORTURE_CALL": "\(number)", "TORTURE_MARK": mark, "TORTURE_PROGRAM": program,
    ]
    variables["TORTURE_TALLY"] = tally
    if isLasting { variables["TORTURE_LASTING"] = "1" }
    return variables
  }

  /// Made by the C compiler, once for all tests of a process, beside what else was built.
  private static let library = Result { try compile() }

  private static func compile() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(filePath: tests).deletingLastPathComponent().path
    let (path, draft) = ("\(folder)/torture.so", "\(folder)/torture-\(getpid()).so")
    try SharedLibrary.compile("Torture/torture.c", to: draft)
    // Whole at once: another process of tests may be using it.
    try #require(rename(draft, path) == 0)
    return path
  }
}
