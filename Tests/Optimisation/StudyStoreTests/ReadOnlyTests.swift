import Failures
import Foundation
import StudyStore
import Testing
import Tuning

/// A study that may be read and not written; where tests are run by root, by another user.
@Suite("A study on a medium that must not be written")
struct ReadOnlyTests {
  let source: TemporaryDirectory
  let medium: TemporaryDirectory
  var path: String { medium["a study, 100 % \u{e4}?#.sqlite"] }
  /// Nobody, on Debian.
  let user = "65534"

  init() throws {
    source = try TemporaryDirectory()
    medium = try TemporaryDirectory()
  }

  @Test("is shown, and nothing is made beside it; nobody goes on with it")
  func closed() throws {
    let original = source["study"]
    let worker = try WorkerProcess(path: original, trials: 5)
    #expect(worker.rest("f").count == 5)
    #expect(worker.wait() == 0)
    try copy(original, suffixes: [""])
    let bytes = try Data(contentsOf: URL(filePath: path))
    try expect("f 5")
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try medium.names.count == 1)
  }

  @Test("is shown with what only its log has, or not at all", arguments: [true, false])
  func log(hasSharedMemory: Bool) throws {
    let original = source["study"]
    let worker = try WorkerProcess(path: original, trials: 5, workMicroseconds: 60_000_000)
    _ = worker.next()
    worker.send(SIGKILL)
    worker.wait()
    try copy(original, suffixes: hasSharedMemory ? ["", "-wal", "-shm"] : ["", "-wal"])
    try expect(
      hasSharedMemory ? "f 1" : "e \(StudyStoreError.readOnly(path: path).description)")
  }

  @Test("is shown to its owner, too, and refused to be gone on with")
  func owner() throws {
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    #expect(chmod(path, 0o444) == 0)
    let file = try StudyFile(existing: path)
    #expect(try file.trials() == [] && file.record == exampleRecord())
    #expect(
      throws: TrialStoreError.unavailable(
        reason: StudyStoreError.readOnly(path: path).description)
    ) { try exampleWorker(file).start(Trial(number: 0, parameters: [])) }
    #expect(
      failure { try StudyFile(path, goingOnWith: exampleRecord()) } == .readOnly(path: path))
    #expect(try medium.names.count == 1)
  }

  private func copy(_ original: String, suffixes: [String]) throws {
    for suffix in suffixes {
      try FileManager.default.copyItem(atPath: original + suffix, toPath: path + suffix)
      try #require(chmod(path + suffix, 0o444) == 0)
    }
    try #require(chmod(medium.path, 0o555) == 0)
  }

  /// What another user sees; the folder can be removed after.
  private func expect(_ words: String) throws {
    defer { chmod(medium.path, 0o755) }
    let reader = try WorkerProcess("show", path, user)
    let refusal = "e \(StudyStoreError.readOnly(path: path).description)"
    #expect(reader.lines() == [words, refusal])
    #expect(reader.wait() == 0)
  }
}
