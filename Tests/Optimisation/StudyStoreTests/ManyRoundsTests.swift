import Foundation
import RandomStreams
import StudyStore
import Synchronization
import Testing
import Tuning

@Suite("Rounds of begin, kill and resume, several at once in one folder,", .serialized)
struct ManyRoundsTests {
  static let count = 6
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// All of them: TEMPER_STUDY_ROUNDS=200.
  @Test("lose no trial, finish none twice, and leave nothing")
  func rounds() throws {
    let rounds = ProcessInfo.processInfo.environment["TEMPER_STUDY_ROUNDS"].flatMap(Int.init) ?? 10
    let alone = try WorkerProcess(path: directory["alone.sqlite"], trials: Self.count)
    #expect(alone.rest("f").count == Self.count && alone.wait() == 0)
    let expected = try StudyFile(existing: directory["alone.sqlite"]).trials()
    let all = Mutex<[String]>([])
    // More than the processors of most machines, so that processes are stopped anywhere.
    let lanes = 4
    let next = Atomic(0)
    let group = DispatchGroup()
    for _ in 0..<lanes {
      group.enter()
      Thread.detachNewThread { [self] in
        defer { group.leave() }
        while case let round = next.add(1, ordering: .relaxed).oldValue, round < rounds {
          let found: [String]
          do { found = try complaints(ofRound: round, expected: expected) } catch {
            found = ["round \(round): \(error)"]
          }
          all.withLock { $0 += found }
        }
      }
    }
    group.wait()
    #expect(all.withLock { $0 } == [])
    // Who begins the next study clears away what the last ones that were killed left.
    try StudyFile(directory["last.sqlite"], goingOnWith: exampleRecord()).close()
    let names = (0..<rounds).map { "\($0).sqlite" } + ["alone.sqlite", "last.sqlite"]
    #expect(try directory.names == names.sorted())
  }

  /// Two workers begin a study and are killed anywhere, as are two that resume it; a last one ends it.
  private func complaints(ofRound round: Int, expected: [Trial]) throws -> [String] {
    let path = directory["\(round).sqlite"]
    var random = RandomStream(seed: UInt64(round))
    var finished: [Int] = []
    for _ in 0..<2 {
      let workers = try (0..<2).map { _ in try WorkerProcess(path: path, trials: Self.count) }
      for worker in workers {
        for _ in 0..<random.uniform(below: 3) {
          if let line = worker.next(), line.word == "f" { finished.append(line.trial) }
        }
        // Up to some milliseconds: as long as it takes to begin a study.
        for _ in 0..<random.uniform(below: 4_000_000) { _ = random.next() }
        worker.send(SIGKILL)
        finished += worker.rest("f")
        worker.wait()
      }
    }
    let last = try WorkerProcess(path: path, trials: Self.count)
    finished += last.rest("f")
    let status = last.wait()
    let trials = try StudyFile(existing: path).trials()
    var complaints: [String] = []
    if status != 0 { complaints.append("round \(round): the last worker ended with \(status)") }
    if Set(finished).count != finished.count {
      complaints.append("round \(round): finished twice: \(finished)")
    }
    if !finished.allSatisfy({ trials.indices.contains($0) && trials[$0].value != nil }) {
      complaints.append("round \(round): lost: \(finished), \(trials.count) trials")
    }
    if trials != expected { complaints.append("round \(round): other trials: \(trials)") }
    return complaints
  }
}
