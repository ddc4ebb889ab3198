import GRDB

/// A change in the making, by somebody: it is made as a whole, with the answer to it, or not at all.
///
/// Whatever people change of shifts, plans, runs and records is changed by functions of this type; the
/// ways to one are ``Store/answer(_:_:)``, which keeps the answer beside the change, and
/// ``Store/change(by:_:)``, which has none.
package struct Change {
  let db: Database
  let person: Person

  /// All that is there, what the change has made included.
  package var now: Snapshot { Snapshot(db: db) }
}

/// All that is there at one moment.
package struct Snapshot {
  let db: Database

  package func plan(_ id: Int) throws -> PlanRow { try Store.plan(id, db) }

  package func version(_ n: Int, of plan: Int) throws -> VersionRow {
    try Store.version(n, of: plan, db)
  }

  /// Whether some version was made from this one.
  package func isParent(_ n: Int, of plan: Int) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM version WHERE plan = ? AND parent = ?)",
      arguments: [plan, n]) ?? false
  }

  /// The version that a step goes to.
  ///
  /// - Throws: ``StoreError/refused(_:)`` if there is none.
  package func target(of step: Store.Step, in plan: Int) throws -> Int {
    let row = try self.plan(plan)
    let target: Int? =
      switch step {
      case .undo: try version(row.head, of: plan).parent
      case .redo:
        try Int.fetchOne(
          db, sql: "SELECT max(n) FROM version WHERE plan = ? AND parent = ?",
          arguments: [plan, row.head])
      case .to(let n): try version(n, of: plan).n
      }
    guard let target else {
      throw StoreError.refused("there is nothing to go back or forward to")
    }
    return target
  }

  package func run(_ id: Int) throws -> RunRow { try Store.run(id, db) }

  /// How many runs are before this one in the queue; `nil` if it waits no more.
  package func place(ofRun id: Int) throws -> Int? {
    guard try run(id).state == .queued else { return nil }
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM run WHERE state IN ('queued', 'running') AND id < ?",
      arguments: [id])
  }

  /// The curve of a run: what happened in it, oldest first.
  package func events(ofRun id: Int) throws -> [EventRow] {
    try EventRow.fetchAll(
      db, sql: "SELECT * FROM event WHERE run = ? ORDER BY id", arguments: [id])
  }

  package func demand(_ id: Int) throws -> DemandRow { try Store.demand(id, db) }

  /// The run that finds a demand.
  package func run(ofDemand id: Int) throws -> RunRow {
    _ = try demand(id)
    guard
      let row = try RunRow.fetchOne(db, sql: "SELECT * FROM run WHERE demand = ?", arguments: [id])
    else { throw StoreError.missing("run of demand \(id)") }
    return row
  }

  /// A part of what was found; `nil` as long as nothing is.
  package func part(_ part: Store.DemandPart, ofDemand id: Int) throws -> [UInt8]? {
    _ = try demand(id)
    return try Data8.fetch(
      db, sql: "SELECT \(part.rawValue) FROM demand WHERE id = ?", arguments: [id])
  }
}

extension Store {
  /// Looks at several things as they are at one moment.
  package func look<Value: Sendable>(
    _ look: @escaping @Sendable (Snapshot) throws -> Value
  ) async throws -> Value {
    try await pool.read { try look(Snapshot(db: $0)) }
  }

  /// Makes a change that nobody waits for an answer to.
  package func change<Value: Sendable>(
    by person: Person, _ work: @escaping @Sendable (Change) throws -> Value
  ) async throws -> Value {
    try await pool.write { try work(Change(db: $0, person: person)) }
  }
}
