import Foundation
import HTTPTypes
import Hummingbird
import Testing
import Workbench
import WorkbenchStore

@Suite("What is refused before a route is looked for")
struct GuardTests {
  /// A path of each route, its parameters filled in.
  private func paths(_ desk: TestDesk) -> [(method: HTTPRequest.Method, path: String, role: Role)] {
    desk.workbench.routes.map { route in
      let path = route.path.replacing("{form}", with: "csv")
        .replacing(/\{[a-z]+\}/, with: "1")
      return (route.method, Route.root + path, route.role)
    }
  }

  @Test("a forged host or origin, on every route and page")
  func forged() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let pages = ["/", "/app.js", "/openapi.json", "/healthz", "/enter"]
    for (method, path) in paths(desk).map({ ($0.method, $0.path) }) + pages.map({ (.get, $0) }) {
      for host in ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:8766", ""] {
        let answer = try await desk.ask(method, path, cookie: cookie, host: host)
        #expect(answer.status == 421, "\(method) \(path) for host '\(host)'")
      }
      for origin in ["http://evil.example", "null", "https://127.0.0.1:8765.evil.example"] {
        let answer = try await desk.ask(method, path, cookie: cookie, origin: origin)
        #expect(answer.status == 403, "\(method) \(path) from \(origin)")
      }
    }
  }

  @Test("a change without the header against forgery, DELETE included")
  func forgery() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    for route in paths(desk) where route.method != .get {
      let answer = try await desk.ask(route.method, route.path, cookie: cookie, forgery: false)
      #expect(answer.status == 403, "\(route.method) \(route.path)")
    }
  }

  @Test("anything without a session, and what the role does not allow")
  func roles() async throws {
    let desk = try TestDesk()
    let reader = try await desk.cookie(.read, name: "rob")
    for route in paths(desk) {
      #expect(try await desk.ask(route.method, route.path).status == 401)
      #expect(
        try await desk.ask(route.method, route.path, cookie: "temper-session=guess").status == 401)
      if route.role > .read {
        let answer = try await desk.ask(route.method, route.path, cookie: reader)
        #expect(answer.status == 403, "\(route.method) \(route.path)")
      }
    }
  }

  @Test("each role from the routes of higher ones, and from no others", arguments: Role.allCases)
  func eachRole(role: Role) async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(role)
    // Signing out ends what the others need.
    let routes = paths(desk).filter { $0.method != .delete && !$0.path.hasSuffix("/events") }
    for route in routes {
      let status = try await desk.ask(route.method, route.path, cookie: cookie).status
      #expect((status == 403) == (role < route.role), "\(route.method) \(route.path): \(status)")
      #expect(status != 401 && status < 500 || status == 500 && route.path.hasSuffix("html"))
    }
  }

  @Test("paths that would lead out of the workbench")
  func escapes() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    for path in [
      "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd",
      "/api/v1/../../app.js%00", "/api/v1/plans/1/export.%2e%2e%2fcsv", "/api/v1/plans/..%2f1",
      "/api/v1/demands/1/pages/..%2f..%2fworkbench.sqlite", "/workbench.sqlite",
    ] {
      let answer = try await desk.ask(.get, path, cookie: cookie)
      #expect([400, 404].contains(answer.status), "\(path): \(answer.status)")
      #expect(!answer.text.contains("root:") && !answer.text.hasPrefix("SQLite"))
    }
  }

  @Test("methods that a path does not have, with those that it has")
  func methods() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let answer = try await desk.ask(.put, "/api/v1/plans/1", cookie: cookie)
    #expect(answer.status == 405)
    #expect(answer.headers[.allow] == "GET, PATCH")
  }

  @Test("headers of more than 16 kB, and bodies that say they have more than 32 MB")
  func sizes() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.publish)
    let long = String(repeating: "x", count: 17_000)
    #expect(
      try await desk.ask(.get, "/api/v1/plans", cookie: cookie, extra: [("X-Long", long)]).status
        == 431)
    #expect(
      try await desk.ask(
        .post, "/api/v1/plans", cookie: cookie, extra: [("Content-Length", "33554433")]
      ).status == 413)
  }

  @Test("every answer tells browsers to run nothing that is not the workbench's own")
  func policy() async throws {
    let desk = try TestDesk()
    let cookie = try await desk.cookie(.read)
    for path in ["/", "/api/v1/plans", "/nowhere", "/api/v1/plans/77"] {
      let answer = try await desk.ask(.get, path, cookie: cookie)
      let policy = answer.headers.first { $0.name.canonicalName == "content-security-policy" }?
        .value
      #expect(policy?.hasPrefix("default-src 'none'; script-src 'self'") == true, "\(path)")
      #expect(policy?.contains("unsafe") == false)
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }
  }

  @Test("the cookie is kept from scripts and other sites, and the link works once")
  func entrance() async throws {
    let desk = try TestDesk()
    let link = try await desk.workbench.invite("ann", role: "edit", base: "")
    let answer = try await desk.ask(.get, link)
    #expect(answer.status == 303)
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] {
      #expect(answer.headers[.setCookie]?.contains(word) == true)
    }
    #expect(try await desk.ask(.get, link).status == 401)
  }
}
