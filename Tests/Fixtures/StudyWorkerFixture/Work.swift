import Glibc
import StudyStore
import Tuning

/// Works on a study until so many trials are finished, and says when a trial was started, finished or
/// its result refused: "s 3", "f 3", "r 3", a line each, after it is durable.
struct Work {
  let path: String
  let trials: Int
  let leaseMilliseconds: Int
  /// How long the evaluation of a trial takes.
  let workMicroseconds: Int

  func run() throws {
    var space = SearchSpace()
    let x = try space.logUniform("x", in: 0.1...100)
    let n = try space.integer("n", in: 0...9)
    let file = try StudyFile(path, goingOnWith: fixtureRecord(space))
    let store = file.worker(WorkerName(index: 0), lease: .milliseconds(leaseMilliseconds))
    let study = Study(
      space: space, sampler: Capped(count: trials), mode: .reproducible(window: 2), seed: 7,
      store: store)
    while let trial = try next(study, store) {
      say("s \(trial.number)")
      usleep(UInt32(workMicroseconds))
      let violation = max(0, Double(trial[n] - 5))
      do {
        try study.tell(
          trial, .complete(value: abs(trial[x] - 3), violation: violation),
          measurements: ["half": trial[x] / 2])
        say("f \(trial.number)")
      } catch {
        switch error {
        case .store(.takenOver), .store(.alreadyFinished): say("r \(trial.number)")
        default: throw error
        }
      }
    }
    try file.close()
  }

  private func next(_ study: Study, _ store: WorkerTrialStore) throws -> Trial? {
    while true {
      if let trial = try store.takeOver() { return trial }
      switch try study.suggestion() {
      case .evaluate(let trial): return trial
      case .wait: break
      case .finish: if try store.trials().allSatisfy({ $0.outcome != nil }) { return nil }
      }
      usleep(1_000)
    }
  }
}

/// What is searched.
func fixtureSpace() throws -> SearchSpace {
  var space = SearchSpace()
  _ = try space.logUniform("x", in: 0.1...100)
  _ = try space.integer("n", in: 0...9)
  return space
}

/// What the fixture's studies are about.
func fixtureRecord(_ space: SearchSpace) -> StudyRecord {
  StudyRecord(
    instance: .init(name: "fixture", fingerprint: "1", textHash: "2"), seed: 7, space: space,
    settings: ["window": "2"], tool: "0", command: "fixture")
}

/// Writes a line to standard output, at once.
func say(_ words: String) {
  let line = Array("\(words)\n".utf8)
  if write(STDOUT_FILENO, line, line.count) != line.count { exit(1) }
}

private struct Capped: Sampler {
  let count: Int

  func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    request.number < count ? TPE().parameters(for: request) : nil
  }
}
