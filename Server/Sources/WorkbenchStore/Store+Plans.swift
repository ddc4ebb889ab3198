import GRDB

/// A version to be made.
package struct NewVersion: Sendable {
  /// The shift's bytes; `nil` if it is the parent's.
  package var instance: [UInt8]?
  package var schedule: [UInt8]?
  package var words: String
  /// What it came from as a JSON object with a `kind`, for pages of any language.
  package var fact: String?
  package var minutes: Double?
  package var broken: Int?

  package init(
    instance: [UInt8]?, schedule: [UInt8]?, words: String, fact: String? = nil,
    minutes: Double?, broken: Int?
  ) {
    self.instance = instance
    self.schedule = schedule
    self.words = words
    self.fact = fact
    self.minutes = minutes
    self.broken = broken
  }
}

extension Store {
  // MARK: - Shifts and plans

  package func instances() async throws -> [InstanceRow] {
    try await pool.read {
      try InstanceRow.fetchAll($0, sql: Self.instanceQuery + "ORDER BY id DESC")
    }
  }

  /// The map that came with the shift of a plan, if there is one.
  package func map(ofPlan plan: Int) async throws -> [UInt8]? {
    try await pool.read { db in
      let row = try Self.plan(plan, db)
      return try Data8.fetch(
        db, sql: "SELECT map FROM instance WHERE id = ?", arguments: [row.instance])
    }
  }

  package func instance(_ id: Int) async throws -> (row: InstanceRow, json: [UInt8]) {
    try await pool.read { db in
      let row = try Self.instance(id, db)
      return (row, try Self.shift(row.shift, db))
    }
  }

  package func plans() async throws -> [PlanRow] {
    try await pool.read { try PlanRow.fetchAll($0, sql: "SELECT * FROM plan ORDER BY id DESC") }
  }

  package func plan(_ id: Int) async throws -> PlanRow {
    try await pool.read { try Self.plan(id, $0) }
  }

  // MARK: - Versions

  package func versions(of plan: Int) async throws -> [VersionRow] {
    try await pool.read { db in
      _ = try Self.plan(plan, db)
      return try VersionRow.fetchAll(
        db, sql: Self.versionQuery + "WHERE version.plan = ? ORDER BY version.n DESC",
        arguments: [plan])
    }
  }

  package func version(_ n: Int, of plan: Int) async throws -> VersionRow {
    try await pool.read { try Self.version(n, of: plan, $0) }
  }

  package func files(ofVersion n: Int, of plan: Int) async throws -> VersionFiles {
    try await pool.read { db in
      let row = try Self.version(n, of: plan, db)
      let schedule = try Data8.fetch(
        db, sql: "SELECT schedule FROM version WHERE plan = ? AND n = ?", arguments: [plan, n])
      return VersionFiles(
        shift: row.shift, instance: try Self.shift(row.shift, db), schedule: schedule)
    }
  }

  /// Where to go on from: the version before, the one undone last, or any.
  package enum Step: Sendable {
    case undo, redo
    case to(Int)
  }

  // MARK: - Rows

  static let instanceQuery = "SELECT id, name, shift, remarks, author, at FROM instance "

  static let versionQuery = """
    SELECT version.plan, version.n, parent, shift, words, fact, minutes, broken, version.author,
      version.at, note, publication.author AS publisher, publication.at AS publishedAt
    FROM version LEFT JOIN publication
      ON publication.plan = version.plan AND publication.n = version.n
    """ + " "

  static func instance(_ id: Int, _ db: Database) throws -> InstanceRow {
    guard
      let row = try InstanceRow.fetchOne(
        db, sql: instanceQuery + "WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("shift \(id)") }
    return row
  }

  static func plan(_ id: Int, _ db: Database) throws -> PlanRow {
    guard
      let row = try PlanRow.fetchOne(db, sql: "SELECT * FROM plan WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("plan \(id)") }
    return row
  }

  static func version(_ n: Int, of plan: Int, _ db: Database) throws -> VersionRow {
    guard
      let row = try VersionRow.fetchOne(
        db, sql: versionQuery + "WHERE version.plan = ? AND version.n = ?", arguments: [plan, n])
    else { throw StoreError.missing("version \(n) of plan \(plan)") }
    return row
  }

  static func addShift(_ json: [UInt8], _ db: Database) throws -> Int {
    try db.execute(sql: "INSERT INTO shift (json) VALUES (?)", arguments: [Data8.blob(json)])
    return Int(db.lastInsertedRowID)
  }

  static func shift(_ id: Int, _ db: Database) throws -> [UInt8] {
    guard
      let json = try Data8.fetch(
        db, sql: "SELECT json FROM shift WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("shift \(id)") }
    return json
  }

  static func nextVersion(of plan: Int, _ db: Database) throws -> Int {
    (try Int.fetchOne(db, sql: "SELECT max(n) FROM version WHERE plan = ?", arguments: [plan]) ?? 0)
      + 1
  }

  static func addVersion(
    _ n: Int, of plan: Int, parent: Int?, shift: Int, _ new: NewVersion, by author: String,
    _ db: Database
  ) throws {
    let shift = try new.instance.map { try addShift($0, db) } ?? shift
    try db.execute(
      sql: """
        INSERT INTO version (
          plan, n, parent, shift, schedule, words, fact, minutes, broken, author, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        plan, n, parent, shift, new.schedule.map(Data8.blob), new.words, new.fact, new.minutes,
        new.broken, author, now,
      ])
  }

  /// Goes on from a version, and tells everybody who looks at the plan.
  static func move(_ plan: Int, to n: Int, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE plan SET head = ?, revision = revision + 1 WHERE id = ?", arguments: [n, plan])
    let row = try self.plan(plan, db)
    try db.execute(
      sql: "INSERT INTO event (plan, run, kind, fact, json, at) VALUES (?, NULL, 'plan', '', ?, ?)",
      arguments: [plan, "{\"plan\":\(plan),\"head\":\(n),\"revision\":\(row.revision)}", now])
  }
}
