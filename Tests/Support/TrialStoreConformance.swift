import RandomStreams
public import Tuning

/// What every ``TrialStore`` promises, as checks that a store's tests run.
///
/// Each check gets a store without trials and returns what it found broken, in words; nothing, if
/// the store keeps its promises.
public enum TrialStoreConformance: String, CaseIterable, Sendable {
  /// What is written is read, bit by bit, hostile numbers and names included.
  case roundTrip
  /// Numbers are given once and without gaps.
  case numbers
  /// A trial ends once, and what has not begun or has ended takes no reports.
  case endings
  /// Steps of reports increase.
  case reports
  /// Threads that start trials at the same time all get numbers of their own.
  case concurrency

  /// Runs the check on an empty store.
  public func complaints(about store: any TrialStore) async throws -> [String] {
    switch self {
    case .roundTrip: try Self.roundTrip(store)
    case .numbers: try Self.numbers(store)
    case .endings: try Self.endings(store)
    case .reports: try Self.reports(store)
    case .concurrency: try await Self.concurrency(store)
    }
  }

  private static func roundTrip(_ store: any TrialStore) throws -> [String] {
    let hostile = [0.1, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3.0]
    let outcomes: [TrialOutcome?] = [
      .complete(value: -1e300, violation: .leastNonzeroMagnitude), .complete(value: 0.1 + 0.2),
      .pruned,
      .failed(reason: "it's \"over\"\n; DROP TABLE trials — ✗"), nil,
    ]
    var expected: [Trial] = []
    for (number, outcome) in outcomes.enumerated() {
      var trial = Trial(
        number: number, parameters: [.real(hostile[number]), .integer(.min + number), .category(3)])
      try store.start(trial)
      for report in [
        IntermediateValue(step: 0, value: -0.0), .init(step: 1, value: 1 / 3.0, violation: 0.1),
        .init(step: .max, value: .leastNonzeroMagnitude),
      ] {
        try store.report(report, ofTrial: number)
        trial.reports.append(report)
      }
      if let outcome {
        trial.outcome = outcome
        trial.measurements = ["": hostile[number], "feasible rate, %": 0.95, "naïve\u{301}": -1]
        try store.finish(trial: number, with: outcome, measurements: trial.measurements)
      }
      expected.append(trial)
    }
    let found = try store.trials()
    let negativeZero = found.count > 1 ? "\(found[1].parameters[0])" : ""
    return complaint(found == expected, "expected \(expected), found \(found)")
      + complaint(negativeZero == "-0.0", "the sign of zero is lost")
  }

  private static func numbers(_ store: any TrialStore) throws -> [String] {
    let empty = try store.trials()
    try store.start(trial(0))
    let again = failure { () throws(TrialStoreError) in try store.start(trial(0)) }
    let skipped = failure { () throws(TrialStoreError) in try store.start(trial(2)) }
    try store.start(trial(1))
    let numbers = try store.trials().map(\.number)
    return complaint(empty.isEmpty, "a new store has trials")
      + complaint(
        again == .numberTaken(0), "a number is given twice: \(again, default: "no error")")
      + complaint(
        skipped == .numberSkipped(found: 2, expected: 1), "a gap: \(skipped, default: "no error")")
      + complaint(numbers == [0, 1], "the numbers are \(numbers)")
  }

  private static func endings(_ store: any TrialStore) throws -> [String] {
    let outcome = TrialOutcome.complete(value: 1)
    func finish(_ number: Int, _ outcome: TrialOutcome) -> TrialStoreError? {
      failure { () throws(TrialStoreError) in
        try store.finish(trial: number, with: outcome, measurements: [:])
      }
    }
    let unknown = finish(0, outcome)
    let negative = finish(-1, outcome)
    try store.start(trial(0))
    let first = finish(0, outcome)
    let second = finish(0, .pruned)
    let late = failure { () throws(TrialStoreError) in
      try store.report(IntermediateValue(step: 1, value: 1), ofTrial: 0)
    }
    let kept = try store.trials().first?.outcome
    return complaint(unknown == .unknownTrial(0), "ended what never began")
      + complaint(negative == .unknownTrial(-1), "ended a trial −1")
      + complaint(first == nil, "cannot end a running trial: \(first, default: "")")
      + complaint(second == .alreadyFinished(0), "a trial ended twice")
      + complaint(late == .alreadyFinished(0), "a trial reported after its end")
      + complaint(kept == outcome, "the first outcome is lost")
  }

  private static func reports(_ store: any TrialStore) throws -> [String] {
    func report(_ step: Int, of number: Int = 0) -> TrialStoreError? {
      failure { () throws(TrialStoreError) in
        try store.report(IntermediateValue(step: step, value: 1), ofTrial: number)
      }
    }
    try store.start(trial(0))
    let results = [report(5), report(5), report(4), report(6), report(1, of: 1)]
    let expected: [TrialStoreError?] = [
      nil, .stepTaken(trial: 0, step: 5, last: 5), .stepTaken(trial: 0, step: 4, last: 5), nil,
      .unknownTrial(1),
    ]
    let steps = try store.trials()[0].reports.map(\.step)
    return complaint(results == expected, "reports at 5, 5, 4, 6 gave \(results)")
      + complaint(steps == [5, 6], "the steps kept are \(steps)")
  }

  private static func concurrency(_ store: any TrialStore) async throws -> [String] {
    let (workers, each) = (4, 25)
    let started = try await withThrowingTaskGroup(of: [Int].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var numbers: [Int] = []
          while numbers.count < each {
            let number = try store.trials().count
            do {
              try store.start(trial(number, value: worker))
              numbers.append(number)
            } catch TrialStoreError.numberTaken { continue }
          }
          return numbers
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let all = Array(0..<workers * each)
    return complaint(started.sorted() == all, "numbers were given twice or not at all")
      + complaint(try store.trials().map(\.number) == all, "trials are missing or out of order")
  }
}

private func trial(_ number: Int, value: Int = 0) -> Trial {
  Trial(number: number, parameters: [.integer(value)])
}

private func complaint(_ isKept: Bool, _ words: String) -> [String] { isKept ? [] : [words] }

private func failure(_ call: () throws(TrialStoreError) -> Void) -> TrialStoreError? {
  do {
    try call()
    return nil
  } catch { return error }
}
