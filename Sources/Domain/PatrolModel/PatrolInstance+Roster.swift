// What the rules of rosters come to.

extension PatrolInstance {
  /// The cars that a cell needs, wants and takes; a reserve place takes any number.
  public func range(_ step: StepIndex, _ sector: SectorIndex) -> DemandRange {
    self[sector].isReserve
      ? DemandRange(minimum: 0, target: 0, maximum: carCount) : demand.range(step, sector)
  }

  /// The minutes of a drive that leads to a step.
  public func minutes(
    from origin: SectorIndex, to destination: SectorIndex, at step: StepIndex
  ) -> Minutes {
    travelTimes(at: step)[from: origin, to: destination]
  }

  /// The minutes of drives that lead to a step.
  public func travelTimes(at step: StepIndex) -> TravelTimes {
    roster.laterTravel.last { $0.firstStep <= step }?.minutes ?? travel
  }

  /// The presence rule for stays in a sector.
  public func presence(in sector: SectorIndex) -> PresenceRule {
    self[sector].presence ?? (self[sector].isReserve ? .none : presence)
  }

  /// The minutes paid per car and step below a cell's minimum; `nil` if it may not be short.
  public func shortagePrice(of sector: SectorIndex) -> Minutes? {
    roster.shortagePrice.map { self[sector].shortagePrice ?? $0 }
  }

  /// The minutes that a car may travel over the shift, if there is a limit.
  public func travelLimit(of car: CarIndex) -> Minutes? {
    fleet[car].travelLimit ?? rules.carTravelLimit
  }

  /// The moves that a car may make, if there is a limit.
  public func moveLimit(of car: CarIndex) -> Int? {
    fleet[car].moveLimit ?? roster.moveLimit
  }

  /// Whether a car in service may have its break at a step: it may not where it is fixed.
  public func mayRest(_ car: CarIndex, at step: StepIndex) -> Bool {
    isInService(car, at: step) && rules.fixedSector(of: car, at: step) == nil
  }

  /// The first steps, counted from zero, of the breaks that a car may have in a window.
  public func breakStarts(of car: CarIndex, in window: RosterRules.BreakWindow) -> [Int] {
    (window.window.lowerBound...window.window.upperBound + 1 - window.length).filter { first in
      (first..<first + window.length).allSatisfy { mayRest(car, at: StepIndex($0)) }
    }
  }

  /// Whether a car has a break to come within a window that a step is in.
  public func hasBreakWindow(_ car: CarIndex, around step: StepIndex) -> Bool {
    roster.breakWindows.contains {
      $0.window.contains(step.rawValue) && crew(of: $0).contains(car)
    }
  }

  /// The cars that have their break in a window.
  public func crew(of window: RosterRules.BreakWindow) -> [CarIndex] {
    fleet.crew(of: window)
  }

  /// Whether each step's demand has to be the number of cars in service then.
  var demandAddsUp: Bool {
    demand.isExact && roster.addsUp && !sectors.contains(where: \.isReserve)
  }
}
