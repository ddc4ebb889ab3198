import Foundation
import RandomStreams
import StudyStore
import Testing
import Tuning

@Suite("A worker that", .serialized)
struct KilledWorkerTests {
  static let count = 24
  let directory: TemporaryDirectory
  var path: String { directory["study.sqlite"] }

  init() throws { directory = try TemporaryDirectory() }

  @Test(
    "is killed at any moment loses no trial it acknowledged, and the study ends as without kills",
    arguments: 0..<5 as Range<UInt64>)
  func kills(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var finished: [Int] = []
    for _ in 0..<5 {
      let worker = try WorkerProcess(path: path, trials: Self.count)
      for _ in 0..<random.uniform(below: 2 * Self.count / 5) {
        if let line = worker.next(), line.word == "f" { finished.append(line.trial) }
      }
      for _ in 0..<random.uniform(below: 1_000_000) { _ = random.next() }
      worker.send(SIGKILL)
      finished += worker.rest("f")
      worker.wait()
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let trials = try StudyFile(existing: path).trials()
      #expect(finished.allSatisfy { trials.indices.contains($0) && trials[$0].value != nil })
    }
    let last = try WorkerProcess(path: path, trials: Self.count)
    finished += last.rest("f")
    #expect(last.wait() == 0)
    #expect(Set(finished).count == finished.count, "a trial was finished twice")
    #expect(try directory.names == ["study.sqlite"])
    #expect(try StudyFile(existing: path).trials() == uninterrupted())
  }

  @Test(
    "is stopped past its lease has its late result refused; each trial is finished exactly once",
    arguments: 0..<6 as Range<UInt64>)
  func stops(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let slow = try WorkerProcess(
      path: path, trials: Self.count, leaseMilliseconds: 25, workMicroseconds: 20_000)
    let awaited = random.uniform(below: 4)
    var (started, finished) = (-1, [Int]())
    while let line = slow.next() {
      if line.word == "f" { finished.append(line.trial) }
      started = line.trial
      if line.word == "s", line.trial >= awaited { break }
    }
    slow.send(SIGSTOP)
    let fast = try WorkerProcess(path: path, trials: Self.count, leaseMilliseconds: 25)
    finished += fast.rest("f")
    #expect(fast.wait() == 0)
    let isKilled = seed.isMultiple(of: 3)
    if isKilled { slow.send(SIGKILL) }
    slow.send(SIGCONT)
    while let line = slow.next() {
      if line.word == "f" { finished.append(line.trial) }
      if line.word == "r" { #expect(line.trial == started) }
    }
    #expect(slow.wait() == (isKilled ? 128 + SIGKILL : 0))
    #expect(finished.sorted() == Array(0..<Self.count))
    #expect(try StudyFile(existing: path).trials() == uninterrupted())
  }

  @Test("shares a study with others makes the study that it would make alone")
  func sharing() throws {
    let workers = try (0..<3).map { _ in try WorkerProcess(path: path, trials: Self.count) }
    let finished = workers.flatMap { $0.rest("f") }
    #expect(workers.map { $0.wait() } == [0, 0, 0])
    #expect(finished.sorted() == Array(0..<Self.count))
    #expect(try StudyFile(existing: path).trials() == uninterrupted())
  }

  /// The same study by one worker that nobody disturbs.
  private func uninterrupted() throws -> [Trial] {
    let worker = try WorkerProcess(path: directory["alone.sqlite"], trials: Self.count)
    try #require(worker.rest("f").count == Self.count)
    worker.wait()
    return try StudyFile(existing: directory["alone.sqlite"]).trials()
  }
}
