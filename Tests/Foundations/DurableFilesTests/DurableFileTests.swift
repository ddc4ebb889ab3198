import DurableFiles
import Foundation
import RandomStreams
import Testing

@Suite("A durable file")
struct DurableFileTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test("is read back as it was written", arguments: [0, 1, 65_535, 65_536, 65_537, 3_000_000])
  func roundTrip(size: Int) throws {
    var random = RandomStream(seed: UInt64(size))
    let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    try DurableFile.write(bytes, to: directory["plan.csv"])
    #expect(try DurableFile.read(directory["plan.csv"], limit: size) == bytes)
    #expect(try directory.names == ["plan.csv"])
  }

  @Test("replaces a longer one")
  func replacement() throws {
    try DurableFile.write("a long first version", to: directory["plan.csv"])
    try DurableFile.write("second", to: directory["plan.csv"])
    #expect(try DurableFile.read(directory["plan.csv"]) == Array("second".utf8))
  }

  @Test("is readable by all and keeps the permissions of the file it replaces")
  func permissions() throws {
    try DurableFile.write("new", to: directory["plan.csv"])
    #expect(try directory.permissions(of: "plan.csv") & 0o700 == 0o600)
    #expect(try directory.permissions(of: "plan.csv") & 0o133 == 0)
    for mode in [0o600, 0o640, 0o775] {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: directory["plan.csv"])
      try DurableFile.write("replaced", to: directory["plan.csv"])
      #expect(try directory.permissions(of: "plan.csv") == mode)
    }
  }

  @Test("is written through symbolic links, which stay", arguments: ["old", nil])
  func link(content: String?) throws {
    try FileManager.default.createDirectory(
      atPath: directory["archive"], withIntermediateDirectories: false)
    if let content { try DurableFile.write(content, to: directory["archive/plan.csv"]) }
    try FileManager.default.createSymbolicLink(
      atPath: directory["latest"], withDestinationPath: "archive/current")
    try FileManager.default.createSymbolicLink(
      atPath: directory["archive/current"], withDestinationPath: directory["archive/plan.csv"])

    try DurableFile.write("new", to: directory["latest"])
    #expect(try DurableFile.read(directory["archive/plan.csv"]) == Array("new".utf8))
    #expect(try directory.names == ["archive", "latest"])
    let destination = try FileManager.default.destinationOfSymbolicLink(
      atPath: directory["latest"])
    #expect(destination == "archive/current")
  }

  @Test("clears away what ended writers left, and nothing of a live or unknown one")
  func leftFiles() throws {
    let own = TemporaryNames(prefix: ".temper-file-").name(count: 7)
    let boot = try #require(own.firstMatch(of: /file-([^.]+\.pid-[^.]+)\./)?.output.1)
    let left = [
      // Another process had my number before me; this one has none; another boot.
      ".temper-file-\(boot).\(getpid()).1.0.tmp", ".temper-file-\(boot).\(Int32.max).1.0.tmp",
      ".temper-file-other.pid-1.1.1.0.tmp",
    ]
    let kept = [own, ".temper-file-\(boot).nothing.tmp", ".temper-file-notes", ".temper-other.tmp"]
    for name in left + kept { #expect(creat(directory[name], 0o600) >= 0) }
    try DurableFile.write("mine", to: directory["plan.csv"])
    #expect(try directory.names == (kept + ["plan.csv"]).sorted())
  }

  @Test("has a temporary name that every file system takes")
  func temporaryName() {
    let name = TemporaryNames(prefix: ".temper-file-").name(count: 12)
    #expect(name.wholeMatch(of: /\.temper-file-[a-z0-9-]+\.pid-\d+\.\d+\.\d+\.12\.tmp/) != nil)
  }

  @Test("leaves alone the temporary files of other processes")
  func strangers() throws {
    let stranger = ".temper-\(getpid())-0.tmp"
    try DurableFile.write("not mine", to: directory[stranger])
    try DurableFile.write("mine", to: directory["plan.csv"])
    #expect(try DurableFile.read(directory[stranger]) == Array("not mine".utf8))
    #expect(try directory.names == [stranger, "plan.csv"])
  }
}
