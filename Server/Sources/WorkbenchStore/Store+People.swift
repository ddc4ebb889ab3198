import GRDB

extension Store {
  /// How long a link may be opened, and a browser stays signed in, in seconds: an hour; a fortnight.
  package static let invitationSeconds = 3600.0
  package static let sessionSeconds = 14 * 86_400.0

  /// Keeps an invitation by what its token comes to; the token itself is nowhere.
  package func invite(_ person: Person, digest: String) async throws {
    try await pool.write { db in
      try db.execute(
        sql: "INSERT INTO invitation (digest, name, role, expires) VALUES (?, ?, ?, ?)",
        arguments: [
          digest, person.name, person.role.rawValue, Self.now + Self.invitationSeconds,
        ])
      try Self.audit(person, "invite", plan: nil, n: nil, person.role.rawValue, db)
    }
  }

  /// Takes an invitation, which is gone then, for a session.
  package func signIn(invitation: String, session: String) async throws -> Person? {
    try await pool.write { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT name, role FROM invitation WHERE digest = ? AND expires > ?",
          arguments: [invitation, Self.now]), let person = Self.person(row)
      else { return nil }
      try db.execute(sql: "DELETE FROM invitation WHERE digest = ?", arguments: [invitation])
      try db.execute(
        sql: "INSERT INTO session (digest, name, role, expires) VALUES (?, ?, ?, ?)",
        arguments: [session, person.name, person.role.rawValue, Self.now + Self.sessionSeconds])
      try Self.audit(person, "sign in", plan: nil, n: nil, "", db)
      return person
    }
  }

  package func person(session: String) async throws -> Person? {
    try await pool.read { db in
      try Row.fetchOne(
        db, sql: "SELECT name, role FROM session WHERE digest = ? AND expires > ?",
        arguments: [session, Self.now]
      ).flatMap(Self.person)
    }
  }

  package func signOut(session: String) async throws {
    try await pool.write {
      try $0.execute(sql: "DELETE FROM session WHERE digest = ?", arguments: [session])
    }
  }

  private static func person(_ row: Row) -> Person? {
    guard let name: String = row["name"], let text: String = row["role"],
      let role = Role(rawValue: text)
    else { return nil }
    return Person(name: name, role: role)
  }

  // MARK: - Audit

  package func audit() async throws -> [AuditRow] {
    try await pool.read {
      try AuditRow.fetchAll($0, sql: "SELECT * FROM audit ORDER BY id DESC LIMIT 500")
    }
  }

  static func audit(
    _ person: Person, _ action: String, plan: Int?, n: Int?, _ words: String, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO audit (at, author, role, action, plan, n, words) VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arguments: [now, person.name, person.role.rawValue, action, plan, n, words])
  }
}
