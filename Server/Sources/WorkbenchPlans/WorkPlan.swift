public import Temper

/// A shift and the plan of it that somebody works on, with the checker's word.
public struct WorkPlan: Sendable {
  /// The shift, its cars named.
  public let instance: PatrolInstance
  /// The plan; `nil` before there is one.
  public let schedule: Schedule?
  /// What the checker says of the plan.
  public let verdict: Verdict?

  /// Judges a plan of a shift whose cars have names.
  public init(_ instance: PatrolInstance, _ schedule: Schedule?) {
    self.instance = instance
    self.schedule = schedule
    verdict = schedule.map { ScheduleChecker(instance).judge($0) }
  }

  /// Reads what ``instanceBytes`` and ``scheduleBytes`` wrote.
  ///
  /// - Throws: ``InstanceError``, ``ScheduleFileError`` or ``DeskError`` where a file is bad.
  public init(instance: [UInt8], schedule: [UInt8]?) throws {
    let patrol = try PatrolInstance(json: instance, file: "the shift").named
    let entries = try schedule.map {
      try PlanContent(parsing: $0, of: patrol, file: "the plan").entries
    }
    self.init(patrol, try entries.map { try Schedule(lines: $0, of: patrol) })
  }

  /// The shift as a file of the command line.
  public var instanceBytes: [UInt8] { Array(instance.jsonText().utf8) }

  /// The plan as a table of the command line, a line per car.
  public var scheduleBytes: [UInt8]? {
    schedule.map { Array(ScheduleCSV.text($0, of: instance, layout: .wide).utf8) }
  }

  /// Travel and prices in minutes; `nil` before there is a plan.
  public var minutes: Double? { verdict?.cost.total.value }

  /// How many rules are broken; `nil` before there is a plan.
  public var broken: Int? { verdict?.violationCount }
}

extension PatrolInstance {
  /// The same shift with a name for each car, to which pins can refer: numbers, where it only counts
  /// them.
  public var named: PatrolInstance {
    guard case .anonymous = fleet else { return self }
    return with(fleet: .named(fleet.cars))
  }

  /// The shift with other cars, which are in service as before, other rules, or another demand.
  func with(
    fleet: Fleet? = nil, rules: PlanningRules? = nil, demand: Demand? = nil,
    roster: RosterRules? = nil
  ) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet ?? self.fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand ?? self.demand, travel: travel, rules: rules ?? self.rules,
      roster: roster ?? self.roster)
  }
}

extension Schedule {
  /// Puts the lines of a plan together; a car without one is out of service, on its break or by a change.
  fileprivate init(lines: [ScheduleEntry], of instance: PatrolInstance) throws(DeskError) {
    self.init(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps { self[step, car] = nil }
    }
    let places = PlanPlaces(instance)
    for line in lines {
      let (car, step) = (try places.car(line.car.rawValue), try places.step(line.stepNumber))
      guard self[step, car] == nil else {
        throw DeskError(
          "\(places.words(car, step)) is in two sectors", remedy: "keep one of the two lines")
      }
      self[step, car] = try places.sector(line.sector.rawValue)
    }
  }
}
