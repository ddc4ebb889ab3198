public import RandomStreams
public import Simulation

/// Answers calls by ejection chains, as the published baselines do.
///
/// The first car that can be spared goes, or the one that is worth most now.
public struct ChainPolicy: DispatchPolicy {
  /// Which car goes.
  public enum Choice: Hashable, Sendable {
    /// The first to arrive whose timetable can be repaired.
    case greedy
    /// The one with the greatest f_r · f_p after the repair; nothing after that counts.
    case myopic
  }

  /// The name in tables.
  public let name: String
  /// Which car goes.
  public let choice: Choice
  /// Where help may come from.
  public let reach: DispatchReach
  /// How timetables are repaired.
  public let chain: EjectionChain
  /// What is done to all timetables after the repair, if anything.
  public let response: BestResponse?

  /// Creates a policy.
  public init(
    name: String, _ choice: Choice, reach: DispatchReach = .neighbours,
    chain: EjectionChain = .published, response: BestResponse? = nil
  ) {
    (self.name, self.choice, self.reach) = (name, choice, reach)
    (self.chain, self.response) = (chain, response)
  }

  /// Never.
  public var mayDecline: Bool { false }

  /// The car that goes, with the repaired timetables, or none.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    let table = ChainTable(state, from: incident.period)
    let own = state.region.areas[incident.area].sector
    var order = state.departures(to: incident, reach: reach, all: true)
    order.shuffle(using: &random)
    let sectors = state.initial.sectors
    let ranked = order.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      return (a.arrival, sectors[a.car] == own ? 0 : 1, first.offset)
        < (b.arrival, sectors[b.car] == own ? 0 : 1, second.offset)
    }.map(\.element)
    let found =
      switch choice {
      case .greedy: first(of: ranked, incident, table, state, &random)
      case .myopic: best(of: ranked, incident, table, state, &random)
      }
    guard let found else { return .unable }
    return Self.decision(found.departure, respond(found.table, state, &random), state)
  }

  /// Every way to answer an incident whose timetables can be repaired, without a response.
  ///
  /// - Parameters:
  ///   - incident: What is answered.
  ///   - state: The shift as the call comes.
  ///   - random: For repairs that are drawn.
  ///   - judge: Of the repairs after a departure; without it presence says which is best.
  /// - Returns: An answer for each car and departure that the budget can pay for.
  package func answers(
    to incident: Incident, in state: borrowing ShiftState, random: inout RandomStream,
    judge: ((Departure) -> any RepairJudge)? = nil
  ) -> [ChainAnswer] {
    let table = ChainTable(state, from: incident.period)
    var answers: [ChainAnswer] = []
    for departure in state.departures(to: incident, reach: reach, all: true) {
      if let repaired = repaired(
        departure, incident, table, state, &random, judge?(departure))
      {
        answers.append(
          ChainAnswer(
            decision: Self.decision(departure, repaired, state),
            sector: state.initial.sectors[departure.car],
            responseMinutes: departure.responseMinutes))
      }
    }
    return answers
  }

  private func first(
    of departures: [Departure], _ incident: Incident, _ table: ChainTable,
    _ state: borrowing ShiftState, _ random: inout RandomStream
  ) -> (departure: Departure, table: ChainTable)? {
    for departure in departures {
      if let repaired = repaired(departure, incident, table, state, &random) {
        return (departure, repaired)
      }
    }
    return nil
  }

  private func best(
    of departures: [Departure], _ incident: Incident, _ table: ChainTable,
    _ state: borrowing ShiftState, _ random: inout RandomStream
  ) -> (departure: Departure, table: ChainTable)? {
    let before = state.presence
    let scale = Double(ShiftClock.periods * state.initial.cars)
    var best: (value: Double, departure: Departure, table: ChainTable)?
    for departure in departures {
      guard let repaired = repaired(departure, incident, table, state, &random) else { continue }
      let value =
        ResponseUtility.value(minutes: departure.responseMinutes)
        * (before + repaired.gain / scale)
      if value > best?.value ?? -.infinity { best = (value, departure, repaired) }
    }
    return best.map { ($0.departure, $0.table) }
  }

  private func repaired(
    _ departure: Departure, _ incident: Incident, _ table: ChainTable,
    _ state: borrowing ShiftState, _ random: inout RandomStream,
    _ judge: (any RepairJudge)? = nil
  ) -> ChainTable? {
    let sector = state.initial.sectors[departure.car]
    // Late in a shift most cars fail here, which must not cost a copy of the table.
    guard table.changed(sending: departure, to: incident.area) <= state.allowance(sector) else {
      return nil
    }
    var inserted = table
    inserted.insert(departure, at: incident.area)
    return chain.repaired(inserted, ChainCrew(sector, state), random: &random, judge: judge)
  }

  /// An answer after best responses of all sectors to it, which lose no presence.
  ///
  /// - Parameters:
  ///   - decision: The answer, in a state as it was before.
  ///   - incident: What it answers.
  ///   - after: The state with the answer.
  ///   - state: The state before it.
  ///   - random: For what responses draw.
  /// - Returns: The answer with the plans of all cars, in the state before it.
  package func responded(
    _ decision: DispatchDecision, to incident: Incident, leadingTo after: borrowing ShiftState,
    in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    guard case .serve(let plan, let minutes, _) = decision else { return decision }
    let table = respond(ChainTable(after, from: incident.period), after, &random)
    let departure = Departure(
      car: plan.car, period: plan.start, arrival: plan.start, free: plan.start + plan.busy,
      responseMinutes: minutes)
    return Self.decision(departure, table, state)
  }

  private func respond(
    _ table: ChainTable, _ state: borrowing ShiftState, _ random: inout RandomStream
  ) -> ChainTable {
    guard let response else { return table }
    var crews: [ChainCrew] = []
    for sector in state.region.sectors.indices where !state.carsOfSector[sector].isEmpty {
      crews.append(ChainCrew(sector, state))
    }
    return response.improved(table, crews, chain, random: &random)
  }

  /// The car's plan, and those of all others whose rows were repaired.
  package static func decision(
    _ departure: Departure, _ table: ChainTable, _ state: borrowing ShiftState
  ) -> DispatchDecision {
    let going = state.cells(of: departure.car, from: departure.period)
    let plan = CarPlan(
      car: departure.car, start: departure.period, busy: departure.busy,
      cells: Array(table.cells[going]))
    let old = state.cells
    var repairs: [CarPlan] = []
    for car in state.initial.sectors.indices where car != departure.car {
      let row = state.cells(of: car, from: 0)
      guard let cell = row.first(where: { table.cells[$0] != old[$0] }) else { continue }
      repairs.append(
        CarPlan(
          car: car, start: cell - row.lowerBound, busy: 0,
          cells: Array(table.cells[cell..<row.upperBound])))
    }
    return .serve(plan, responseMinutes: departure.responseMinutes, repairs: repairs)
  }
}

/// A way to answer an incident: the plans of cars, and whose car goes.
package struct ChainAnswer: Sendable {
  package let decision: DispatchDecision
  /// The sector of the car that goes.
  package let sector: Int
  /// Minutes from the call until it is there.
  package let responseMinutes: Int
}
