/// A shift to be planned: who is there, where they are needed and when, and how far it is.
///
/// An instance is immutable and consistent: shapes agree, identifiers are unique, and the demand
/// of every step adds up to the number of cars in service, unless it is given in ranges, cars may be
/// missing or have a reserve place, or breaks are yet to be placed. Whether a schedule exists is another
/// question, see ``PresenceConflict``.
public struct PatrolInstance: Hashable, Sendable {
  /// The instance's short name, as in `team-z-17x17x12`.
  public let name: String
  /// Where the figures come from, in words.
  public let summary: String
  /// The cars on duty.
  public let fleet: Fleet
  /// When the shift starts and how it is divided.
  public let shift: Shift
  /// The rule that keeps cars from lingering.
  public let presence: PresenceRule
  /// The sectors, in the order of every table.
  public let sectors: [Sector]
  /// Cars needed per step and sector.
  public let demand: Demand
  /// Minutes between sectors.
  public let travel: TravelTimes
  /// Assignments given or ruled out, limits of legs and of travel per car, and what classes have to do.
  public let rules: PlanningRules
  /// What real rosters ask for beyond that.
  public let roster: RosterRules

  /// Creates an instance.
  ///
  /// - Precondition: Shapes agree, indices are in range, and each step's demand adds up to the cars
  ///   in service. Files are validated, with better words, before they come here.
  public init(
    name: String, summary: String, fleet: Fleet, shift: Shift, presence: PresenceRule,
    sectors: [Sector], demand: Demand, travel: TravelTimes, rules: PlanningRules = .none,
    roster: RosterRules = .none
  ) {
    precondition(fleet.count >= 1 && !sectors.isEmpty, "an instance has cars and sectors")
    precondition(demand.stepCount == shift.stepCount, "one demand row per step")
    precondition(demand.sectorCount == sectors.count, "one demand column per sector")
    precondition(travel.sectorCount == sectors.count, "one travel row per sector")
    precondition(
      rules.fit(cars: fleet.count, steps: shift.stepCount, sectors: sectors.count)
        && roster.fit(cars: fleet.count, steps: shift.stepCount, sectors: sectors.count)
        && fleet.places.allSatisfy { sectors.indices.contains($0.rawValue) },
      "rules are about cars, steps and sectors that exist")
    self.name = name
    self.summary = summary
    self.fleet = fleet
    self.shift = shift
    self.presence = presence
    self.sectors = sectors
    self.demand = demand
    self.travel = travel
    self.rules = rules
    self.roster = roster
    precondition(
      !demandAddsUp
        || zip(shift.steps, fleet.inService(during: shift)).allSatisfy { step, cars in
          demand[step].reduce(0, +) == cars
        }, "the demand of a step is the number of cars in service")
    precondition(
      rules.classMinimums.allSatisfy { $0.cars <= range($0.step, $0.sector).maximum },
      "a minimum of a class is part of the demand")
  }

  /// The number of cars, n.
  public var carCount: Int { fleet.count }
  /// The number of sectors, m.
  public var sectorCount: Int { sectors.count }
  /// The number of steps, T.
  public var stepCount: Int { shift.stepCount }
  /// The sector at an index.
  public subscript(sector: SectorIndex) -> Sector { sectors[sector.rawValue] }
  /// All sector indices in order.
  public var sectorIndices: [SectorIndex] { sectors.indices.map { SectorIndex($0) } }
  /// All car indices in order.
  public var carIndices: [CarIndex] { (0..<carCount).map { CarIndex($0) } }
}
