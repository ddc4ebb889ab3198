import GRDB
import Texts

/// What runs with seeds that no trial had came to, for a trial that was best at the end.
public struct TrialConfirmation: Codable, Hashable, Sendable {
  /// The trial's number.
  public let trial: Int
  /// The instance of the runs.
  public let instance: String
  /// How many of the runs were feasible.
  public let feasible: Int
  /// How many runs there were, at least 1.
  public let runs: Int

  /// Creates a confirmation.
  public init(trial: Int, instance: String, feasible: Int, runs: Int) {
    self.trial = trial
    self.instance = instance
    self.feasible = feasible
    self.runs = runs
  }

  /// Covers all of the row, as those of trials do.
  private var checksum: Int64 {
    JSONText.checksum(
      of: ["\(trial)", instance, "\(feasible)", "\(runs)"].joined(separator: "\u{1f}"))
  }
}

extension StudyFile {
  /// Keeps the confirmations of a run, in place of those of runs before.
  ///
  /// - Throws: ``StudyStoreError``; what was kept before is then still there.
  public func keep(_ confirmations: [TrialConfirmation]) throws(StudyStoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM confirmation")
      for confirmation in confirmations { try confirmation.insert(into: db) }
    }
  }

  /// The confirmations of the run that ended last, by trial; none if no run has come to its end.
  public func confirmations() throws(StudyStoreError) -> [TrialConfirmation] {
    try read(Self.confirmations)
  }

  static func confirmations(_ db: Database) throws -> [TrialConfirmation] {
    // A study of an older version that must not be written has no such table.
    guard try db.tableExists("confirmation") else { return [] }
    return try Row.fetchAll(db, sql: "SELECT * FROM confirmation ORDER BY trial, instance").map(
      TrialConfirmation.init)
  }
}

extension TrialConfirmation {
  fileprivate func insert(into db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO confirmation (trial, instance, feasible, runs, checksum)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [trial, instance, feasible, runs, checksum])
  }

  fileprivate init(_ row: Row) throws {
    let values = ["trial", "feasible", "runs", "checksum"].map { row[$0] as DatabaseValue }
    let name = row["instance"] as DatabaseValue
    guard case .string(let instance) = name.storage else {
      throw DamagedText("\(name)", expected: "an instance")
    }
    let numbers = values.compactMap { value -> Int64? in
      if case .int64(let number) = value.storage { number } else { nil }
    }
    guard numbers.count == 4, let trial = Int(exactly: numbers[0]),
      let feasible = Int(exactly: numbers[1]), let runs = Int(exactly: numbers[2])
    else { throw DamagedText("a confirmation", expected: "numbers") }
    self.init(trial: trial, instance: instance, feasible: feasible, runs: runs)
    guard checksum == numbers[3] else {
      throw DamagedText("the confirmation of trial \(trial)", expected: "another checksum")
    }
  }
}
