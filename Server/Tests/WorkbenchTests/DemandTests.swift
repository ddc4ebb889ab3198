import Foundation
import GRDB
import HTTPTypes
import Testing
import Workbench
import WorkbenchStore

@Suite("Demands and studies")
struct DemandTests {
  private let calls = Shifts.base64("time,latitude,longitude\n2026-01-01 10:00,1,1\n")

  private func ask(_ desk: TestDesk, _ cookie: String, _ body: [String: Any]) async throws
    -> TestDesk.Answer
  {
    try await desk.ask(.post, "/api/v1/demands", cookie: cookie, body: body)
  }

  @Test("are asked for with records that were uploaded, and wait for a run")
  func waits() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.edit)
    let records = try await desk.ask(
      .post, "/api/v1/incidents", cookie: cookie,
      body: ["name": "year", "files": [["name": "../../a.csv", "base64": calls]]])
    #expect(records.status == 201)
    #expect(records["files"] as? [String] == ["../../a.csv"])
    let demand = try await ask(
      desk, cookie, ["incidents": 1, "cars": 5, "from": "16:30", "to": "00:30", "name": "evening"])
    #expect(demand.status == 202)
    #expect(demand.headers[.location] == "/api/v1/demands/1")
    #expect(demand["run.state"] as? String == "queued")
    #expect(demand["run.demand"] as? Int == 1)
    #expect(demand["demand.plan"] == nil)
    let run = try await desk.ask(.get, "/api/v1/runs/1", cookie: cookie)
    #expect(run["run.demand"] as? Int == 1)
    let early = try await desk.ask(.get, "/api/v1/demands/1/pages/demand", cookie: cookie)
    #expect(early.status == 404)
    let stopped = try await desk.ask(.post, "/api/v1/runs/1/stop", cookie: cookie)
    #expect(stopped["run.reason"] as? String == "stopped")
  }

  @Test("that nobody could find are refused with what to do")
  func refusals() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.edit)
    _ = try await desk.ask(
      .post, "/api/v1/incidents", cookie: cookie,
      body: ["files": [["name": "a.csv", "base64": calls]]])
    let cases: [([String: Any], Int, String)] = [
      (["incidents": 1], 422, "cars: expected how many"),
      (["incidents": 1, "cars": 2, "from": "16:12"], 422, "steps of five minutes"),
      (["incidents": 1, "cars": 2, "to": "25:00"], 422, "steps of five minutes"),
      (["incidents": 1, "cars": 2, "instance": 1], 422, "leave one of them out"),
      (["incidents": 1, "cars": 2, "date": "1.1.2026"], 422, "expected a day"),
      (["incidents": 1, "cars": 2, "memory": 1 << 30], 422, "memory: expected"),
      (["incidents": 1, "cars": 2, "threads": 99], 422, "threads: expected"),
      (["incidents": 1, "cars": 2, "timeFormat": "roman"], 422, "timeFormat: expected"),
      (["incidents": 9, "cars": 2], 404, "no records of incidents 9"),
      (["incidents": 1, "instance": 9], 404, "no shift 9"),
      (["cars": 2], 400, "\"incidents\" is missing"),
    ]
    for (body, status, words) in cases {
      let answer = try await ask(desk, cookie, body)
      #expect(answer.status == status, "\(body)")
      #expect((answer["detail"] as? String)?.contains(words) == true, "\(answer.text)")
    }
    #expect(try await desk.workbench.store.demands().isEmpty)
  }

  @Test("become a shift and an empty plan when their run has found them, once")
  func found() async throws {
    let desk = try TestDesk()
    let store = desk.workbench.store
    let ann = Person(name: "ann", role: .edit)
    let records = try await store.addIncidents(
      name: "r", files: [NamedFile(name: "a", content: [1])], by: ann)
    let run = try await store.addDemand(
      name: "evening", incidents: records.id, shift: nil, request: "{}", by: ann)
    #expect(try await store.takeRun(worker: "w")?.id == run.id)
    let shift = Array(Shifts.three.utf8)
    let found = FoundDemand(
      document: Array("{\"cells\":[]}".utf8), forecastPage: Array("<p>f".utf8),
      demandPage: Array("<p>d".utf8), shift: shift, name: "evening")
    let first = NewVersion(
      instance: nil, schedule: nil, words: "demand 1", minutes: nil, broken: nil)
    for _ in 0..<2 {
      try await store.finish(run.id, worker: "w", found, first: first, words: "found")
    }
    let plans = try await store.plans()
    #expect(plans.map(\.name) == ["evening"])
    #expect(try await store.files(ofVersion: 1, of: plans[0].id).instance == shift)
    let cookie = try await desk.cookie(.read)
    let line = try await desk.ask(.get, "/api/v1/demands/1", cookie: cookie)
    #expect(line["demand.plan"] as? Int == plans[0].id)
    #expect(line["found"] != nil)
    let page = try await desk.ask(.get, "/api/v1/demands/1/pages/forecast", cookie: cookie)
    #expect(page.text == "<p>f")
  }

  @Test("have pages that run nothing, and are framed by the workbench alone")
  func pages() async throws {
    let desk = try TestDesk()
    let row = try await desk.workbench.store.addStudy(
      name: "s", content: [1], shift: nil, page: Array("<script>".utf8),
      by: Person(name: "ann", role: .edit))
    let cookie = try await desk.cookie(.read)
    let page = try await desk.ask(.get, "/api/v1/studies/\(row.id)/page", cookie: cookie)
    let policy = try #require(HTTPField.Name("Content-Security-Policy"))
    let framing = try #require(HTTPField.Name("X-Frame-Options"))
    #expect(page.headers[policy]?.hasPrefix("sandbox; default-src 'none';") == true)
    #expect(page.headers[policy]?.contains("script-src") == false)
    #expect(page.headers[framing] == "SAMEORIGIN")
    let other = try await desk.ask(.get, "/api/v1/studies", cookie: cookie)
    #expect(other.headers[framing] == "DENY")
  }

  @Test("leave the runs and events of an older file as they were")
  func upgrade() async throws {
    let path = NSTemporaryDirectory() + "workbench-upgrade-\(UUID().uuidString).sqlite"
    defer {
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    let older = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(older, upTo: "3 people")
    try await older.write { db in
      try db.execute(
        sql: """
          INSERT INTO shift VALUES (1, x'7b7d');
          INSERT INTO instance VALUES (1, 's', 1, '', 'ann', 0);
          INSERT INTO plan VALUES (1, 'p', 1, 1, NULL, 7, 'ann', 0);
          INSERT INTO version VALUES (1, 1, NULL, 1, NULL, 'first', NULL, NULL, 'ann', 0);
          INSERT INTO run (id, plan, base, request, state, author, created)
            VALUES (3, 1, 1, '{}', 'done', 'ann', 5);
          INSERT INTO event VALUES (41, 1, 3, 'state', 'state queued', '{}', 6);
          """)
    }
    try older.close()
    let store = try Store(path: path)
    let run = try await store.run(3)
    #expect(run.plan == 1 && run.base == 1 && run.demand == nil && run.state == .done)
    #expect(try await store.events(after: 0).map(\.id) == [41])
    let ann = Person(name: "ann", role: .edit)
    let next = try await store.addRun(plan: 1, request: "{}", by: ann)
    #expect(next.id == 4)
    #expect(try await store.lastEvent() == 42)
  }
}
