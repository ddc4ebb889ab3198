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

  package func addIncidents(
    name: String, files: [NamedFile], by person: Person
  ) async throws -> IncidentsRow {
    try await pool.write { db in
      try db.execute(
        sql: "INSERT INTO incidents (name, author, at) VALUES (?, ?, ?)",
        arguments: [name, person.name, Self.now])
      let id = Int(db.lastInsertedRowID)
      for (n, file) in files.enumerated() {
        try db.execute(
          sql: "INSERT INTO incident_file (incidents, n, name, content) VALUES (?, ?, ?, ?)",
          arguments: [id, n + 1, file.name, Data8.blob(file.content)])
      }
      try Self.audit(person, "incidents", plan: nil, n: nil, name, db)
      return try Self.incidents(id, db)
    }
  }

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

  private static func incidents(_ id: Int, _ db: Database) throws -> IncidentsRow {
    guard
      let row = try IncidentsRow.fetchOne(
        db, sql: incidentsQuery + "WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("records of incidents \(id)") }
    return row
  }

  // MARK: - What a shift needs

  /// Asks for what a shift needs; the run is one like those of plans.
  package func addDemand(
    name: String, incidents: Int, shift: Int?, request: String, by person: Person
  ) async throws -> RunRow {
    try await pool.write { db in
      _ = try Self.incidents(incidents, db)
      if let shift { _ = try Self.instance(shift, db) }
      try db.execute(
        sql: "INSERT INTO demand (name, incidents, shift, author, at) VALUES (?, ?, ?, ?, ?)",
        arguments: [name, incidents, shift, person.name, Self.now])
      let demand = Int(db.lastInsertedRowID)
      try db.execute(
        sql: "INSERT INTO run (demand, request, state, author, created) VALUES (?, ?, ?, ?, ?)",
        arguments: [demand, request, RunState.queued.rawValue, person.name, Self.now])
      let id = Int(db.lastInsertedRowID)
      try Self.audit(person, "demand", plan: nil, n: nil, name, db)
      try Self.tell(id, nil, "state", "queued", "{\"state\":\"queued\"}", db)
      return try Self.run(id, db)
    }
  }

  package func demands() async throws -> [DemandRow] {
    try await pool.read {
      try DemandRow.fetchAll($0, sql: Self.demandQuery + "ORDER BY id DESC LIMIT 100")
    }
  }

  package func demand(_ id: Int) async throws -> DemandRow {
    try await pool.read { try Self.demand(id, $0) }
  }

  /// The run that finds a demand.
  package func run(ofDemand id: Int) async throws -> RunRow {
    try await pool.read { db in
      _ = try Self.demand(id, db)
      guard
        let row = try RunRow.fetchOne(
          db, sql: "SELECT * FROM run WHERE demand = ?", arguments: [id])
      else { throw StoreError.missing("run of demand \(id)") }
      return row
    }
  }

  /// A part of what was found.
  package enum DemandPart: String, CaseIterable, Sendable {
    case document, forecastPage, demandPage
  }

  /// - Throws: ``StoreError/missing(_:)`` as long as nothing is found.
  package func part(_ part: DemandPart, ofDemand id: Int) async throws -> [UInt8]? {
    try await pool.read { db in
      _ = try Self.demand(id, db)
      return try Data8.fetch(
        db, sql: "SELECT \(part.rawValue) FROM demand WHERE id = ?", arguments: [id])
    }
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

  private static func demand(_ id: Int, _ db: Database) throws -> DemandRow {
    guard
      let row = try DemandRow.fetchOne(db, sql: demandQuery + "WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("demand \(id)") }
    return row
  }

  // MARK: - Studies

  package func addStudy(
    name: String, content: [UInt8], shift: [UInt8]?, page: [UInt8], by person: Person
  ) async throws -> StudyRow {
    try await pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO study (name, content, shift, page, author, at) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          name, Data8.blob(content), shift.map(Data8.blob), Data8.blob(page), person.name, Self.now,
        ])
      let id = Int(db.lastInsertedRowID)
      try Self.audit(person, "study", plan: nil, n: nil, name, db)
      return StudyRow(id: id, name: name, author: person.name, at: Self.now)
    }
  }

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
