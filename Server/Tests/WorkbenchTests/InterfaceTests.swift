import Foundation
import GRDB
import HTTPTypes
import Testing
import Workbench
import WorkbenchStore

@Suite("The interface")
struct InterfaceTests {
  @Test("the description has the routes of the code, each with its role, and no others")
  func description() throws {
    let desk = try TestDesk()
    let document =
      try JSONSerialization.jsonObject(with: Data(Assets.openAPI)) as? [String: Any] ?? [:]
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let described = Set(
      paths.flatMap { path, methods in
        methods.map { "\($0.uppercased()) \(path) \($1["description"] as? String ?? "")" }
      })
    let routes = Set(
      desk.workbench.routes.map {
        "\($0.method.rawValue) \($0.path) Needs the role \($0.role.rawValue)."
      })
    #expect(described == routes)
  }

  @Test("import, why, pin, forbid, undo, publish, export")
  func aDay() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let plan = try await desk.begin(cookie)
    #expect(plan.status == 201)
    let path = "/api/v1/plans/1"

    let why = try await desk.ask(.get, path + "/cells/1/2/candidates", cookie: cookie)
    #expect(why["sector"] as? String == "A")
    #expect((why["allowed"] as? [Any])?.count == 2)

    let pinned = try await desk.ask(
      .patch, path, cookie: cookie, body: ["kind": "pin", "car": "1", "step": 2, "sector": "B"],
      tag: plan.tag)
    #expect(pinned.status == 200)
    #expect(pinned["change.after.violationCount"] as? Int == 1)

    let late = try await desk.ask(
      .patch, path, cookie: cookie, body: ["kind": "forbid", "car": "2", "step": 1], tag: plan.tag)
    #expect(late.status == 412)
    #expect(late["revision"] as? Int == 2)
    #expect(
      try await desk.ask(
        .patch, path, cookie: cookie, body: ["kind": "forbid", "car": "2", "step": 1]
      ).status == 428)

    let undone = try await desk.ask(.post, path + "/undo", cookie: cookie, tag: pinned.tag)
    #expect(undone["plan.head"] as? Int == 1)
    #expect(undone["canRedo"] as? Bool == true)

    let published = try await desk.ask(
      .post, path + "/publish", cookie: cookie, body: ["note": "for tonight"], tag: undone.tag)
    #expect(published["plan.published"] as? Int == 1)
    let csv = try await desk.ask(.get, path + "/export.csv?version=1", cookie: cookie)
    #expect(csv.text.hasPrefix("car,step,sector,time\r\n1,1,A,08:00\r\n"))
    let ics = try await desk.ask(
      .get, path + "/export.ics?date=2026-03-28&timeZone=Europe%2FLondon", cookie: cookie)
    #expect(ics.text.contains("DTSTART:20260328T080000Z"))
    #expect(
      try await desk.ask(.get, path + "/export.xlsx", cookie: cookie).bytes.starts(
        with: Array("PK".utf8)))
    #expect(try await desk.ask(.get, path + "/export.exe", cookie: cookie).status == 404)

    let audit = try await desk.ask(.get, "/api/v1/audit", cookie: cookie)
    for action in ["import", "plan", "edit", "go", "publish"] {
      #expect(audit.text.contains("\"action\":\"\(action)\""))
    }
  }

  @Test("errors are problems in the sentences of the command line")
  func problems() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let bad = try await desk.ask(
      .post, "/api/v1/instances", cookie: cookie,
      body: ["document": ["name": "shift.json", "base64": Shifts.base64("{\"format\": \"x\"}")]])
    #expect(bad.status == 422)
    #expect(bad.headers[.contentType] == "application/problem+json")
    #expect((bad["detail"] as? String)?.contains("expected \"patrol-shift\"") == true)
    let tables = try await desk.ask(
      .post, "/api/v1/instances", cookie: cookie,
      body: [
        "name": "tables",
        "tables": [
          "demand": [
            "name": "demand.csv", "base64": Shifts.base64("time,A,B\n08:00,1,x\n09:00,,1\n"),
          ],
          "travel": ["name": "travel.csv", "base64": Shifts.base64(",A,B\nA,0,5\nB,5,0\n")],
        ],
      ])
    #expect(tables.status == 422)
    #expect(
      (tables["errors"] as? [String])?.first?.hasPrefix("demand.csv, line 2, column B") == true)
    #expect(try await desk.ask(.get, "/api/v1/plans/9", cookie: cookie).status == 404)
    #expect(
      try await desk.ask(.post, "/api/v1/plans", cookie: cookie, body: ["x": 1]).status == 400)
  }

  @Test("any two versions can be compared, and each gone on from, published or not")
  func versions() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    var tag = try await desk.begin(cookie).tag
    let path = "/api/v1/plans/1"
    for (car, step) in [("2", 1), ("3", 2), ("2", 4)] {
      let swap: [String: Any] = ["kind": "swap", "car": "1", "other": car, "step": step]
      tag = try await desk.ask(.patch, path, cookie: cookie, body: swap, tag: tag).tag
      if step == 2 {
        let note = ["note": "out"]
        tag = try await desk.ask(.post, path + "/publish", cookie: cookie, body: note, tag: tag).tag
      }
    }
    var tables: [Int: String] = [:]
    func table(_ n: Int) async throws -> String {
      try await desk.ask(.get, path + "/export.csv?version=\(n)", cookie: cookie).text
    }
    for n in 1...4 { tables[n] = try await table(n) }
    #expect(Set(tables.values).count == 4)
    for first in 1...4 {
      for second in 1...4 {
        let change = try await desk.ask(
          .get, path + "/versions/\(second)/changes?since=\(first)", cookie: cookie)
        let cells = try #require(change["cells"] as? [[String: Any]])
        let lines = zip(
          tables[first, default: ""].split(separator: "\r\n"),
          tables[second, default: ""].split(separator: "\r\n"))
        #expect(cells.count == lines.count { $0 != $1 }, "\(first) and \(second)")
      }
    }
    for n in [1, 3, 2, 4] {
      let gone = try await desk.ask(
        .post, path + "/restore", cookie: cookie, body: ["version": n], tag: tag)
      tag = gone.tag
      #expect(gone["plan.head"] as? Int == n && gone["plan.published"] as? Int == 3)
    }
    for n in 1...4 { #expect(try await table(n) == tables[n], "version \(n) stays") }
  }

  @Test("what was once a version, a shift or published can be neither changed nor removed")
  func immutable() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let tag = try await desk.begin(cookie).tag
    let published = try await desk.ask(
      .post, "/api/v1/plans/1/publish", cookie: cookie, body: ["note": "out"], tag: tag)
    let again = try await desk.ask(
      .post, "/api/v1/plans/1/publish", cookie: cookie, body: ["note": "other"],
      tag: published.tag)
    #expect(again.status == 409)
    let file = try DatabaseQueue(path: desk.folder + "/workbench.sqlite")
    for change in [
      "UPDATE version SET schedule = x'00'", "UPDATE version SET words = 'other'",
      "DELETE FROM version", "UPDATE shift SET json = x'00'", "DELETE FROM shift",
      "UPDATE publication SET note = 'other'", "DELETE FROM publication",
    ] {
      await #expect(throws: DatabaseError.self, "\(change)") {
        try await file.write { try $0.execute(sql: change) }
      }
    }
  }
}

@Suite("Digests")
struct DigestTests {
  @Test(
    "those of FIPS 180-4's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(_ text: String, _ digest: String) { #expect(Digest.text(of: text) == digest) }
}
