import GRDB

extension Store {
  /// How long a worker may be silent before others take its runs over, in seconds.
  package static let leaseSeconds = 6.0

  /// A run that is killed so often has something wrong with it.
  package static let mostAttempts = 30

  package func run(_ id: Int) async throws -> RunRow {
    try await pool.read { try Self.run(id, $0) }
  }

  package func runs() async throws -> [RunRow] {
    try await pool.read {
      try RunRow.fetchAll($0, sql: "SELECT * FROM run ORDER BY id DESC LIMIT 100")
    }
  }

  // MARK: - Workers

  /// A run to do, for a worker: the first that waits, or one whose worker is silent.
  package func takeRun(worker: String) async throws -> RunRow? {
    try await pool.write { db in
      let waiting = try Int.fetchOne(
        db,
        sql: """
          SELECT id FROM run
          WHERE state = 'queued' OR (state = 'running' AND lease < ? AND worker <> ?)
          ORDER BY id LIMIT 1
          """, arguments: [Self.now, worker])
      guard let id = waiting else { return nil }
      let row = try Self.run(id, db)
      guard row.attempt < Self.mostAttempts else {
        try Self.fail(row, .died, words: "its worker died \(row.attempt) times", db)
        return nil
      }
      try db.execute(
        sql: """
          UPDATE run SET state = 'running', worker = ?, lease = ?, attempt = attempt + 1,
            started = coalesce(started, ?) WHERE id = ?
          """, arguments: [worker, Self.now + Self.leaseSeconds, Self.now, id])
      try Self.tell(id, row.plan, "state", "running", "{\"state\":\"running\"}", db)
      // The process of the worker before, if there was one.
      return try Self.run(id, db)
    }
  }

  /// Says that the worker is alive; the answer is whether its run should end.
  ///
  /// - Throws: ``StoreError`` if another worker has the run.
  package func renew(_ id: Int, worker: String, pid: Int?) async throws -> Bool {
    try await pool.write { db in
      try db.execute(
        sql: """
          UPDATE run SET lease = ?, pid = ? WHERE id = ? AND worker = ? AND state = 'running'
          """, arguments: [Self.now + Self.leaseSeconds, pid, id, worker])
      guard db.changesCount == 1 else { throw StoreError.refused("run \(id) is another worker's") }
      return try Self.run(id, db).cancel
    }
  }

  /// Gives a run back whose process died.
  package func giveBack(_ id: Int, worker: String) async throws {
    try await pool.write { db in
      try db.execute(
        sql: """
          UPDATE run SET state = 'queued', worker = NULL, lease = NULL, pid = NULL
          WHERE id = ? AND worker = ? AND state = 'running'
          """, arguments: [id, worker])
    }
  }

  /// Notes what happened in a run; the same fact is noted once.
  package func note(
    run id: Int, plan: Int?, kind: String, fact: String, json: String
  ) async throws {
    try await pool.write { try Self.tell(id, plan, kind, fact, json, $0) }
  }

  /// Ends a run that came to a plan, which is a version; work goes on from it, unless somebody has
  /// changed the plan meanwhile.
  package func finish(
    _ id: Int, worker: String, _ version: NewVersion, options: String?, words: String,
    outcome: String? = nil
  ) async throws {
    try await pool.write { db in
      let row = try Self.run(id, db)
      guard row.worker == worker, row.state == .running, let plan = row.plan, let first = row.base
      else { return }
      let base = try Self.version(first, of: plan, db)
      let n = try Self.nextVersion(of: plan, db)
      try Self.addVersion(
        n, of: plan, parent: first, shift: base.shift, version, by: row.author, db)
      let head = try Self.plan(plan, db).head
      try Self.move(plan, to: head == first ? n : head, db)
      try Self.end(
        row, .done, words: words, outcome: outcome, options: options, version: n, db)
    }
  }

  /// Ends a run that came to nothing.
  package func fail(
    _ id: Int, worker: String, _ reason: RunFailure = .refused, words: String,
    outcome: String? = nil
  ) async throws {
    try await pool.write { db in
      let row = try Self.run(id, db)
      guard row.worker == worker && row.state == .running else { return }
      try Self.fail(row, reason, words: words, outcome: outcome, db)
    }
  }

  static func fail(
    _ row: RunRow, _ reason: RunFailure, words: String, outcome: String? = nil, _ db: Database
  ) throws {
    try end(row, .failed, reason, words: words, outcome: outcome, db)
  }

  static func end(
    _ row: RunRow, _ state: RunState, _ reason: RunFailure? = nil, words: String,
    outcome: String? = nil, options: String? = nil, version: Int? = nil, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE run SET state = ?, reason = ?, words = ?, outcome = ?, options = ?, version = ?,
          ended = ?, lease = NULL, pid = NULL WHERE id = ?
        """,
      arguments: [
        state.rawValue, reason?.rawValue, words, outcome, options, version, now, row.id,
      ])
    try tell(row.id, row.plan, "state", "ended", "{\"state\":\"\(state.rawValue)\"}", db)
  }

  static func run(_ id: Int, _ db: Database) throws -> RunRow {
    guard let row = try RunRow.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
    else { throw StoreError.missing("run \(id)") }
    return row
  }

  static func tell(
    _ run: Int, _ plan: Int?, _ kind: String, _ fact: String, _ json: String, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO event (plan, run, kind, fact, json, at) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [plan, run, kind, "\(kind) \(fact)", json, now])
  }

  // MARK: - Events

  /// What happened after an event, oldest first.
  package func events(after id: Int, limit: Int = 500) async throws -> [EventRow] {
    try await pool.read {
      try EventRow.fetchAll(
        $0, sql: "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit])
    }
  }

  /// The curve of a run: what happened in it, oldest first.
  package func events(ofRun id: Int) async throws -> [EventRow] {
    try await look { try $0.events(ofRun: id) }
  }

  package func lastEvent() async throws -> Int {
    try await pool.read { try Int.fetchOne($0, sql: "SELECT max(id) FROM event") ?? 0 }
  }
}
