import Foundation
import GRDB
import HTTPTypes
import Testing
import Workbench
import WorkbenchStore

@Suite("Requests that are sent again")
struct OnceOnlyTests {
  /// A request of each route that changes something; `seen` says whether it names the plan as it was seen.
  struct Wish: Sendable, CustomTestStringConvertible {
    let method: HTTPRequest.Method
    let route: String
    let path: String
    let body: String
    let seen: Bool

    init(
      _ method: HTTPRequest.Method, _ route: String, _ path: String? = nil, _ body: String = "{}",
      seen: Bool = false
    ) {
      (self.method, self.route, self.body, self.seen) = (method, route, body, seen)
      self.path = path ?? route
    }

    var value: Any { (try? JSONSerialization.jsonObject(with: Data(body.utf8))) ?? [:] }
    var testDescription: String { "\(method) \(route)" }
  }

  /// All of them, in an order in which each can be done.
  static let wishes: [Wish] = {
    let shift = Shifts.base64(Shifts.three)
    let calls = Shifts.base64("time,latitude,longitude\n2026-01-01 10:00,1,1\n")
    let file = #"{"name": "a", "base64": "\#(calls)"}"#
    return [
      Wish(
        .patch, "/plans/{plan}", "/plans/1", #"{"kind": "pin", "car": "1", "step": 2}"#, seen: true),
      Wish(.post, "/plans/{plan}/undo", "/plans/1/undo", seen: true),
      Wish(.post, "/plans/{plan}/redo", "/plans/1/redo", seen: true),
      Wish(.post, "/plans/{plan}/restore", "/plans/1/restore", #"{"version": 1}"#, seen: true),
      Wish(.post, "/plans/{plan}/publish", "/plans/1/publish", #"{"note": "n"}"#, seen: true),
      Wish(.post, "/instances", nil, #"{"document": {"name": "a.json", "base64": "\#(shift)"}}"#),
      Wish(.post, "/plans", nil, #"{"instance": 2}"#),
      Wish(.post, "/incidents", nil, #"{"files": [\#(file)]}"#),
      Wish(.post, "/demands", nil, #"{"incidents": 1, "cars": 2}"#),
      Wish(.post, "/studies", nil, #"{"file": \#(file)}"#),
      Wish(.post, "/runs", nil, #"{"plan": 1, "kind": "solve"}"#),
      Wish(.post, "/runs/{run}/stop", "/runs/2/stop"),
    ]
  }()

  /// A workbench whose program draws pages.
  private func desk() throws -> TestDesk { try TestDesk(temper: "echo '<p>page' > page.html") }

  /// All that the file holds but answers that are kept for those who ask again.
  private func contents(_ file: DatabaseQueue) async throws -> [String] {
    try await file.read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'answer'")
      return try tables.sorted().flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
    }
  }

  @Test("the requests of these tests are of all routes that change something")
  func complete() throws {
    let changing = try desk().workbench.routes.filter { ![.get, .delete].contains($0.method) }
    #expect(
      Set(changing.map { "\($0.method) \($0.path)" })
        == Set(Self.wishes.map { "\($0.method) \($0.route)" }))
  }

  @Test("whatever is sent twice with a key is done once, and answered as before")
  func twice() async throws {
    let desk = try desk()
    let cookie = try await desk.cookie(.publish)
    let file = try DatabaseQueue(path: desk.folder + "/workbench.sqlite")
    var tag = try await desk.begin(cookie).tag
    for (count, wish) in Self.wishes.enumerated() {
      func send() async throws -> TestDesk.Answer {
        try await desk.ask(
          wish.method, "/api/v1" + wish.path, cookie: cookie, body: wish.value,
          tag: wish.seen ? tag : nil, key: "k\(count)")
      }
      let before = try await contents(file)
      let first = try await send()
      let after = try await contents(file)
      let second = try await send()
      #expect((200..<300).contains(first.status), "\(wish): \(first.text)")
      #expect(before != after, "\(wish)")
      #expect(second.status == first.status && second.bytes == first.bytes, "\(wish)")
      #expect(second.tag == first.tag && second.headers[.location] == first.headers[.location])
      #expect(try await contents(file) == after, "\(wish) is done once")
      if wish.seen { tag = first.tag }
    }
  }

  /// Whoever dies between a change and the keeping of its answer leaves what a failure there leaves.
  @Test("nothing is changed by a request whose answer cannot be kept, and it can be sent again")
  func broken() async throws {
    let desk = try desk()
    let cookie = try await desk.cookie(.publish)
    let file = try DatabaseQueue(path: desk.folder + "/workbench.sqlite")
    var tag = try await desk.begin(cookie).tag
    for (count, wish) in Self.wishes.enumerated() {
      func send() async throws -> TestDesk.Answer {
        try await desk.ask(
          wish.method, "/api/v1" + wish.path, cookie: cookie, body: wish.value,
          tag: wish.seen ? tag : nil, key: "k\(count)")
      }
      let before = try await contents(file)
      try await file.write {
        try $0.execute(
          sql: """
            CREATE TRIGGER dies BEFORE INSERT ON answer
              BEGIN SELECT RAISE(ABORT, 'the server dies'); END
            """)
      }
      #expect(try await send().status == 500, "\(wish)")
      #expect(try await contents(file) == before, "\(wish) has changed nothing")
      try await file.write { try $0.execute(sql: "DROP TRIGGER dies") }
      let first = try await send()
      #expect((200..<300).contains(first.status), "\(wish): \(first.text)")
      let after = try await contents(file)
      #expect(try await send().bytes == first.bytes, "\(wish)")
      #expect(try await contents(file) == after, "\(wish) is done once")
      if wish.seen { tag = first.tag }
    }
  }

  @Test("two workbenches of one file do once what both are asked for with one key")
  func twoPrograms() async throws {
    let path = NSTemporaryDirectory() + "workbench-two-\(UUID().uuidString).sqlite"
    defer {
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    let stores = [try Store(path: path), try Store(path: path)]
    let ann = Person(name: "ann", role: .edit)
    let asker = Asker(ann, once: .init(key: "k", request: "r"))
    let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for n in 0..<20 {
        group.addTask {
          try await stores[n % 2].answer(asker) { change in
            let row = try change.addInstance(name: "s\(n)", json: [2], remarks: "")
            return Answer(status: 201, body: Array(row.name.utf8))
          }.answer.body
        }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
    }
    #expect(bodies.count == 1)
    #expect(try await stores[0].instances().count == 1)
    await #expect(throws: StoreError.otherRequest) {
      try await stores[1].answer(Asker(ann, once: .init(key: "k", request: "other"))) { _ in
        Answer(status: 200, body: [])
      }
    }
  }

  @Test("a request with one key is one run; another request with it is refused")
  func oneKey() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.edit)
    _ = try await desk.begin(cookie)
    let wish: [String: Any] = ["plan": 1, "kind": "solve", "timeLimit": 5]
    let first = try await desk.ask(.post, "/api/v1/runs", cookie: cookie, body: wish, key: "k")
    #expect(first.status == 202)
    let again = try await desk.ask(.post, "/api/v1/runs", cookie: cookie, body: wish, key: "k")
    #expect(again.status == 202 && again.bytes == first.bytes)
    #expect(again.headers[.location] == first.headers[.location])
    let other = try await desk.ask(
      .post, "/api/v1/runs", cookie: cookie, body: ["plan": 1, "kind": "replan"], key: "k")
    #expect(other.status == 422)
    #expect(try await desk.workbench.store.runs().count == 1)
    let bea = try await desk.cookie(.edit, name: "bea")
    let hers = try await desk.ask(.post, "/api/v1/runs", cookie: bea, body: wish, key: "k")
    #expect(hers["run.id"] as? Int == 2, "a key is somebody's own")
    for key in ["", String(repeating: "k", count: 201)] {
      let answer = try await desk.ask(.post, "/api/v1/runs", cookie: cookie, body: wish, key: key)
      #expect(answer.status == 400)
    }
  }

  @Test("of many that are sent at once with one key, one is done")
  func crowd() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.edit)
    _ = try await desk.begin(cookie)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await desk.ask(
            .post, "/api/v1/runs", cookie: cookie, body: ["plan": 1, "kind": "solve"], key: "k"
          ).status
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(Set(statuses).isSubset(of: [202, 409]) && statuses.contains(202), "\(statuses)")
    #expect(try await desk.workbench.store.runs().count == 1)
  }
}
