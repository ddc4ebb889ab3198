import DurableFiles
import Foundation
import RandomStreams
import Testing

@Suite("A writer that dies", .serialized)
struct KilledWriterTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(
    "by a kill at any moment leaves a complete version, never one older than acknowledged",
    arguments: 0..<10 as Range<UInt64>)
  func kill(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for _ in 0..<10 {
      let writer = try Writer(path: directory["plan.csv"])
      let awaited = 1 + random.uniform(below: 4)
      try writer.awaitVersions(awaited)
      for _ in 0..<random.uniform(below: 3_000_000) { _ = random.next() }
      writer.kill()
      let acknowledged = awaited + writer.acknowledgedVersions()
      writer.wait()

      let bytes = try DurableFile.read(directory["plan.csv"])
      let version = try #require((0...acknowledged).last { size(ofVersion: $0) == bytes.count })
      #expect(version >= acknowledged - 1)
      #expect(bytes.allSatisfy { $0 == bytes[0] && Int($0) == 65 + version % 26 })
    }
  }

  @Test("of a full disk leaves the last version and nothing else", arguments: [100_000, 900_000])
  func fullDisk(limit: Int) throws {
    let writer = try Writer(path: directory["plan.csv"], limit: limit)
    let acknowledged = writer.acknowledgedVersions()
    #expect(writer.wait() == 74)

    let expected = (0...).prefix { size(ofVersion: $0) <= limit }.count
    #expect(acknowledged == expected)
    let bytes = try DurableFile.read(directory["plan.csv"])
    #expect(bytes.count == size(ofVersion: expected - 1))
    #expect(try directory.names == ["plan.csv"])
  }

  /// The size of a version the fixture writes; no two of a million are equal.
  private func size(ofVersion version: Int) -> Int { 1 + version * 790_187 % 1_000_000 }
}

/// A process that writes a file again and again.
private struct Writer {
  private var process: pid_t = 0
  private var progress: [Int32] = [0, 0]

  init(path: String, limit: Int? = nil) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let fixture = tests.prefix(through: tests.lastIndex(of: "/") ?? tests.startIndex)
    let arguments = ["\(fixture)DurableWriterFixture", path] + (limit.map { ["\($0)"] } ?? [])

    // Unlike a pipe, a pair of sockets is never inherited by what other tests start meanwhile.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &progress) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, progress[1], STDOUT_FILENO)
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    try #require(posix_spawn(&process, arguments[0], &actions, nil, words + [nil], environ) == 0)
    close(progress[1])
  }

  /// Reads the reports of so many versions.
  func awaitVersions(_ count: Int) throws {
    var report: UInt8 = 0
    for _ in 0..<count { try #require(read(progress[0], &report, 1) == 1) }
  }

  func kill() { _ = Glibc.kill(process, SIGKILL) }

  /// The number of reports not yet read, until the process ends.
  func acknowledgedVersions() -> Int {
    var report: UInt8 = 0
    var count = 0
    while read(progress[0], &report, 1) == 1 { count += 1 }
    close(progress[0])
    return count
  }

  /// Waits for the process to end and returns its status.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return status >> 8 & 0xff
  }
}
