import DurableFiles
import Failures
import Foundation
import Testing

@Suite("A file that cannot be read or written")
struct FileErrorTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(
    "is refused for writing with a word on what to do",
    arguments: [
      ("", "Is a directory (open); name a file, not a directory"),
      (
        "/missing/plan.csv",
        "No such file or directory (open directory); create its directory first"
      ),
      ("/file/plan.csv", "Not a directory (open directory); create its directory first"),
      ("/file/", "Not a directory (open directory); create its directory first"),
      ("/", "Is a directory (open); name a file, not a directory"),
      ("/.", "Is a directory (open); name a file, not a directory"),
      (
        "/circle",
        "Too many levels of symbolic links (follow link); its symbolic links go round in a circle, "
          + "name the file itself"
      ),
      (
        "/pipe",
        "it is a device, pipe or socket (open); name a regular file, or - for standard output"
      ),
      ("/nul\0.csv", "Invalid argument (open); choose another place"),
      (
        "/" + String(repeating: "x", count: 300),
        "File name too long (open); choose a shorter name"
      ),
    ])
  func writing(suffix: String, words: String) throws {
    try DurableFile.write("old", to: directory["file"])
    try FileManager.default.createSymbolicLink(
      atPath: directory["circle"], withDestinationPath: "circle")
    try #require(mkfifo(directory["pipe"], 0o600) == 0)

    let path = directory.path + suffix
    let error = #expect(throws: FileError.self) { try DurableFile.write("new", to: path) }
    #expect(error?.kind == .cannotCreate)
    #expect(error?.path == path)
    #expect(error?.description == "cannot write \(path): \(words)")
    let earlier = #expect(throws: FileError.self) { try DurableFile.checkCanWrite(to: path) }
    #expect(earlier == error)
    #expect(try directory.names == ["circle", "file", "pipe"])
    #expect(try DurableFile.read(directory["file"]) == Array("old".utf8))
  }

  @Test(
    "is refused for reading with a word on what to do",
    arguments: [
      ("/missing", FileError.Kind.missing, "No such file or directory (open); check the path"),
      ("/file/x", .missing, "Not a directory (open); check the path"),
      ("", .unreadable, "Is a directory (read); name a file, not a directory"),
      ("/nul\0", .missing, "No such file or directory (open); check the path"),
      (
        "/file", .tooLarge,
        "it is larger than 2 bytes (read); check that it is the file you meant"
      ),
    ])
  func reading(suffix: String, kind: FileError.Kind, words: String) throws {
    try DurableFile.write("old", to: directory["file"])
    let path = directory.path + suffix
    let error = #expect(throws: FileError.self) { try DurableFile.read(path, limit: 2) }
    #expect(error?.kind == kind)
    #expect(error?.description == "cannot read \(path): \(words)")
  }

  @Test("is not a file of unknown size that is endless")
  func endless() {
    let error = #expect(throws: FileError.self) {
      try DurableFile.read("/dev/zero", limit: 1_000_000)
    }
    #expect(error?.kind == .tooLarge)
  }

  @Test("is a read-only one", .enabled(if: geteuid() != 0, "root may write to any file"))
  func readOnly() throws {
    try DurableFile.write("old", to: directory["file"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: directory["file"])
    let error = #expect(throws: FileError.self) {
      try DurableFile.write("new", to: directory["file"])
    }
    #expect(error?.kind == .cannotCreate)
    #expect(try DurableFile.read(directory["file"]) == Array("old".utf8))
  }
}
