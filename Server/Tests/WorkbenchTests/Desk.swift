import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Workbench
import WorkbenchStore

/// A workbench of a folder of its own, asked without a network.
final class TestDesk: Sendable {
  static let host = "127.0.0.1:8765"

  let folder: String
  let workbench: Workbench
  private let responder: RouterResponder<WorkbenchContext>

  /// `temper` is a script that does the work of the program; without one there is none.
  init(temper script: String? = nil) throws {
    folder = NSTemporaryDirectory() + "workbench-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let temper = script == nil ? "/nowhere/temper" : folder + "/temper"
    if let script {
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: temper))
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: temper)
    }
    var settings = Settings(
      file: folder + "/workbench.sqlite", temper: temper, threads: 1)
    settings.port = 8765
    workbench = try Workbench(settings)
    responder = workbench.router.buildResponder()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
    }
    /// A value within objects, `plan.head`.
    subscript(path: String) -> Any? {
      path.split(separator: ".").reduce(json as Any?) { ($0 as? [String: Any])?[String($1)] }
    }
    var tag: String { headers[.eTag] ?? "" }
  }

  /// Signs somebody in; the answer is the cookie.
  func cookie(_ role: Role, name: String = "ann") async throws -> String {
    let link = try await workbench.invite(name, role: role.rawValue, base: "")
    let answer = try await ask(.get, link)
    return String((answer.headers[.setCookie] ?? "").prefix { $0 != ";" })
  }

  /// Imports a shift, and a plan of it.
  func begin(_ cookie: String) async throws -> Answer {
    let shift = try await ask(
      .post, "/api/v1/instances", cookie: cookie,
      body: ["document": ["name": "../../etc/passwd", "base64": Shifts.base64(Shifts.three)]])
    return try await ask(
      .post, "/api/v1/plans", cookie: cookie,
      body: ["instance": shift["id"] ?? 0, "schedule": Shifts.base64(Shifts.plan)])
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, cookie: String? = nil, body: Any? = nil,
    tag: String? = nil, host: String = TestDesk.host, origin: String? = nil, forgery: Bool = true,
    key: String? = nil, extra: [(String, String)] = []
  ) async throws -> Answer {
    var headers: HTTPFields = [:]
    headers[.cookie] = cookie
    headers[.ifMatch] = tag
    headers[.origin] = origin
    let named =
      extra + (forgery ? [("X-Temper-Request", "1")] : [])
      + (key.map { [("Idempotency-Key", $0)] } ?? [])
    for (name, value) in named {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    let bytes =
      try body.map {
        try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)
      } ?? Data()
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: host, path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
    let context = WorkbenchContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(), logger: Logger(label: "tests")))
    let response = try await responder.respond(to: request, context: context)
    let collected = Collected()
    try await response.body.write(Collector(into: collected))
    return Answer(
      status: response.status.code, headers: response.headers, bytes: await collected.bytes)
  }
}

private actor Collected {
  var bytes: [UInt8] = []
  func add(_ more: [UInt8]) { bytes += more }
}

private struct Collector: ResponseBodyWriter {
  let collected: Collected
  init(into collected: Collected) { self.collected = collected }
  mutating func write(_ buffer: ByteBuffer) async throws {
    await collected.add(Array(buffer.readableBytesView))
  }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Shifts that are small enough to be planned by hand.
enum Shifts {
  /// Three cars, three sectors, four steps; each sector needs a car at each step, none may stay for long.
  static let three = """
    {"format": "patrol-shift", "version": 1, "name": "three", "cars": 3, "startTime": "08:00",
     "stepMinutes": 60, "presence": {"rule": "none"},
     "sectors": [{"id": "A", "name": "North"}, {"id": "B", "name": "East"}, {"id": "C", "name": "South"}],
     "demand": [[1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]],
     "travelMinutes": [[0, 4, 9], [4, 0, 6.5], [9, 6.5, 0]]}
    """
  /// Everybody stays: no travel.
  static let plan = "car,08:00,09:00,10:00,11:00\r\n1,A,A,A,A\r\n2,B,B,B,B\r\n3,C,C,C,C\r\n"

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
