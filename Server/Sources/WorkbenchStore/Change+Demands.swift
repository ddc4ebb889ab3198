import GRDB

extension Change {
  package func addIncidents(
    name: String, files: [NamedFile]
  ) throws -> IncidentsRow {
    try db.execute(
      sql: "INSERT INTO incidents (name, author, at) VALUES (?, ?, ?)",
      arguments: [name, person.name, Store.now])
    let id = Int(db.lastInsertedRowID)
    for (n, file) in files.enumerated() {
      try db.execute(
        sql: "INSERT INTO incident_file (incidents, n, name, content) VALUES (?, ?, ?, ?)",
        arguments: [id, n + 1, file.name, Data8.blob(file.content)])
    }
    try Store.audit(person, "incidents", plan: nil, n: nil, name, db)
    return try Store.incidents(id, db)
  }

  /// Asks for what a shift needs; the run is one like those of plans.
  package func addDemand(
    name: String, incidents: Int, shift: Int?, request: String
  ) throws -> RunRow {
    _ = try Store.incidents(incidents, db)
    if let shift { _ = try Store.instance(shift, db) }
    try db.execute(
      sql: "INSERT INTO demand (name, incidents, shift, author, at) VALUES (?, ?, ?, ?, ?)",
      arguments: [name, incidents, shift, person.name, Store.now])
    let demand = Int(db.lastInsertedRowID)
    try db.execute(
      sql: "INSERT INTO run (demand, request, state, author, created) VALUES (?, ?, ?, ?, ?)",
      arguments: [demand, request, RunState.queued.rawValue, person.name, Store.now])
    let id = Int(db.lastInsertedRowID)
    try Store.audit(person, "demand", plan: nil, n: nil, name, db)
    try Store.tell(id, nil, "state", "queued", "{\"state\":\"queued\"}", db)
    return try Store.run(id, db)
  }

  package func addStudy(
    name: String, content: [UInt8], shift: [UInt8]?, page: [UInt8]
  ) throws -> StudyRow {
    try db.execute(
      sql: """
        INSERT INTO study (name, content, shift, page, author, at) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        name, Data8.blob(content), shift.map(Data8.blob), Data8.blob(page), person.name, Store.now,
      ])
    let id = Int(db.lastInsertedRowID)
    try Store.audit(person, "study", plan: nil, n: nil, name, db)
    return StudyRow(id: id, name: name, author: person.name, at: Store.now)
  }
}
