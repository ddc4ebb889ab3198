import GRDB

/// Who asks for a change, and by which key it may be asked for again.
package struct Asker: Sendable {
  package let person: Person
  /// The key, and what tells the request from others with it; `nil` if it is made each time it is sent.
  package let once: Once?

  package init(_ person: Person, once: Once? = nil) {
    self.person = person
    self.once = once
  }

  package struct Once: Sendable {
    package let key: String
    package let request: String

    package init(key: String, request: String) {
      self.key = key
      self.request = request
    }
  }
}

/// What a change is answered with.
package struct Answer: Sendable {
  package let status: Int
  package let location: String?
  package let tag: String?
  package let body: [UInt8]
  /// The plan that has a new version by the change; not kept.
  package var plan: PlanRow?

  package init(
    status: Int, location: String? = nil, tag: String? = nil, body: [UInt8], plan: PlanRow? = nil
  ) {
    self.status = status
    self.location = location
    self.tag = tag
    self.body = body
    self.plan = plan
  }
}

/// An answer whose change is made, and which is kept if it may be asked for again.
package struct KeptAnswer: Sendable {
  package let answer: Answer

  fileprivate init(_ answer: Answer) { self.answer = answer }
}

extension Store {
  /// How long answers are kept, in seconds: a day is what clients may wait before they ask again.
  private static let answerSeconds = 86_400.0

  /// Makes a change and keeps the answer to it in one transaction, so that whoever dies between is not there
  /// to be asked: either both are there, or neither is, and the request can be sent again.
  ///
  /// What was answered already is answered alike, and `work` is not done.
  ///
  /// - Throws: What `work` throws, and nothing is changed; ``StoreError/otherRequest`` if the key was that
  ///   of another request.
  package func answer(
    _ asker: Asker, _ work: @escaping @Sendable (Change) throws -> Answer
  ) async throws -> KeptAnswer {
    try await pool.write { db in
      if let known = try Self.known(asker, db) { return known }
      let answer = try work(Change(db: db, person: asker.person))
      if let once = asker.once { try Self.keep(answer, once, of: asker.person, db) }
      return KeptAnswer(answer)
    }
  }

  /// What was answered to a request with this key, if it was.
  ///
  /// - Throws: ``StoreError/otherRequest`` if the key was that of another request.
  package func known(_ asker: Asker) async throws -> KeptAnswer? {
    try await pool.read { try Self.known(asker, $0) }
  }

  private static func known(_ asker: Asker, _ db: Database) throws -> KeptAnswer? {
    guard let once = asker.once,
      let row = try Row.fetchOne(
        db, sql: "SELECT * FROM answer WHERE author = ? AND key = ? AND at >= ?",
        arguments: [asker.person.name, once.key, now - answerSeconds])
    else { return nil }
    guard row["request"] == once.request else { throw StoreError.otherRequest }
    return KeptAnswer(
      Answer(
        status: row["status"], location: row["location"], tag: row["tag"],
        body: Data8.bytes(row["body"])))
  }

  private static func keep(
    _ answer: Answer, _ once: Asker.Once, of person: Person, _ db: Database
  ) throws {
    try db.execute(sql: "DELETE FROM answer WHERE at < ?", arguments: [now - answerSeconds])
    try db.execute(
      sql: """
        INSERT INTO answer (author, key, request, status, location, tag, body, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        person.name, once.key, once.request, answer.status, answer.location, answer.tag,
        Data8.blob(answer.body), now,
      ])
  }
}
