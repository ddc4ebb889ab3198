import GRDB

/// The tables of a study file and how they came to be.
enum StudySchema {
  /// Marks a file as a study: "TmpS", as `application_id` in the header.
  static let applicationID: Int64 = 0x546d_7053

  /// Every migration, by its name, in order; `user_version` counts those that were made.
  static let migrations: [(name: String, sql: String)] = [
    (
      "study and trials",
      """
      CREATE TABLE study (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        record TEXT NOT NULL,
        checksum INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE trial (
        number INTEGER PRIMARY KEY CHECK (number >= 0),
        parameters TEXT NOT NULL,
        reports TEXT NOT NULL,
        outcome TEXT CHECK (outcome IN ('complete', 'pruned', 'failed')),
        value TEXT,
        violation TEXT,
        reason TEXT,
        measurements TEXT NOT NULL,
        worker TEXT,
        deadline INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        checksum INTEGER NOT NULL
      ) STRICT;
      """
    ),
    (
      "confirmations",
      """
      CREATE TABLE confirmation (
        trial INTEGER NOT NULL CHECK (trial >= 0),
        instance TEXT NOT NULL,
        feasible INTEGER NOT NULL,
        runs INTEGER NOT NULL CHECK (runs >= 1 AND feasible BETWEEN 0 AND runs),
        checksum INTEGER NOT NULL,
        PRIMARY KEY (trial, instance)
      ) STRICT;
      """
    ),
  ]

  private static var version: Int64 { Int64(migrations.count) }

  /// Switches the write-ahead log on and makes the migrations that are left to make.
  static func prepare(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
    var migrator = DatabaseMigrator()
    for (index, migration) in migrations.enumerated() {
      migrator.registerMigration(migration.name) { db in
        try db.execute(sql: migration.sql)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    try migrator.migrate(queue)
  }

  /// What a whole file lacks.
  enum State: Equatable {
    case current
    /// The write-ahead log is off, as in a file that another program has copied.
    case withoutLog
    /// Some migrations are left to make; whether there are trials to read none the less.
    case older(isReadable: Bool)
  }

  /// Throws unless the file is whole and of a version that this program knows.
  static func check(_ db: Database, path: String) throws -> State {
    let version = try number(db, "PRAGMA user_version")
    guard version <= Self.version else {
      throw StudyStoreError.newerSchema(
        path: path, found: "version \(version)", known: "version \(Self.version)")
    }
    let complaints = try texts(db, "PRAGMA integrity_check(1)")
    guard complaints == ["ok"] else {
      throw StudyStoreError.damaged(path: path, detail: complaints.first ?? "no integrity")
    }
    let names = try texts(db, "SELECT identifier FROM grdb_migrations ORDER BY rowid")
    guard names == migrations.prefix(max(0, Int(clamping: version))).map(\.name) else {
      throw StudyStoreError.damaged(
        path: path, detail: "version \(version) with migrations \(names)")
    }
    guard version == Self.version else { return .older(isReadable: version >= 1) }
    return try texts(db, "PRAGMA journal_mode") == ["wal"] ? .current : .withoutLog
  }

  /// The single number that a query returns.
  private static func number(_ db: Database, _ sql: String) throws -> Int64 {
    let row = try Row.fetchOne(db, sql: sql)
    guard let row, case .int64(let number) = (row[0] as DatabaseValue).storage else {
      throw DamagedText("no number", expected: sql)
    }
    return number
  }

  /// The texts of the single column that a query returns.
  static func texts(_ db: Database, _ sql: String) throws -> [String] {
    try Row.fetchAll(db, sql: sql).map { row in
      guard case .string(let text) = (row[0] as DatabaseValue).storage else {
        throw DamagedText("no text", expected: sql)
      }
      return text
    }
  }
}
