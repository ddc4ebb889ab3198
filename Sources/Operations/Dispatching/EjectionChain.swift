package import RandomStreams
package import Simulation

/// Insert and repair by an ejection chain: a call breaks a timetable, each repair may break it
/// elsewhere, until nothing is broken or the budget of changes is spent.
///
/// Joe, Lau and Pan, "Reinforcement learning approach to solve dynamic bi-objective police patrol
/// dispatching and rescheduling problem", ICAPS 2022, doi:10.1609/icaps.v32i1.19831.
public struct EjectionChain: Hashable, Sendable {
  /// The share of repairs that are drawn instead of chosen (ε_h).
  public var randomShare: Double
  /// Whether areas that lack patrol are repaired too (type 2).
  public var repairsShortAreas: Bool
  /// The most repairs of a chain, in place of the published second.
  public var steps: Int

  /// Describes chains.
  public init(randomShare: Double, repairsShortAreas: Bool, steps: Int = 40) {
    (self.randomShare, self.repairsShortAreas) = (randomShare, repairsShortAreas)
    self.steps = steps
  }

  /// As published, for reference: 30 % of repairs are drawn, short areas are repaired.
  public static let published = EjectionChain(randomShare: 0.3, repairsShortAreas: true)
  /// The best repair always, and of travel alone, which spends less of the budget.
  public static let thrifty = EjectionChain(randomShare: 0, repairsShortAreas: false)

  /// Timetables without a type-1 defect within the budget, or none.
  ///
  /// - Parameters:
  ///   - start: What the call left of them.
  ///   - crew: Whose rows are repaired.
  ///   - random: For repairs that are drawn.
  ///   - judge: What repairs are worth if not presence, of those that leave fewest defects.
  /// - Returns: The timetables.
  package func repaired(
    _ start: ChainTable, _ crew: ChainCrew, random: inout RandomStream,
    judge: (any RepairJudge)? = nil
  ) -> ChainTable? {
    var table = start
    var tabu: Set<UInt64> = []
    var acceptable: ChainTable?
    for _ in 0..<steps {
      let isSound = table.defects(of: crew.cars) == 0
      guard tabu.insert(table.hash).inserted else { return isSound ? table : nil }
      guard table.changed[crew.sector] <= crew.allowance else { return acceptable }
      if isSound {
        guard repairsShortAreas,
          let short = crew.areas.first(where: { table.shortfall(of: $0) > 0 })
        else { return table }
        acceptable = table
        repair(short, &table, crew, &random, judge)
      } else {
        guard repairTravel(&table, crew, &random, judge) else { return nil }
      }
    }
    return acceptable
  }

  /// Spends a stay in a short area; without a candidate all stays as it is.
  func repair(
    _ area: Int, _ table: inout ChainTable, _ crew: ChainCrew, _ random: inout RandomStream,
    _ judge: (any RepairJudge)? = nil
  ) {
    let edits = ShortAreaCandidates.edits(area, cars: crew.cars, in: table)
    if let edit = choice(edits, &table, &random, judge) { table.apply(edit) }
  }

  private func repairTravel(
    _ table: inout ChainTable, _ crew: ChainCrew, _ random: inout RandomStream,
    _ judge: (any RepairJudge)?
  ) -> Bool {
    for car in crew.cars {
      guard let defect = table.firstDefect(of: car) else { continue }
      let isOwn = table.region.areas[defect.from.area].sector == crew.sector
      let edits = TravelCandidates.edits(
        defect, in: table, pool: isOwn ? crew.areas : crew.otherAreas)
      guard let edit = choice(edits, &table, &random, judge) else { return false }
      table.apply(edit)
      return true
    }
    return false
  }

  /// The repair of the best score f_p − Σ |type 1|, or now and then any.
  private func choice(
    _ edits: [RowEdit], _ table: inout ChainTable, _ random: inout RandomStream,
    _ judge: (any RepairJudge)?
  ) -> RowEdit? {
    guard !edits.isEmpty else { return nil }
    if randomShare > 0, random.unit() < randomShare {
      return edits[random.uniform(below: edits.count)]
    }
    if let judge { return judged(edits, table, judge) }
    // Presence is below 1, so that a change of fewer defects is always the better one.
    var best: (defects: Int, gain: Double, edit: RowEdit)?
    // Most candidates change the same cells, whose defects are counted once.
    var (last, before) = (edits[0], table.defects(before: edits[0]))
    for edit in edits {
      if edit.car != last.car || edit.start != last.start || edit.end != last.end {
        (last, before) = (edit, table.defects(before: edit))
      }
      let defects = table.defects(after: edit) - before
      if let best, defects > best.defects { continue }
      let gain = table.gain(of: edit)
      if let best, defects == best.defects, gain <= best.gain { continue }
      best = (defects, gain, edit)
    }
    return best?.edit
  }

  /// The first of the best by a judge, of those that leave the fewest defects.
  private func judged(
    _ edits: [RowEdit], _ table: ChainTable, _ judge: any RepairJudge
  ) -> RowEdit? {
    let changes = edits.map { table.change(of: $0) }
    let fewest = changes.min()
    let rivals = zip(edits, changes).filter { $0.1 == fewest }.map(\.0)
    guard rivals.count > 1 else { return rivals.first }
    let worths = judge.worths(of: rivals, in: table)
    let best = rivals.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 }
    return rivals[best]
  }
}

/// Says what repairs are worth, many at once.
package protocol RepairJudge {
  /// The worth of each of some repairs of a table.
  ///
  /// - Parameters:
  ///   - edits: The repairs.
  ///   - table: The timetables as they are before the repair.
  /// - Returns: A number for each.
  func worths(of edits: [RowEdit], in table: ChainTable) -> [Double]
}

/// A sector's cars and areas, as a chain needs them.
package struct ChainCrew {
  let sector: Int
  let cars: [Int]
  /// The sector's areas.
  let areas: [Int]
  /// The areas of all other sectors on duty, where cars are that help.
  let otherAreas: [Int]
  /// The most cells that may be changed.
  let allowance: Int

  package init(_ sector: Int, _ state: borrowing ShiftState) {
    self.sector = sector
    cars = state.carsOfSector[sector]
    areas = state.region.sectors[sector].areas
    var others: [Int] = []
    for other in state.region.sectors.indices
    where other != sector && !state.carsOfSector[other].isEmpty {
      others += state.region.sectors[other].areas
    }
    otherAreas = others
    allowance = state.allowance(sector)
  }
}
