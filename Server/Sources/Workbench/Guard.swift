import Foundation
import HTTPTypes
package import Hummingbird
import Synchronization
package import WorkbenchStore

/// What a request carries along: who asks.
package struct WorkbenchContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  package var person: Person?

  package init(source: Source) { coreContext = .init(source: source) }
}

extension HTTPField.Name {
  /// A header that no form and no foreign page can send.
  static let forgery = HTTPField.Name.known("X-Temper-Request")
  static let idempotencyKey = HTTPField.Name.known("Idempotency-Key")
  static let lastEvent = HTTPField.Name.known("Last-Event-ID")
  static let framing = HTTPField.Name.known("X-Frame-Options")
  static let referrer = HTTPField.Name.known("Referrer-Policy")
  static let policy = HTTPField.Name.known("Content-Security-Policy")
  static let opener = HTTPField.Name.known("Cross-Origin-Opener-Policy")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a token") }
    return name
  }
}

/// Refuses what no page of the workbench sends, before a route is looked for.
struct Guard: RouterMiddleware {
  typealias Context = WorkbenchContext

  static let cookie = "temper-session"
  /// Pages of reports are shown in a frame that runs nothing and belongs to nobody.
  static let framedPolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'self'"
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    + "img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  let settings: Settings
  let hosts: Hosts
  let store: Store

  func handle(
    _ request: Request, context: WorkbenchContext,
    next: (Request, WorkbenchContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      try check(request)
      var context = context
      if let token = request.cookie(Self.cookie) {
        context.person = try await store.person(session: Digest.text(of: token))
      }
      response = try await next(request, context)
    } catch { response = Problem(error).response }
    response.headers[.policy] = response.headers[.policy] ?? Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.framing] == nil { response.headers[.framing] = "DENY" }
    response.headers[.referrer] = "no-referrer"
    response.headers[.opener] = "same-origin"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  private func check(_ request: Request) throws(Problem) {
    let length = request.headers.reduce(request.uri.string.utf8.count) {
      $0 + $1.name.rawName.utf8.count + $1.value.utf8.count
    }
    guard length <= Settings.mostHeaderBytes else {
      throw Problem(.requestHeaderFieldsTooLarge, "the headers have more than 16 kB")
    }
    // A name that is rebound to this machine (DNS rebinding) is none of the workbench's.
    guard let host = request.head.authority, hosts.contain(host) else {
      throw Problem(.misdirectedRequest, "this is no name of the workbench")
    }
    if let origin = request.headers[.origin], !hosts.containOrigin(origin) {
      throw Problem(.forbidden, "requests of other pages are refused")
    }
    if request.method != .get && request.method != .head {
      guard request.headers[.forgery] != nil else {
        throw Problem(.forbidden, "the header X-Temper-Request is missing")
      }
    }
    if let length = request.headers[.contentLength].flatMap(Int.init),
      length > Settings.mostBodyBytes
    {
      throw Problem(.contentTooLarge, "the body has more than 32 MB")
    }
  }
}

/// The port that is listened on, which the system chooses when the first connection can come.
final class ListeningPort: Sendable {
  private let value: Atomic<Int>

  init(_ port: Int) { value = Atomic(port) }

  var number: Int { value.load(ordering: .relaxed) }

  func become(_ port: Int) { value.store(port, ordering: .relaxed) }
}

/// The names of the workbench.
struct Hosts: Sendable {
  private static let own = ["127.0.0.1", "localhost", "[::1]"]

  private let listed: Set<String>
  private let port: ListeningPort

  /// The names that the operator lists, and those of this machine itself.
  init(_ settings: Settings, port: ListeningPort) {
    listed = Set(settings.hosts.map { $0.lowercased() })
    self.port = port
  }

  func contain(_ host: String) -> Bool {
    let host = host.lowercased()
    return listed.contains(host) || Self.own.contains { "\($0):\(port.number)" == host }
  }

  func containOrigin(_ origin: String) -> Bool {
    ["http://", "https://"].contains { scheme in
      origin.hasPrefix(scheme) && contain(String(origin.dropFirst(scheme.count)))
    }
  }
}

extension Request {
  /// The value of a cookie.
  func cookie(_ name: String) -> String? {
    headers[values: .cookie].lazy.flatMap { $0.split(separator: ";") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}
