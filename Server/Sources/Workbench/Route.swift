import Foundation
import HTTPTypes
package import Hummingbird
package import WorkbenchStore

/// One line of the table of routes: the method, the path, who may, and what is done.
package struct Route: Sendable {
  typealias Handler = @Sendable (Request, WorkbenchContext, Person) async throws -> Response
  /// What changes something: an answer that is kept beside the change is all that it can give.
  typealias Changing = @Sendable (Request, WorkbenchContext, Asker) async throws -> KeptAnswer

  package let method: HTTPRequest.Method
  /// The path below `/api/v1`, its parameters in braces.
  package let path: String
  package let role: Role
  private let deed: Deed

  private enum Deed: Sendable {
    case handle(Handler)
    case change(Changing)
  }

  /// A route that changes nothing, or the same however often it is asked for.
  init(
    _ method: Repeatable, _ path: String, _ role: Role, _ handler: @escaping Handler
  ) {
    (self.method, self.path, self.role) = (method.method, path, role)
    deed = .handle(handler)
  }

  /// A route that changes something each time, but for requests that are sent again with one key.
  init(_ method: Once, _ path: String, _ role: Role, _ changing: @escaping Changing) {
    (self.method, self.path, self.role) = (method.method, path, role)
    deed = .change(changing)
  }

  /// Methods whose requests may be sent again as they are (RFC 9110, section 9.2.2).
  enum Repeatable {
    case get, delete

    fileprivate var method: HTTPRequest.Method { self == .get ? .get : .delete }
  }

  /// Methods whose requests are done once by their key.
  enum Once {
    case post, patch

    fileprivate var method: HTTPRequest.Method { self == .post ? .post : .patch }
  }

  package static let root = "/api/v1"

  /// Puts the route into a router, behind its role.
  func add(to router: Router<WorkbenchContext>, _ once: OnceOnly) {
    router.on(RouterPath(Self.root + path), method: method) { request, context in
      guard let person = context.person else {
        throw Problem(.unauthorized, "open the link that the program has printed, or ask for one")
      }
      guard person.role >= role else {
        throw Problem(
          .forbidden, "this needs the role \(role.rawValue); you have \(person.role.rawValue)")
      }
      switch deed {
      case .handle(let handler): return try await handler(request, context, person)
      case .change(let changing):
        return try await once.answer(request, of: person) { request, asker in
          try await changing(request, context, asker)
        }
      }
    }
  }
}

extension Route {
  private static let methods: [HTTPRequest.Method] =
    [.get, .head, .post, .put, .patch, .delete, .options, .trace]
    + [HTTPRequest.Method(rawValue: "QUERY")].compactMap(\.self)

  /// Says of every path which methods it has, to whoever tries another one.
  static func refuseOthers(than routes: [Route], in router: Router<WorkbenchContext>) {
    for (path, known) in Dictionary(grouping: routes, by: \.path) {
      let allowed = known.map(\.method)
      let words = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      for method in methods where !allowed.contains(method) {
        router.on(RouterPath(root + path), method: method) { _, _ in
          var response = Problem(.methodNotAllowed, "this path has \(words)").response
          response.headers[.allow] = words
          return response
        }
      }
    }
  }
}

extension WorkbenchContext {
  /// A number in the path.
  func number(_ name: String) throws(Problem) -> Int {
    guard let text = parameters.get(name), let number = Int(text), number > 0 else {
      throw Problem(.notFound, "there is no such \(name)")
    }
    return number
  }

  /// A name in the path, its escapes resolved.
  func name(_ name: String) throws(Problem) -> String {
    guard let text = parameters.get(name), !text.isEmpty else {
      throw Problem(.notFound, "there is no such \(name)")
    }
    return text.removingPercentEncoding ?? text
  }
}

extension Request {
  /// The body as a value.
  func value<Value: Decodable>(_ type: Value.Type) async throws -> Value {
    try JSONDecoder().decode(type, from: Data(try await bytes()))
  }

  /// The body, if it is not too large.
  func bytes() async throws -> [UInt8] {
    do {
      let buffer = try await body.collect(upTo: Settings.mostBodyBytes)
      return Array(buffer.readableBytesView)
    } catch {
      throw Problem(.contentTooLarge, "the body has more than 32 MB, or ended early")
    }
  }

  /// A value of the query.
  func query(_ name: String) -> String? { uri.queryParameters[Substring(name)].map(String.init) }

  /// The revision of a plan that an edit names by `If-Match`.
  func revision(of plan: Int) throws(Problem) -> Int {
    guard let tag = headers[.ifMatch] else {
      throw Problem(
        .preconditionRequired, "the header If-Match is missing: name what you have seen")
    }
    let prefix = "\"plan-\(plan)-"
    guard tag.hasPrefix(prefix), tag.hasSuffix("\""),
      let revision = Int(tag.dropFirst(prefix.count).dropLast())
    else {
      throw Problem(.preconditionFailed, "the header If-Match names no revision of plan \(plan)")
    }
    return revision
  }
}

extension PlanRow {
  /// What tells this state of the plan from all others.
  var tag: String { "\"plan-\(id)-\(revision)\"" }
}
