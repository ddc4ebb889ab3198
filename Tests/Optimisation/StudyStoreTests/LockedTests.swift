import Failures
import Foundation
import GRDB
import StudyStore
import Testing
import Tuning

@Suite("A study that another program has locked")
struct LockedTests {
  let directory: TemporaryDirectory
  var path: String { directory["study.sqlite"] }
  var locked: StudyStoreError { .locked(path: path, seconds: 0.01) }

  init() throws { directory = try TemporaryDirectory() }

  @Test("for writing is given up after the patience, whatever is to be written")
  func writing() throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord(), patience: .milliseconds(10))
    let store = exampleWorker(file)
    try store.start(Trial(number: 0, parameters: []))
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let calls: [() throws -> Void] = [
        { try store.start(Trial(number: 1, parameters: [])) },
        { try store.report(IntermediateValue(step: 1, value: 1), ofTrial: 0) },
        { try store.finish(trial: 0, with: .pruned, measurements: [:]) },
        { _ = try store.takeOver() }, { try store.renew(trial: 0) },
        { try store.giveBack(trial: 0) },
      ]
      for call in calls {
        #expect(throws: TrialStoreError.locked(reason: locked.description)) { try call() }
      }
      // Who only looks does not wait.
      #expect(try StudyFile(existing: path).trials().count == 1)
      try db.execute(sql: "ROLLBACK")
    }
    try store.start(Trial(number: 1, parameters: []))
  }

  @Test("for reading, too, is neither opened, nor gone on with, nor begun")
  func reading() throws {
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.write { try $0.execute(sql: "UPDATE study SET id = 1") }
    #expect(failure { try StudyFile(existing: path, patience: .milliseconds(10)) } == locked)
    #expect(
      failure { try StudyFile(path, goingOnWith: exampleRecord(), patience: .milliseconds(10)) }
        == locked)
    try other.close()
    try StudyFile(path, goingOnWith: exampleRecord()).close()
  }

  @Test("by this process stays so while the process opens and closes it again")
  func openedTwice() throws {
    let first = try StudyFile(path, goingOnWith: fixtureLikeRecord())
    try StudyFile(existing: path).close()
    // If the locks were gone, this one would take itself for the last, and remove the log.
    let other = try WorkerProcess("show", path, "0")
    #expect(other.lines() == ["f 0", "g 0"])
    #expect(other.wait() == 0)
    try exampleWorker(first).start(Trial(number: 0, parameters: []))
    let reader = try WorkerProcess("show", path, "0")
    #expect(reader.lines() == ["f 1", "g 0"])
    #expect(reader.wait() == 0)
  }

  /// What the fixture goes on with.
  private func fixtureLikeRecord() throws -> StudyRecord {
    var space = SearchSpace()
    _ = try space.logUniform("x", in: 0.1...100)
    _ = try space.integer("n", in: 0...9)
    return StudyRecord(
      instance: .init(name: "fixture", fingerprint: "1", textHash: "2"), seed: 7, space: space,
      settings: ["window": "2"], tool: "0", command: "fixture")
  }
}
