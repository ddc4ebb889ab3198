import Failures
import Foundation
import LinearPrograms
import Testing
import _TemperTestSupport

@Suite("A library beside the program")
struct TrustedFileTests {
  let scratch = try? ScratchFolder()

  @Test("is looked for in the package that the program was built in, and no further up")
  func package() throws {
    let scratch = try #require(scratch)
    try scratch.write("Package.swift", "")
    try scratch.write("inner/Package.swift", "")
    let inner = scratch["inner"]
    for build in [".build", ".build-x"] {
      #expect(PackageFolder.of("\(inner)/\(build)/x86_64/release/temper") == inner)
    }
    try scratch.write("without/plans.csv", "")
    #expect(PackageFolder.of("\(scratch["without"])/.build/release/temper") == nil)
    #expect(PackageFolder.of("\(inner)/bin/temper") == nil)
    #expect(PackageFolder.of("\(inner)/.build") == nil)
    #expect(PackageFolder.of("temper") == nil)
  }

  @Test(
    "is loaded if only its user and root can have put it there", arguments: ["", "lib", "lib/x.so"])
  func openToOthers(name: String) throws {
    let scratch = try #require(scratch)
    try scratch.write("lib/x.so", "")
    #expect(try TrustedFile(scratch["lib/x.so"]).path.hasSuffix("/lib/x.so"))
    for mode in [S_IWGRP, S_IWOTH] {
      #expect(chmod(scratch[name], 0o755 | mode) == 0)
      let error = #expect(throws: SolverError.self) { try TrustedFile(scratch["lib/x.so"]) }
      #expect(error?.description.contains("run 'chmod go-w ") == true)
    }
    // As in /tmp, others may put files beside it then, and change none.
    #expect(chmod(scratch[name], 0o777 | S_ISVTX) == 0)
    if name == "lib/x.so" {
      #expect(throws: SolverError.self) { try TrustedFile(scratch["lib/x.so"]) }
    } else {
      #expect(throws: Never.self) { try TrustedFile(scratch["lib/x.so"]) }
    }
  }

  @Test("is not loaded from another user, nor by a link to what is open to others")
  func links() throws {
    let scratch = try #require(scratch)
    try scratch.write("lib/x.so", "")
    try scratch.write("open/x.so", "")
    #expect(symlink(scratch["open/x.so"], scratch["lib/link.so"]) == 0)
    #expect(try TrustedFile(scratch["lib/link.so"]).path.hasSuffix("/open/x.so"))
    #expect(chmod(scratch["open"], 0o757) == 0)
    #expect(throws: SolverError.self) { try TrustedFile(scratch["lib/link.so"]) }
    #expect(throws: SolverError.self) { try TrustedFile(scratch["lib/none.so"]) }
  }

  @Test("is not loaded if another user owns it", .enabled(if: geteuid() == 0, "needs root"))
  func otherOwner() throws {
    let scratch = try #require(scratch)
    try scratch.write("lib/x.so", "")
    #expect(chown(scratch["lib/x.so"], 65_534, 65_534) == 0)
    let error = #expect(throws: SolverError.self) { try TrustedFile(scratch["lib/x.so"]) }
    #expect(error?.description.contains("belongs to another user") == true)
  }

  @Test("is said to be where it is", .needsHiGHS)
  func origin() throws {
    let library = try HiGHSLibrary.shared.get()
    #expect(library.path.contains("libhighs"))
    #expect(library.version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+/) != nil)
    let again = try HiGHSLibrary(path: library.path)
    #expect(again.source == .named && again.version == library.version)
    #expect(throws: SolverError.self) { try HiGHSLibrary(path: "/none/libhighs.so") }
  }
}

/// A folder of a test's own, removed with all it holds when the test ends.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("\(NSTemporaryDirectory())temper-tests-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template).map { String(cString: $0) })
    path = try #require(realpath(made, nil).map { String(cString: $0) })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder, or of the folder.
  subscript(name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

  /// Writes a file, and the folders that it is in.
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
    let url = URL(filePath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    try #require(chmod(self[name], mode) == 0)
  }
}
