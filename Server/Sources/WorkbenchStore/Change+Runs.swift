import GRDB

extension Change {
  package func addRun(plan: Int, request: String) throws -> RunRow {
    let row = try Store.plan(plan, db)
    try db.execute(
      sql: """
        INSERT INTO run (plan, base, request, state, author, created) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        plan, row.head, request, RunState.queued.rawValue, person.name, Store.now,
      ])
    let id = Int(db.lastInsertedRowID)
    try Store.audit(person, "run", plan: plan, n: row.head, request, db)
    try Store.tell(id, plan, "state", "queued", "{\"state\":\"queued\"}", db)
    return try Store.run(id, db)
  }

  /// Asks a run to end with the best it has.
  package func stop(_ id: Int) throws -> RunRow {
    let row = try Store.run(id, db)
    try db.execute(sql: "UPDATE run SET cancel = 1 WHERE id = ?", arguments: [id])
    try Store.audit(person, "stop", plan: row.plan, n: row.base, "run \(id)", db)
    if row.state == .queued {
      try Store.fail(row, .stopped, words: "stopped before it began", db)
    }
    return try Store.run(id, db)
  }
}
