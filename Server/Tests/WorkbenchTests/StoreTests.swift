import Foundation
import GRDB
import Testing
import WorkbenchStore

@Suite("The file of the workbench")
struct StoreTests {
  private let ann = Person(name: "ann", role: .publish)

  private func version(_ words: String) -> NewVersion {
    NewVersion(instance: nil, schedule: [1], words: words, minutes: 1, broken: 0)
  }

  private func withStore(_ work: (Store, String) async throws -> Void) async throws {
    let path = NSTemporaryDirectory() + "workbench-store-\(UUID().uuidString).sqlite"
    defer {
      for end in ["", "-wal", "-shm", ".copy"] {
        try? FileManager.default.removeItem(atPath: path + end)
      }
    }
    try await work(try Store(path: path), path)
  }

  private func plan(_ store: Store) async throws -> PlanRow {
    let shift = try await store.addInstance(name: "s", json: [2], remarks: "", by: ann)
    return try await store.addPlan(name: "p", instance: shift.id, version("first"), by: ann)
  }

  @Test("undo and redo walk the versions, and a change after undo begins a branch")
  func walk() async throws {
    try await withStore { store, _ in
      var row = try await plan(store)
      for words in ["a", "b"] {
        row = try await store.edit(
          row.id, revision: row.revision, version(words), action: "edit", by: ann)
      }
      row = try await store.go(.undo, row.id, revision: row.revision, by: ann)
      #expect(row.head == 2)
      row = try await store.go(.redo, row.id, revision: row.revision, by: ann)
      #expect(row.head == 3)
      row = try await store.go(.undo, row.id, revision: row.revision, by: ann)
      row = try await store.edit(
        row.id, revision: row.revision, version("c"), action: "edit", by: ann)
      #expect(row.head == 4)
      #expect(try await store.version(4, of: row.id).parent == 2)
      row = try await store.go(.undo, row.id, revision: row.revision, by: ann)
      row = try await store.go(.undo, row.id, revision: row.revision, by: ann)
      let end = row
      await #expect(throws: StoreError.self) {
        try await store.go(.undo, end.id, revision: end.revision, by: ann)
      }
    }
  }

  @Test("of two edits for one revision the second is refused, and nothing of it is kept")
  func stale() async throws {
    try await withStore { store, _ in
      let row = try await plan(store)
      let first = try await store.edit(
        row.id, revision: row.revision, version("a"), action: "edit", by: ann)
      await #expect(throws: StoreError.stale(revision: first.revision)) {
        try await store.edit(row.id, revision: row.revision, version("b"), action: "edit", by: ann)
      }
      #expect(try await store.versions(of: row.id).count == 2)
    }
  }

  @Test("a version is never changed or removed, not even by SQL")
  func stays() async throws {
    try await withStore { store, _ in
      let row = try await plan(store)
      _ = try await store.publish(row.id, revision: row.revision, note: "n", by: ann)
      for sql in [
        "UPDATE version SET words = 'x'", "DELETE FROM version", "UPDATE shift SET json = 'x'",
      ] {
        await #expect(throws: DatabaseError.self) {
          try await store.pool.write { try $0.execute(sql: sql) }
        }
      }
      await #expect(throws: StoreError.self) {
        try await store.publish(row.id, revision: row.revision + 1, note: "n", by: ann)
      }
    }
  }

  @Test("a run whose worker is silent is another's, and what it says again is one event")
  func takeover() async throws {
    try await withStore { store, _ in
      let row = try await plan(store)
      let run = try await store.addRun(plan: row.id, request: "{}", by: ann)
      #expect(try await store.takeRun(worker: "a")?.id == run.id)
      #expect(try await store.takeRun(worker: "b") == nil)
      try await store.note(run: run.id, plan: row.id, kind: "progress", fact: "5", json: "{}")
      // The lease ends as it does when a server is killed.
      try await store.pool.write { try $0.execute(sql: "UPDATE run SET lease = 0") }
      let again = try #require(try await store.takeRun(worker: "b"))
      #expect(again.attempt == 2)
      try await store.note(run: run.id, plan: row.id, kind: "progress", fact: "5", json: "{}")
      let kinds = try await store.events(ofRun: run.id).map(\.kind)
      #expect(kinds == ["state", "state", "progress"])
      // What the first worker says now counts no more.
      await #expect(throws: StoreError.self) {
        try await store.renew(run.id, worker: "a", pid: nil)
      }
      try await store.finish(run.id, worker: "a", version("late"), options: nil, words: "")
      #expect(try await store.run(run.id).state == .running)
      try await store.finish(run.id, worker: "b", version("plan"), options: nil, words: "done")
      #expect(try await store.plan(row.id).head == 2)
    }
  }

  @Test("a run that ends after somebody's edit is a version beside it; the edit is not lost")
  func besideEdit() async throws {
    try await withStore { store, _ in
      let row = try await plan(store)
      let run = try await store.addRun(plan: row.id, request: "{}", by: ann)
      _ = try await store.takeRun(worker: "a")
      let edited = try await store.edit(
        row.id, revision: row.revision, version("mine"), action: "edit", by: ann)
      try await store.finish(run.id, worker: "a", version("plan"), options: nil, words: "")
      #expect(try await store.plan(row.id).head == edited.head)
      #expect(try await store.run(run.id).version == 3)
      #expect(try await store.version(3, of: row.id).parent == 1)
    }
  }

  @Test("a copy made while the file is in use opens with all that was there")
  func backup() async throws {
    try await withStore { store, path in
      let row = try await plan(store)
      try store.backUp(to: path + ".copy")
      #expect(try await Store(path: path + ".copy").plan(row.id).name == "p")
    }
  }

  @Test("the file of a newer program is refused and left as it is")
  func newer() async throws {
    try await withStore { store, path in
      try await store.pool.write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 wings')")
      }
      #expect(throws: StoreError.newer(path)) { try Store(path: path) }
    }
  }

  @Test("an invitation works once")
  func invitation() async throws {
    try await withStore { store, _ in
      try await store.invite(ann, digest: "d")
      #expect(try await store.signIn(invitation: "d", session: "s") == ann)
      #expect(try await store.signIn(invitation: "d", session: "t") == nil)
      #expect(try await store.person(session: "s") == ann)
      try await store.signOut(session: "s")
      #expect(try await store.person(session: "s") == nil)
    }
  }
}
