import DurableFiles
import Foundation
import Testing

@Suite("What a path leads to")
struct FileIdentityTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try DurableFile.write("here", to: directory["a.csv"])
    try FileManager.default.createDirectory(
      atPath: directory["folder"], withIntermediateDirectories: false)
    let links = [
      ("link", "a.csv"), ("second", "link"), ("folder/up", "../a.csv"), ("same", "folder"),
      ("new", "folder/later.csv"), ("absolute", directory["a.csv"]),
    ]
    for (name, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: directory[name], withDestinationPath: target)
    }
    try FileManager.default.linkItem(atPath: directory["a.csv"], toPath: directory["hard"])
  }

  private func identity(_ name: String) -> FileIdentity? { FileIdentity(ofPath: directory[name]) }

  @Test(
    "is one file by all its names",
    arguments: [
      ("a.csv", "./a.csv"), ("a.csv", "folder/../a.csv"), ("a.csv", "link"), ("a.csv", "second"),
      ("a.csv", "folder/up"), ("a.csv", "same/up"), ("a.csv", "absolute"), ("a.csv", "hard"),
      ("folder/later.csv", "new"), ("folder/later.csv", "same//later.csv"),
      ("folder/absent/b", "same/absent/./b"), ("folder/b", "folder/absent/../b"),
    ])
  func same(name: String, other: String) {
    #expect(identity(name) != nil && identity(name) == identity(other))
  }

  @Test(
    "is another file where folder or name differ",
    arguments: [
      ("a.csv", "folder/a.csv"), ("later.csv", "folder/later.csv"), ("b", "B"), ("b", "b/c"),
      ("a.csv", "b.csv"),
    ])
  func different(name: String, other: String) {
    #expect(identity(name) != nil && identity(name) != identity(other))
  }

  @Test("is the file behind a descriptor, and none behind a device")
  func descriptors() throws {
    let file = try #require(FileHandle(forReadingAtPath: directory["link"]))
    #expect(FileIdentity(ofDescriptor: file.fileDescriptor) == identity("a.csv"))
    let device = try #require(FileHandle(forReadingAtPath: "/dev/null"))
    #expect(FileIdentity(ofDescriptor: device.fileDescriptor) == nil)
  }

  @Test("is not known for a circle of links, nor for no path")
  func unknown() throws {
    try FileManager.default.createSymbolicLink(
      atPath: directory["circle"], withDestinationPath: "circle")
    #expect(identity("circle") == nil)
    #expect(FileIdentity(ofPath: "") == nil && FileIdentity(ofPath: "a\0b") == nil)
  }
}
