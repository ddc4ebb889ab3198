import GRDB

/// A file by the name that somebody gave it.
package struct NamedFile: Sendable {
  package let name: String
  package let content: [UInt8]

  package init(name: String, content: [UInt8]) {
    self.name = name
    self.content = content
  }
}

/// What a run came to that was to find what a shift needs.
package struct FoundDemand: Sendable {
  /// All of it, as `temper demand` has it.
  package var document: [UInt8]
  package var forecastPage: [UInt8]
  package var demandPage: [UInt8]
  /// The shift to be planned, and its name.
  package var shift: [UInt8]
  package var name: String

  package init(
    document: [UInt8], forecastPage: [UInt8], demandPage: [UInt8], shift: [UInt8], name: String
  ) {
    self.document = document
    self.forecastPage = forecastPage
    self.demandPage = demandPage
    self.shift = shift
    self.name = name
  }
}

extension Store {
  // MARK: - Records of incidents

  package func incidents() async throws -> [IncidentsRow] {
    try await pool.read {
      try IncidentsRow.fetchAll($0, sql: Self.incidentsQuery + "ORDER BY id DESC")
    }
  }

  /// The files of some records, in the order in which they were given.
  package func files(ofIncidents id: Int) async throws -> [NamedFile] {
    try await pool.read { db in
      _ = try Self.incidents(id, db)
      return try Row.fetchAll(
        db, sql: "SELECT name, content FROM incident_file WHERE incidents = ? ORDER BY n",
        arguments: [id]
      ).map { row in NamedFile(name: row["name"], content: Data8.bytes(row["content"])) }
    }
  }

  private static let incidentsQuery = """
    SELECT id, name, author, at, (
      SELECT group_concat(name, char(10)) FROM (
        SELECT name FROM incident_file WHERE incidents = incidents.id ORDER BY n)) AS files
    FROM incidents
    """ + " "

  static func incidents(_ id: Int, _ db: Database) throws -> IncidentsRow {
    guard
      let row = try IncidentsRow.fetchOne(
        db, sql: incidentsQuery + "WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("records of incidents \(id)") }
    return row
  }

  // MARK: - What a shift needs

  package func demands() async throws -> [DemandRow] {
    try await pool.read {
      try DemandRow.fetchAll($0, sql: Self.demandQuery + "ORDER BY id DESC LIMIT 100")
    }
  }

  package func demand(_ id: Int) async throws -> DemandRow {
    try await pool.read { try Self.demand(id, $0) }
  }

  /// A part of what was found.
  package enum DemandPart: String, CaseIterable, Sendable {
    case document, forecastPage, demandPage
  }

  /// - Throws: ``StoreError/missing(_:)`` as long as nothing is found.
  package func part(_ part: DemandPart, ofDemand id: Int) async throws -> [UInt8]? {
    try await look { try $0.part(part, ofDemand: id) }
  }

  /// Ends a run that found what a shift needs: that is a shift from now on, and an empty plan of it.
  package func finish(
    _ id: Int, worker: String, _ found: FoundDemand, first: NewVersion, words: String
  ) async throws {
    try await pool.write { db in
      let row = try Self.run(id, db)
      guard row.worker == worker, row.state == .running, let demand = row.demand else { return }
      try db.execute(
        sql: "INSERT INTO instance (name, shift, remarks, author, at) VALUES (?, ?, '', ?, ?)",
        arguments: [found.name, try Self.addShift(found.shift, db), row.author, Self.now])
      let instance = try Self.instance(Int(db.lastInsertedRowID), db)
      try db.execute(
        sql: """
          INSERT INTO plan (name, instance, head, revision, author, at) VALUES (?, ?, 1, 1, ?, ?)
          """, arguments: [found.name, instance.id, row.author, Self.now])
      let plan = Int(db.lastInsertedRowID)
      try Self.addVersion(
        1, of: plan, parent: nil, shift: instance.shift, first, by: row.author, db)
      try db.execute(
        sql: """
          UPDATE demand SET plan = ?, document = ?, forecastPage = ?, demandPage = ? WHERE id = ?
          """,
        arguments: [
          plan, Data8.blob(found.document), Data8.blob(found.forecastPage),
          Data8.blob(found.demandPage), demand,
        ])
      try Self.end(row, .done, words: words, db)
    }
  }

  private static let demandQuery =
    "SELECT id, name, incidents, shift, plan, author, at FROM demand "

  static func demand(_ id: Int, _ db: Database) throws -> DemandRow {
    guard
      let row = try DemandRow.fetchOne(db, sql: demandQuery + "WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("demand \(id)") }
    return row
  }

  // MARK: - Studies

  package func studies() async throws -> [StudyRow] {
    try await pool.read {
      try StudyRow.fetchAll(
        $0, sql: "SELECT id, name, author, at FROM study ORDER BY id DESC LIMIT 200")
    }
  }

  package func page(ofStudy id: Int) async throws -> [UInt8] {
    try await pool.read { db in
      guard
        let page = try Data8.fetch(
          db, sql: "SELECT page FROM study WHERE id = ?", arguments: [id])
      else { throw StoreError.missing("study \(id)") }
      return page
    }
  }
}
