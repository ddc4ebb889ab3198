import StudyStore
import Tuning

/// A space of all kinds of parameters.
func exampleSpace() throws -> SearchSpace {
  var space = SearchSpace()
  _ = try space.logUniform("A", in: 0.1...1e9)
  _ = try space.uniform("share, \"%\"", in: -1 / 3.0...1)
  _ = try space.integer("replicas", in: 1...64, scale: .logarithmic)
  _ = try space.categorical("moves", of: ["flip", "ein Zug ✗"])
  return space
}

/// What the example study is about; every part can be another.
func exampleRecord(
  fingerprint: String = "00ff", seed: UInt64 = .max, settings: [String: String] = ["steps": "10"],
  space: SearchSpace? = nil, warmStart: WarmStart? = nil
) throws -> StudyRecord {
  StudyRecord(
    instance: .init(name: "team \"x\"", fingerprint: fingerprint, textHash: "12"), seed: seed,
    space: try space ?? exampleSpace(), settings: settings, warmStart: warmStart, tool: "0.1.0",
    command: "temper tune x.json --study 'a b.sqlite'")
}

/// A worker of a study file with a clock of the test's own.
func exampleWorker(
  _ file: StudyFile, index: Int = 0, now: @escaping @Sendable () -> Int64 = { 0 }
) -> WorkerTrialStore {
  file.worker(WorkerName(index: index), lease: .milliseconds(90), now: now)
}

/// Some trials of the example study: finished ones of all kinds and a running one.
func fill(_ file: StudyFile, count: Int = 12) throws {
  let store = exampleWorker(file)
  for number in 0..<count {
    try store.start(
      Trial(
        number: number,
        parameters: [
          .real(0.1 + Double(number)), .real(-0.0), .integer(number + 1), .category(number % 2),
        ]))
    try store.report(IntermediateValue(step: number, value: 1 / 3.0), ofTrial: number)
    let outcome: TrialOutcome =
      switch number % 3 {
      case 0: .complete(value: 0.1 + Double(number), violation: Double(number % 2))
      case 1: .pruned
      default: .failed(reason: "a reason\nof two lines")
      }
    if number < count - 1 {
      try store.finish(trial: number, with: outcome, measurements: ["minutes": 12.3])
    }
  }
}
