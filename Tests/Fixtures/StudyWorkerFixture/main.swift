// usage: StudyWorkerFixture PATH TRIALS LEASE WORK
//
// Works on a study until TRIALS trials are finished, and says on standard output when a trial was
// started, finished or its result refused: "s 3", "f 3", "r 3", a line each, after it is durable. A
// lease takes LEASE milliseconds, the evaluation of a trial WORK microseconds.
import Glibc
import StudyStore
import Tuning

struct Capped: Sampler {
  let count: Int

  func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    request.number < count ? TPE().parameters(for: request) : nil
  }
}

func say(_ word: String, _ trial: Trial) {
  let line = Array("\(word) \(trial.number)\n".utf8)
  if write(STDOUT_FILENO, line, line.count) != line.count { exit(1) }
}

let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
var space = SearchSpace()
let x = try space.logUniform("x", in: 0.1...100)
let n = try space.integer("n", in: 0...9)
let file = try StudyFile(
  CommandLine.arguments[1],
  goingOnWith: StudyRecord(
    instance: .init(name: "fixture", fingerprint: "1", textHash: "2"), seed: 7, space: space,
    settings: ["window": "2"], tool: "0", command: "fixture"))
let store = file.worker(WorkerName(index: 0), lease: .milliseconds(numbers[1]))
let study = Study(
  space: space, sampler: Capped(count: numbers[0]), mode: .reproducible(window: 2), seed: 7,
  store: store)

func next() throws -> Trial? {
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

while let trial = try next() {
  say("s", trial)
  usleep(UInt32(numbers[2]))
  let violation = max(0, Double(trial[n] - 5))
  do {
    try study.tell(
      trial, .complete(value: abs(trial[x] - 3), violation: violation),
      measurements: ["half": trial[x] / 2])
    say("f", trial)
  } catch {
    switch error {
    case .store(.takenOver), .store(.alreadyFinished): say("r", trial)
    default: throw error
    }
  }
}
try file.close()
