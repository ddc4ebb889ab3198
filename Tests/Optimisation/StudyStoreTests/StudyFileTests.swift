import Foundation
import GRDB
import StudyStore
import Synchronization
import Testing
import Tuning
import _TemperTestSupport

struct StudyFileTests {
  let directory: TemporaryDirectory
  var path: String { directory["study.sqlite"] }

  init() throws { directory = try TemporaryDirectory() }

  @Test("A study file keeps a store's promises", arguments: TrialStoreConformance.allCases)
  func conformance(check: TrialStoreConformance) async throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    #expect(try await check.complaints(about: exampleWorker(file)) == [])
  }

  @Test("What was written is there when the file is opened again, and no other file is left")
  func reopening() throws {
    let first = try StudyFile(path, goingOnWith: exampleRecord())
    try fill(first)
    let trials = try first.trials()
    try first.close()
    #expect(try directory.names == ["study.sqlite"])
    let second = try StudyFile(existing: path)
    #expect(try second.record == exampleRecord())
    #expect(try second.trials() == trials)
    #expect(trials.count == 12 && trials[11].outcome == nil)
  }

  @Test("A study keeps what it started from, and goes on whether that is named again or not")
  func warmStart() throws {
    func start(_ path: String, _ settings: [[ParameterValue]]) throws -> WarmStart {
      WarmStart(
        sources: [
          .init(path: path, instance: try exampleRecord().instance, trials: [3, 0]),
          .init(path: "b", instance: try exampleRecord().instance, trials: []),
        ], settings: settings)
    }
    let first = try start("a \"day\"", [[.real(0.1), .real(-0.0), .integer(.max), .category(1)]])
    try StudyFile(path, goingOnWith: exampleRecord(warmStart: first)).close()
    for given in [nil, first, try start("a \"day\"", [])] {
      let file = try StudyFile(path, goingOnWith: exampleRecord(warmStart: given))
      #expect(file.record.warmStart == first)
      try file.close()
    }
    let other = try start("c", [])
    #expect(
      failure { try StudyFile(path, goingOnWith: exampleRecord(warmStart: other)) }
        == .otherSetting(
          path: path, name: "warm-start", study: "a \"day\", b", given: "c, b"))
    let cold = directory["cold.sqlite"]
    try StudyFile(cold, goingOnWith: exampleRecord()).close()
    #expect(
      failure { try StudyFile(cold, goingOnWith: exampleRecord(warmStart: other)) }
        == .otherSetting(path: cold, name: "warm-start", study: "none", given: "c, b"))
  }

  @Test("Two open files see each other's trials, and number them once")
  func sharing() throws {
    let files = try (0..<2).map { _ in try StudyFile(path, goingOnWith: exampleRecord()) }
    try exampleWorker(files[0]).start(Trial(number: 0, parameters: []))
    #expect(throws: TrialStoreError.numberTaken(0)) {
      try exampleWorker(files[1], index: 1).start(Trial(number: 0, parameters: []))
    }
    #expect(try files[1].trials() == files[0].trials())
  }

  @Test("A file has a write-ahead log and is marked as a study, with its version")
  func pragmas() throws {
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    let values = try DatabaseQueue(path: path).read { db in
      try ["journal_mode", "application_id", "user_version"].map {
        try String.fetchOne(db, sql: "SELECT CAST(\($0) AS TEXT) FROM pragma_\($0)")
      }
    }
    #expect(values == ["wal", "\(0x546d_7053)", "2"])
  }

  @Test("Runs with other seeds are kept, those of the last run only, and damage to them shows")
  func confirmations() throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    #expect(try file.confirmations() == [])
    let first = [TrialConfirmation(trial: 3, instance: "a", feasible: 7, runs: 20)]
    let second = [
      TrialConfirmation(trial: 1, instance: "a\u{e4}", feasible: 0, runs: 1),
      TrialConfirmation(trial: 1, instance: "b", feasible: 20, runs: 20),
    ]
    try file.keep(first)
    #expect(try file.confirmations() == first)
    try file.keep(second)
    #expect(try StudyFile(existing: path).confirmations() == second)
    #expect(throws: StudyStoreError.self) {
      try file.keep([TrialConfirmation(trial: 0, instance: "a", feasible: 2, runs: 1)])
    }
    #expect(try file.confirmations() == second)
    try file.close()
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "UPDATE confirmation SET feasible = 19 WHERE instance = 'b'")
    }
    #expect(failure { try StudyFile(existing: path) } != nil)
  }

  @Test("A study of the first version goes on, and is shown where it must not be written")
  func firstVersion() throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    try exampleWorker(file).start(Trial(number: 0, parameters: []))
    try file.close()
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "DROP TABLE confirmation")
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'confirmations'")
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    #expect(chmod(path, 0o444) == 0)
    let shown = try StudyFile(existing: path)
    #expect(try shown.trials().count == 1 && shown.confirmations() == [])
    try shown.close()
    #expect(chmod(path, 0o644) == 0)
    let open = try StudyFile(path, goingOnWith: exampleRecord())
    try open.keep([TrialConfirmation(trial: 0, instance: "a", feasible: 1, runs: 1)])
    #expect(try open.trials().count == 1 && open.confirmations().count == 1)
  }

  // MARK: - Leases

  @Test("A trial is taken over when its lease has passed, and the late result is refused")
  func takeOver() throws {
    let clock = Clock()
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    let (first, second) = (
      exampleWorker(file, now: clock.now), exampleWorker(file, index: 1, now: clock.now)
    )
    try first.start(Trial(number: 0, parameters: []))
    clock.advance(60)
    try first.renew(trial: 0)
    clock.advance(89)
    #expect(try second.takeOver() == nil)
    clock.advance(1)
    #expect(try second.takeOver()?.number == 0)
    #expect(try second.attempts(atTrial: 0) == 2)
    #expect(throws: TrialStoreError.takenOver(0)) {
      try first.finish(trial: 0, with: .pruned, measurements: [:])
    }
    #expect(throws: TrialStoreError.takenOver(0)) { try first.renew(trial: 0) }
    try second.finish(trial: 0, with: .complete(value: 1), measurements: [:])
    #expect(throws: TrialStoreError.alreadyFinished(0)) {
      try first.finish(trial: 0, with: .pruned, measurements: [:])
    }
    #expect(try file.trials().map(\.value) == [1])
  }

  @Test("What is given back is taken over at once, without its reports")
  func givingBack() throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    let (first, second) = (exampleWorker(file), exampleWorker(file, index: 1))
    try first.start(Trial(number: 0, parameters: [.integer(4)]))
    try first.report(IntermediateValue(step: 1, value: 2), ofTrial: 0)
    try first.giveBack(trial: 0)
    #expect(try second.takeOver() == Trial(number: 0, parameters: [.integer(4)]))
    try second.report(IntermediateValue(step: 1, value: 3), ofTrial: 0)
    #expect(try first.takeOver() == nil)
  }

  // MARK: - Refusals

  @Test("A study is not gone on with for another instance or with other settings")
  func otherStudies() throws {
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    var other = SearchSpace()
    _ = try other.uniform("A", in: 0...1)
    let records = try [
      exampleRecord(fingerprint: "1"), exampleRecord(seed: 1), exampleRecord(settings: [:]),
      exampleRecord(settings: ["steps": "11"]), exampleRecord(space: other),
    ]
    let words = [
      "is about the instance team \"x\" (00ff)", "begun with seed", "steps 10, given is none",
      "steps 10, given is 11", "begun with search space",
    ]
    for (record, words) in zip(records, words) {
      let error = try #require(failure { try StudyFile(path, goingOnWith: record) })
      #expect("\(error)".contains(words))
    }
  }

  @Test("What is no study is refused and left alone")
  func foreignFiles() throws {
    let texts = ["", "short", String(repeating: "a plan, not a study\n", count: 10)]
    for text in texts {
      try Data(text.utf8).write(to: URL(filePath: path))
      #expect(failure { try StudyFile(path, goingOnWith: exampleRecord()) } != nil)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
    }
    let database = directory["other.sqlite"]
    try DatabaseQueue(path: database).write { db in
      try db.execute(sql: "CREATE TABLE trial (number INTEGER)")
    }
    #expect(
      failure { try StudyFile(database, goingOnWith: exampleRecord()) }
        == .notAStudy(path: database, found: "a database of another program"))
    #expect(
      failure { try StudyFile(existing: directory["none"]) } == .missing(path: directory["none"]))
    for path in ["", directory.path, directory["none/study"], "a\0b"] {
      #expect(failure { try StudyFile(path, goingOnWith: exampleRecord()) } != nil)
    }
  }

  @Test("A study of a later version, or of none, is refused")
  func newerSchema() throws {
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = 9") }
    #expect(
      failure { try StudyFile(existing: path) }
        == .newerSchema(path: path, found: "version 9", known: "version 2"))
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = -9") }
    #expect(failure { try StudyFile(existing: path) } != nil)
  }

  @Test("File systems of other machines are known from the list of mounts")
  func networkFileSystems() {
    let mounts = """
      22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      40 22 0:50 / /home\\040dir rw master:2 propagate_from:3 - nfs4 server:/home rw
      41 22 0:51 / /far rw - fuse.sshfs host:/far rw
      42 22 8:17 / /stick rw - fuseblk /dev/sdb1 rw
      broken
      """
    #expect(UnsafeFileSystem.name(of: "254:0", in: mounts) == nil)
    #expect(UnsafeFileSystem.name(of: "0:50", in: mounts) == "nfs4")
    #expect(UnsafeFileSystem.name(of: "0:51", in: mounts) == "fuse.sshfs")
    #expect(UnsafeFileSystem.name(of: "8:17", in: mounts) == nil)
    #expect(UnsafeFileSystem.name(of: "9:9", in: mounts) == nil)
    #expect(
      "\(StudyStoreError.networkFileSystem(path: "a", name: "nfs4"))"
        == "the study a would be on the file system nfs4, where locks of several processes cannot be "
        + "relied on and trials would be lost; name a file on a local disk")
  }
}

/// A clock that a test moves.
private final class Clock: Sendable {
  private let time = Atomic<Int64>(1_000)

  func advance(_ milliseconds: Int64) { time.wrappingAdd(milliseconds, ordering: .relaxed) }
  var now: @Sendable () -> Int64 { { self.time.load(ordering: .relaxed) } }
}

/// The error of a study that cannot be opened.
func failure(_ open: () throws -> StudyFile) -> StudyStoreError? {
  do {
    _ = try open()
    return nil
  } catch { return error as? StudyStoreError }
}
