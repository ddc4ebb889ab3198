public import PatrolModel
import Tables
import Texts

/// An instance to be made from a planner's files: travel times, demand and perhaps sectors, cars
/// and rules.
///
/// Tables are text (UTF-8, UTF-16 or Windows-1252; cells separated by commas, semicolons, tabs or
/// vertical bars) or workbooks (XLSX), in which a sheet is found by its name. Unless it is the comma
/// that separates cells, numbers may have a decimal comma.
public struct InstanceImport: Hashable, Sendable {
  /// A file that has been read, and what to call it in errors.
  public typealias File = ImportFile

  /// Where travel times come from.
  public enum Travel: Hashable, Sendable {
    /// A table of minutes: a square with sector identifiers in the header and in the first column,
    /// half of one, or the columns `from`, `to` and `minutes`.
    case table(File)
    /// The response of an OSRM table request: seconds, in the order of the sectors.
    case osrm(File)
  }

  /// What missing and spare cars cost, in minutes per car and step.
  public struct Prices: Hashable, Sendable {
    /// For each car below what a sector needs; without it none may be missing.
    public var shortage: Minutes?
    /// For each car below the target.
    public var target: Minutes?
    /// For each car above the target; with it, a plain number of the table is the least, not the
    /// most.
    public var surplus: Minutes?

    /// Creates prices; by default nothing has one.
    public init(shortage: Minutes? = nil, target: Minutes? = nil, surplus: Minutes? = nil) {
      self.shortage = shortage
      self.target = target
      self.surplus = surplus
    }
  }

  /// An instance that was made, and what is to be said of its making.
  public struct Outcome: Hashable, Sendable {
    /// The instance.
    public let instance: PatrolInstance
    /// What was taken for granted and what may be wrong, in the order of its finding.
    public let remarks: [ImportRemark]
  }

  /// The short name of the instance.
  public var name: String
  /// Where the figures come from, in words.
  public var summary: String
  /// Travel times between all sectors, in any order; they are rounded to tenths of a minute.
  public var travel: Travel
  /// Cars needed: a line per step, which begins with its time or number, and a column per sector, or
  /// one each for its `min`, `target` and `max`; or a line per step and sector.
  public var demand: File
  /// The sectors in order, with the columns `id`, `name`, `lon`, `lat`, `reserve` and
  /// `shortagePrice`; all but `id` optional.
  ///
  /// Without this file the demand table names the sectors.
  public var sectors: File?
  /// The cars, with the columns `id`, `class`, `start`, `on`, `off`, `limit` and `home`; all but
  /// `id` optional.
  public var carList: File?
  /// Pins, bans, pairs and closed sectors, with the columns `rule`, `car`, `sector`, `from`, `to`.
  public var ruleList: File?
  /// The rule that keeps cars from lingering.
  public var presence: PresenceRule
  /// The number of cars, in 1...100,000; without it, as many as are listed, or the first step needs.
  public var cars: Int?
  /// When the shift starts, in 0..<1440 minutes after midnight; without it, what the demand table
  /// says, or 08:00.
  public var startMinute: Int?
  /// The length of a step, in 1...1440 minutes; without it, what the demand table says, or 60.
  public var stepMinutes: Int?
  /// How many cars an empty cell of the demand table needs; without it, such cells are refused.
  public var emptyCells: Int?
  /// What missing and spare cars cost.
  public var prices: Prices

  /// Creates an import; nothing is read until ``imported()``.
  public init(
    name: String, summary: String = "", travel: Travel, demand: File, sectors: File? = nil,
    carList: File? = nil, ruleList: File? = nil, presence: PresenceRule = .noReturn,
    cars: Int? = nil, startMinute: Int? = nil, stepMinutes: Int? = nil, emptyCells: Int? = nil,
    prices: Prices = Prices()
  ) {
    self.name = name
    self.summary = summary
    self.travel = travel
    self.demand = demand
    self.sectors = sectors
    self.carList = carList
    self.ruleList = ruleList
    self.presence = presence
    self.cars = cars
    self.startMinute = startMinute
    self.stepMinutes = stepMinutes
    self.emptyCells = emptyCells
    self.prices = prices
  }

  /// Makes the instance.
  ///
  /// - Throws: ``ImportFailure`` with what does not fit in the files.
  public func imported() throws(ImportFailure) -> Outcome {
    let journal = ImportJournal()
    let instance: PatrolInstance?
    do throws(ImportError) { instance = try self.instance(journal) } catch {
      journal.report(error)
      instance = nil
    }
    try journal.check()
    guard let instance else { preconditionFailure("what makes no instance is reported") }
    return Outcome(instance: instance, remarks: journal.remarks)
  }

