public import RandomStreams

/// What came of an incident.
public struct IncidentOutcome: Hashable, Sendable {
  /// How it ended.
  public enum Answer: Hashable, Sendable {
    case served(car: Int, minutes: Int, byOtherSector: Bool)
    case unable, declined
  }

  /// The incident.
  public let incident: Incident
  /// How it ended.
  public let answer: Answer

  /// Creates how an incident ended.
  package init(incident: Incident, answer: Answer) {
    (self.incident, self.answer) = (incident, answer)
  }

  /// Whether a car came.
  public var isServed: Bool { if case .served = answer { true } else { false } }
  /// Whether it came in time.
  public var isSuccess: Bool {
    if case .served(_, let minutes, _) = answer {
      minutes <= ResponseUtility.targetMinutes
    } else {
      false
    }
  }
}

/// What came of a shift.
public struct DayOutcome: Hashable, Sendable {
  /// Every incident, in the order of calls.
  public let incidents: [IncidentOutcome]
  /// Presence of the plans as the shift ended.
  public let presence: Double
  /// The mean share of changed periods over the sectors that have cars.
  public let hamming: Double
  /// Effective periods of patrol in each area as the shift ended.
  public let patrol: [Int]
  /// What the checker found in adopted plans: nothing, unless the policy has a defect.
  public let defects: [PlanDefect]

  /// Creates what came of a shift.
  package init(
    incidents: [IncidentOutcome], presence: Double, hamming: Double, patrol: [Int],
    defects: [PlanDefect]
  ) {
    (self.incidents, self.presence, self.hamming) = (incidents, presence, hamming)
    (self.patrol, self.defects) = (patrol, defects)
  }

  /// The share of incidents that a car came to.
  public var responseRate: Double { share(\.isServed) }
  /// The share that a car came to in time.
  public var successRate: Double { share(\.isSuccess) }
  /// The share that a policy refused though a car could have come.
  public var declinedShare: Double { share { $0.answer == .declined } }
  /// The share, of those that a car came to, that a car of another sector came to.
  public var otherSectorShare: Double {
    let other = incidents.count { if case .served(_, _, true) = $0.answer { true } else { false } }
    return Double(other) / Double(max(1, incidents.count(where: \.isServed)))
  }

  private func share(_ property: (IncidentOutcome) -> Bool) -> Double {
    incidents.isEmpty ? 0 : Double(incidents.count(where: property)) / Double(incidents.count)
  }
}

/// Plays a shift: calls come in their order, a policy answers each, and its plan becomes the state.
public struct DaySimulator: Sendable {
  /// Where cars patrol.
  public let region: Region
  /// How much patrol counts.
  public let utility: PresenceUtility
  /// The greatest mean share of changed periods in a sector (P_max).
  public let cap: Double

  /// Creates a simulator for shifts of at most so many cars.
  public init(_ region: Region, mostCars: Int, cap: Double = 0.4) {
    self.region = region
    utility = PresenceUtility(region, cars: mostCars)
    self.cap = cap
  }

  /// Plays a scenario; each has a stream of its own, so that policies meet the same draws.
  public func play(
    _ scenario: ShiftScenario, by policy: some DispatchPolicy, random: RandomStream
  ) -> DayOutcome {
    record(scenario, by: policy, random: random).outcome
  }

  /// Plays a scenario and keeps what every car did.
  public func record(
    _ scenario: ShiftScenario, by policy: some DispatchPolicy, random: RandomStream
  ) -> DayRecord {
    var state = ShiftState(scenario.start, region: region, utility: utility, cap: cap)
    var random = random
    var (outcomes, defects): ([IncidentOutcome], [PlanDefect]) = ([], [])
    var (hammings, deciding): ([[Double]], [Duration]) = ([], [])
    for incident in scenario.incidents {
      let call = ContinuousClock.now
      let decision = policy.decide(incident, in: state, random: &random)
      deciding.append(call.duration(to: .now))
      if case .serve(let plan, _, let repairs) = decision {
        defects += DayCheck.defects(of: plan, repairs: repairs, for: incident, in: state)
        for plan in [plan] + repairs { state.adopt(plan) }
      }
      outcomes.append(
        IncidentOutcome(incident: incident, answer: answer(decision, to: incident, in: state)))
      hammings.append(region.sectors.indices.map { state.hamming($0) })
    }
    let staffed = region.sectors.indices.filter { !state.carsOfSector[$0].isEmpty }
    let outcome = DayOutcome(
      incidents: outcomes, presence: state.presence,
      hamming: staffed.reduce(0) { $0 + state.hamming($1) } / Double(max(1, staffed.count)),
      patrol: state.patrol, defects: defects)
    return DayRecord(
      outcome: outcome, start: scenario.start, cells: state.cells, available: state.available,
      hammings: hammings, deciding: deciding)
  }

  private func answer(
    _ decision: DispatchDecision, to incident: Incident, in state: ShiftState
  ) -> IncidentOutcome.Answer {
    switch decision {
    case .serve(let plan, let minutes, _):
      .served(
        car: plan.car, minutes: minutes,
        byOtherSector: state.initial.sectors[plan.car] != region.areas[incident.area].sector)
    case .unable: .unable
    case .declined: .declined
    }
  }
}

/// A shift as it was played: what came of it, and what every car did in every period.
///
/// Plans change the future alone, so the last timetables are what happened.
public struct DayRecord: Sendable {
  /// What came of it.
  public let outcome: DayOutcome
  /// The timetables that it began with.
  public let start: InitialTimetables
  /// The area, or −1 for travelling, of each car in each period, row by row.
  public let cells: [Int]
  /// Whether each car was free in each period; else on the way to an incident, or at one.
  public let available: [Bool]
  /// The mean share of changed periods of each sector after each incident.
  public let hammings: [[Double]]
  /// The time that the policy took for each of its decisions.
  public let deciding: [Duration]
}
