import RandomStreams
public import Simulation
import Synchronization
import Tempering

/// Plays the same shifts by several policies, on several threads.
///
/// Every policy meets the same incidents and, shift by shift, the same random numbers, so results
/// are paired, and the same for any number of threads.
public struct DispatchStudy: Sendable {
  /// Where cars patrol.
  public let region: Region
  /// The shifts.
  public let scenarios: [ShiftScenario]
  /// The greatest mean share of changed periods in a sector (P_max).
  public let cap: Double
  /// Of what policies draw.
  public let seed: UInt64

  /// Describes a study.
  public init(_ region: Region, _ scenarios: [ShiftScenario], cap: Double = 0.4, seed: UInt64 = 1) {
    (self.region, self.scenarios, self.cap, self.seed) = (region, scenarios, cap, seed)
  }

  /// Presence of the timetables that shifts begin with, the mean over shifts.
  public var initialPresence: Double {
    let simulator = simulator
    let sum = scenarios.reduce(0.0) { sum, scenario in
      sum
        + ShiftState(scenario.start, region: region, utility: simulator.utility, cap: cap).presence
    }
    return sum / Double(max(1, scenarios.count))
  }

  private var simulator: DaySimulator {
    DaySimulator(region, mostCars: scenarios.map(\.start.cars).max() ?? 1, cap: cap)
  }

  /// Plays every shift by every policy.
  ///
  /// - Parameters:
  ///   - policies: Who answers calls.
  ///   - threads: At least 1.
  ///   - checkpoint: Where shifts are kept as they are played; those that it has are not played
  ///     again.
  ///   - shouldStop: Asked before each shift; shifts that are not begun are left out.
  ///   - shouldAbandon: Asked before each answer; shifts that are not done by then are left out.
  ///   - progress: Told how many shifts are done; called from any thread, one at a time.
  /// - Returns: Results in the order of policies, over the same shifts.
  public func results(
    of policies: [any DispatchPolicy], threads: Int, checkpoint: StudyCheckpoint? = nil,
    shouldStop: @Sendable () -> Bool = { false },
    shouldAbandon: @escaping @Sendable () -> Bool = { false },
    progress: @Sendable (Int) -> Void = { _ in }
  ) -> [PolicyResult] {
    let policies = policies.map { AbandonablePolicy(base: $0, isAbandoned: shouldAbandon) }
    let simulator = simulator
    let played = Mutex((days: [[PlayedDay]](repeating: [], count: scenarios.count), done: 0))
    WorkerTeam(threads: threads).forEach(scenarios.count) { number in
      if shouldStop() { return }
      let known = checkpoint?.days(of: self, shift: number, policies: policies.count)
      let days = known ?? policies.map { play(number, by: $0, simulator) }
      // What was played without its policies is no result.
      if known == nil && shouldAbandon() { return }
      if known == nil { checkpoint?.keep(days, of: self, shift: number) }
      played.withLock {
        $0.days[number] = days
        $0.done += 1
        progress($0.done)
      }
    }
    let days = played.withLock(\.days)
    return policies.indices.map { policy in
      PolicyResult(
        policies[policy].name, mayDecline: policies[policy].mayDecline,
        days: days.enumerated().compactMap { number, day in
          day.isEmpty ? nil : (number, day[policy])
        })
    }
  }

  /// A shift by a policy, with all that its cars did.
  public func record(_ scenario: Int, by policy: any DispatchPolicy) -> DayRecord {
    record(scenario, by: policy, simulator)
  }

  private func record(
    _ scenario: Int, by policy: some DispatchPolicy, _ simulator: DaySimulator
  ) -> DayRecord {
    simulator.record(
      scenarios[scenario], by: policy,
      random: RandomStream(seed: seed, stream: UInt64(scenario)))
  }

  private func play(
    _ scenario: Int, by policy: some DispatchPolicy, _ simulator: DaySimulator
  ) -> PlayedDay {
    let record = record(scenario, by: policy, simulator)
    return PlayedDay(outcome: record.outcome, deciding: record.deciding)
  }
}

/// A policy that is no longer asked once its shift is given up, so that the shift ends at once.
private struct AbandonablePolicy: DispatchPolicy {
  let base: any DispatchPolicy
  let isAbandoned: @Sendable () -> Bool

  var name: String { base.name }
  var mayDecline: Bool { base.mayDecline }

  func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    isAbandoned() ? .unable : base.decide(incident, in: state, random: &random)
  }
}

/// What came of a shift, and how long the policy thought.
struct PlayedDay: Sendable {
  let outcome: DayOutcome
  let deciding: [Duration]
}

/// What a policy made of some shifts.
public struct PolicyResult: Sendable {
  /// The policy's name.
  public let policy: String
  /// Whether it may refuse calls that it could serve (class T); else class N.
  public let mayDecline: Bool
  /// The numbers of the shifts, from 0 on.
  public let scenarios: [Int]
  /// What came of each.
  public let days: [DayOutcome]
  /// The time of each decision, the shortest first.
  public let deciding: [Duration]

  init(_ policy: String, mayDecline: Bool, days: [(scenario: Int, day: PlayedDay)]) {
    (self.policy, self.mayDecline) = (policy, mayDecline)
    scenarios = days.map(\.scenario)
    self.days = days.map(\.day.outcome)
    deciding = days.flatMap(\.day.deciding).sorted()
  }

  /// The number of calls.
  public var calls: Int { days.reduce(0) { $0 + $1.incidents.count } }

  /// The mean time of a decision, in milliseconds.
  public var millisecondsPerDecision: Double {
    let all = deciding.reduce(Duration.zero, +)
    return calls == 0 ? 0 : all / .milliseconds(1) / Double(calls)
  }

  /// The time within which a share of decisions was made, in milliseconds; 0 without any.
  public func milliseconds(ofShare share: Double) -> Double {
    guard let last = deciding.indices.last else { return 0 }
    let place = Int((share * Double(deciding.count)).rounded(.up)) - 1
    return deciding[min(last, max(0, place))] / .milliseconds(1)
  }

  /// What a measure is in each shift.
  public func values(_ measure: DayMeasure) -> [Double] { days.map { measure.value(of: $0) } }

  /// The mean of a measure over shifts.
  public func mean(_ measure: DayMeasure) -> Double {
    days.isEmpty ? 0 : values(measure).reduce(0, +) / Double(days.count)
  }

  /// The share of calls of a duration that a car came to, and their number.
  public func served(minutes: Int) -> (share: Double, calls: Int) {
    let calls = days.flatMap(\.incidents).filter { $0.incident.resolutionMinutes == minutes }
    return (
      calls.isEmpty ? 0 : Double(calls.count(where: \.isServed)) / Double(calls.count), calls.count
    )
  }
}

/// What shifts are judged by.
public enum DayMeasure: String, CaseIterable, Sendable {
  /// The share of calls that a car came to.
  case response
  /// The share of calls that a car came to within 20 minutes.
  case success
  /// Presence as the shift ended, f_p.
  case presence
  /// The mean share of changed periods.
  case hamming
  /// The share of answered calls that a car of another sector came to.
  case otherSector
  /// The share of calls that were declined though a car could have come.
  case declined

  /// The measure of a shift.
  public func value(of day: DayOutcome) -> Double {
    switch self {
    case .response: day.responseRate
    case .success: day.successRate
    case .presence: day.presence
    case .hamming: day.hamming
    case .otherSector: day.otherSectorShare
    case .declined: day.declinedShare
    }
  }
}