  /// The instance; `nil` if what is wrong with it was reported.
  ///
  /// What is wrong with one file says nothing of the others, so that all are looked at.
  private func instance(_ journal: ImportJournal) throws(ImportError) -> PatrolInstance? {
    let opened = journal.collect { () throws(ImportError) -> SectorTable? in
      try sectors.map { file throws(ImportError) in try SectorTable(parsing: file, journal) }
    }
    let legs = journal.collect { () throws(ImportError) -> Legs in try Legs(travel, journal) }
    let listed = (opened ?? nil)?.sectors
    let known = Set(listed?.map(\.id) ?? legs?.sectors ?? [])
    let table = try DemandTable(parsing: demand, known: known, empty: emptyCells, journal)
    // Without the list that was given, nothing more is known of the sectors.
    guard case .some = opened else { return nil }
    let plain = listed ?? table.sectors.map { Sector(id: $0, name: $0.rawValue) }
    if listed != nil {
      table.table.refuseStrangers(to: plain.map(\.id), in: table.sectors, as: "column")
    }
    let needs = table.needs(of: plain, prices)
    let times = journal.collect { () throws(ImportError) -> TravelTimes? in
      try legs?.times(for: plain)
    }
    let shift = journal.collect { () throws(ImportError) -> Shift in
      try table.shift(startMinute: startMinute, stepMinutes: stepMinutes)
    }
    guard let shift else { return nil }
    let crew = try crew(table, needs, ImportPlaces(sectors: plain, shift: shift), journal)
    guard journal.errors.isEmpty, let needs, let legs, let times = times ?? nil, let crew else {
      return nil
    }
    let placed = zip(plain, legs.positions(count: plain.count)).map { $0.placed(at: $1) }
    let instance = PatrolInstance(
      name: name, summary: summary, fleet: crew.fleet, shift: shift, presence: presence,
      sectors: placed, demand: needs.demand(all: crew.fleet.count), travel: times,
      rules: crew.rules, roster: crew.roster.priced(prices))
    try TravelLook(file: legs.file, instance: instance, journal: journal).look()
    if let ruleList { RuleLook(file: ruleList.name, instance: instance, journal: journal).look() }
    return instance
  }

  /// The cars and their rules; `nil` if what is wrong with them was reported.
  private func crew(
    _ table: DemandTable, _ needs: DemandNeeds?, _ places: ImportPlaces, _ journal: ImportJournal
  ) throws(ImportError) -> (fleet: Fleet, rules: PlanningRules, roster: RosterRules)? {
    guard let fleet = try fleet(table, needs, places, journal) else { return nil }
    guard let ruleList else { return (fleet, .none, .none) }
    let rules = try RuleTable(parsing: ruleList, fleet: fleet, places, journal)
    return (rules.fleet, rules.rules, rules.roster)
  }

  /// The cars: those of the list, or as many as the demand needs.
  private func fleet(
    _ table: DemandTable, _ needs: DemandNeeds?, _ places: ImportPlaces, _ journal: ImportJournal
  ) throws(ImportError) -> Fleet? {
    guard let carList else {
      guard let needs else { return nil }
      return .anonymous(
        count: try table.carCount(given: cars, needs: needs, shift: places.shift))
    }
    let before = journal.errors.count
    let listed = try CarTable(parsing: carList, places, journal)
    if let cars, cars != listed.cars.count {
      journal.report(
        ImportError(
          listed.file, .file, found: "\(listed.cars.count) cars",
          expected: "list the \(cars) that are on duty, or do not say how many there are"))
    }
    // Rules about cars that could not be read would seem wrong.
    guard journal.errors.count == before, !listed.cars.isEmpty else { return nil }
    let fleet = Fleet.named(listed.cars)
    if let needs {
      try table.check(needs, fleet.inService(during: places.shift), shift: places.shift)
    }
    return fleet
  }
}

extension Sector {
  /// The same sector, at a position if it has none.
  fileprivate func placed(at position: Position?) -> Sector {
    Sector(
      id: id, name: name, position: self.position ?? position, classes: classes,
      isReserve: isReserve, presence: presence, shortagePrice: shortagePrice)
  }
}

extension RosterRules {
  /// The same rules, with prices for missing and spare cars.
  fileprivate func priced(_ prices: InstanceImport.Prices) -> RosterRules {
    var rules = self
    rules.shortagePrice = prices.shortage
    rules.targetPrice = prices.target ?? .zero
    rules.surplusPrice = prices.surplus ?? .zero
    return rules
  }
}

/// The travel times of an import, from either source.
private struct Legs {
  private enum Source {
    case table(TravelTable)
    case osrm(OSRMTable)
  }

  let file: String
  private let source: Source

  init(_ travel: InstanceImport.Travel, _ journal: ImportJournal) throws(ImportError) {
    switch travel {
    case .table(let file):
      source = .table(try TravelTable(parsing: file, journal))
      self.file = file.name
    case .osrm(let file):
      source = .osrm(try OSRMTable(parsing: file, journal))
      self.file = file.name
    }
  }

  /// The sectors that the table names; none if it names none.
  var sectors: [Sector.ID] {
    switch source {
    case .table(let table): table.sectors
    case .osrm: []
    }
  }

  func times(for sectors: [Sector]) throws(ImportError) -> TravelTimes? {
    switch source {
    case .table(let table): try table.times(for: sectors.map(\.id))
    case .osrm(let table): try table.times(for: sectors)
    }
  }

  func positions(count: Int) -> [Sector.Position?] {
    switch source {
    case .table: Array(repeating: nil, count: count)
    case .osrm(let table): table.positions
    }
  }
}
