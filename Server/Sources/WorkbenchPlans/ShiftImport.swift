public import Temper

/// A shift made of the files that somebody uploads: one of the command line's, or tables.
public struct ShiftImport: Sendable {
  /// The shift, its cars named.
  public let instance: PatrolInstance
  /// What was taken for granted, in words.
  public let remarks: [String]

  /// A file that was uploaded.
  public struct Upload: Sendable {
    /// Its name, for errors only: no path is ever made of it.
    public let name: String
    /// Its content.
    public let bytes: [UInt8]

    /// Creates an upload.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What is not in the tables.
  public struct Settings: Sendable {
    /// The name of the shift.
    public var name: String
    /// The rule that keeps cars from lingering.
    public var presence = PresenceRule.noReturn
    /// What missing and spare cars cost per step.
    public var prices = InstanceImport.Prices()
    /// The number of cars, when the shift starts in minutes after midnight, the length of a step, and how
    /// many cars an empty cell needs; as the command line's options of these names.
    public var cars, startMinute, stepMinutes, emptyCells: Int?

    /// Creates settings.
    public init(name: String) { self.name = name }
  }

  /// Reads a shift as `temper` has it.
  ///
  /// - Throws: ``InstanceError`` with the place of what is wrong.
  public init(document: Upload) throws(InstanceError) {
    instance = try PatrolInstance(json: document.bytes, file: document.name).named
    remarks = []
  }

  /// Reads a planner's tables: `demand` and `travel` or `osrm`, and perhaps `sectors`, `cars` and `rules`;
  /// or one `workbook` with sheets of those names.
  ///
  /// - Throws: ``ImportFailure`` with up to twenty places of what is wrong, or ``DeskError``.
  public init(tables: [String: Upload], _ settings: Settings) throws {
    func file(_ upload: Upload) -> InstanceImport.File {
      .init(name: upload.name, bytes: upload.bytes)
    }
    var tables = tables
    if let workbook = tables["workbook"] {
      for name in InstanceImport.tables(in: file(workbook)) where tables[name] == nil {
        tables[name] = workbook
      }
    }
    guard let demand = tables["demand"], let travel = tables["travel"] ?? tables["osrm"] else {
      throw DeskError(
        "the tables of demand and of travel times are not both there",
        remedy: "choose both files, or a workbook with the sheets demand and travel")
    }
    let outcome = try InstanceImport(
      name: settings.name, summary: "Imported from \(travel.name) and \(demand.name).",
      travel: tables["osrm"].map { .osrm(file($0)) } ?? .table(file(travel)), demand: file(demand),
      sectors: tables["sectors"].map(file), carList: tables["cars"].map(file),
      ruleList: tables["rules"].map(file), presence: settings.presence,
      cars: settings.cars, startMinute: settings.startMinute, stepMinutes: settings.stepMinutes,
      emptyCells: settings.emptyCells, prices: settings.prices
    ).imported()
    let text = outcome.instance.jsonText()
    // What the file's own reader would refuse is better refused here.
    instance = try PatrolInstance(json: Array(text.utf8), file: "the imported shift").named
    remarks = outcome.remarks.map(\.description)
  }
}
