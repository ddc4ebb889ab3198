import GRDB

extension Change {
  package func addInstance(
    name: String, json: [UInt8], map: [UInt8]? = nil, remarks: String
  ) throws -> InstanceRow {
    let shift = try Store.addShift(json, db)
    try db.execute(
      sql: """
        INSERT INTO instance (name, shift, map, remarks, author, at) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: [name, shift, map.map(Data8.blob), remarks, person.name, Store.now])
    let id = Int(db.lastInsertedRowID)
    try Store.audit(person, "import", plan: nil, n: nil, name, db)
    return try Store.instance(id, db)
  }

  package func addPlan(
    name: String, instance: Int, _ first: NewVersion
  ) throws -> PlanRow {
    let row = try Store.instance(instance, db)
    try db.execute(
      sql: """
        INSERT INTO plan (name, instance, head, revision, author, at) VALUES (?, ?, 1, 1, ?, ?)
        """, arguments: [name, instance, person.name, Store.now])
    let id = Int(db.lastInsertedRowID)
    try Store.addVersion(1, of: id, parent: nil, shift: row.shift, first, by: person.name, db)
    try Store.audit(person, "plan", plan: id, n: 1, name, db)
    return try Store.plan(id, db)
  }

  /// Makes a version that follows the one that is worked on, and goes on from it; `revision` is the
  /// plan's for which the change was made.
  ///
  /// - Throws: ``StoreError/stale(revision:)`` if the plan has another one by now.
  package func edit(
    _ plan: Int, revision: Int, _ version: NewVersion, action: String
  ) throws -> PlanRow {
    let row = try Store.plan(plan, db)
    guard row.revision == revision else { throw StoreError.stale(revision: row.revision) }
    let parent = try Store.version(row.head, of: plan, db)
    let n = try Store.nextVersion(of: plan, db)
    try Store.addVersion(
      n, of: plan, parent: row.head, shift: parent.shift, version, by: person.name, db)
    try Store.move(plan, to: n, db)
    try Store.audit(person, action, plan: plan, n: n, version.words, db)
    return try Store.plan(plan, db)
  }

  /// Goes on from another version; none is changed.
  package func go(
    _ step: Store.Step, _ plan: Int, revision: Int
  ) throws -> PlanRow {
    let row = try Store.plan(plan, db)
    guard row.revision == revision else { throw StoreError.stale(revision: row.revision) }
    let target = try now.target(of: step, in: plan)
    try Store.move(plan, to: target, db)
    try Store.audit(person, "go", plan: plan, n: target, "version \(target)", db)
    return try Store.plan(plan, db)
  }

  /// Publishes the version that is worked on; once published it stays so.
  package func publish(
    _ plan: Int, revision: Int, note: String
  ) throws -> PlanRow {
    let row = try Store.plan(plan, db)
    guard row.revision == revision else { throw StoreError.stale(revision: row.revision) }
    let version = try Store.version(row.head, of: plan, db)
    guard version.broken != nil else {
      throw StoreError.refused("there is no plan yet; plan the shift first")
    }
    guard version.publishedAt == nil else {
      throw StoreError.refused("version \(row.head) is published already")
    }
    try db.execute(
      sql: "INSERT INTO publication (plan, n, note, author, at) VALUES (?, ?, ?, ?, ?)",
      arguments: [plan, row.head, note, person.name, Store.now])
    try db.execute(
      sql: "UPDATE plan SET published = ? WHERE id = ?", arguments: [row.head, plan])
    try Store.move(plan, to: row.head, db)
    try Store.audit(person, "publish", plan: plan, n: row.head, note, db)
    return try Store.plan(plan, db)
  }
}
