import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import WorkbenchStore

/// Does what a request with an `Idempotency-Key` asks for once, however often it is sent.
///
/// A client that got no answer sends the request again and gets the answer of the first, for a day
/// (draft-ietf-httpapi-idempotency-key-header-07, section 2), also if the server was killed meanwhile: the
/// store keeps an answer in the transaction of its change. Answers that changed nothing are not kept:
/// what was refused is judged anew.
final class OnceOnly: Sendable {
  private static let longestKey = 200

  private struct Key: Hashable {
    let author: String
    let text: String
  }

  private let store: Store
  /// Keys whose first request goes on.
  private let begun = Mutex<Set<Key>>([])

  init(_ store: Store) { self.store = store }

  /// The answer to a request, made or remembered.
  func answer(
    _ request: Request, of person: Person, _ make: (Request, Asker) async throws -> KeptAnswer
  ) async throws -> Response {
    guard let text = request.headers[.idempotencyKey] else {
      return Response(try await make(request, Asker(person)))
    }
    guard (1...Self.longestKey).contains(text.count) else {
      throw Problem(
        .badRequest, "the header Idempotency-Key: expected 1 to \(Self.longestKey) letters")
    }
    let body = try await request.bytes()
    let digest = try await Bench.work { Digest.text(of: Self.identity(of: request, body)) }
    let key = Key(author: person.name, text: text)
    guard begun.withLock({ $0.insert(key).inserted }) else {
      throw Problem(.conflict, "a request with this Idempotency-Key goes on; wait for its answer")
    }
    defer { begun.withLock { _ = $0.remove(key) } }
    let asker = Asker(person, once: .init(key: text, request: digest))
    // Asked before the request is judged: what it was made for is no longer there, once it was done.
    if let known = try await store.known(asker) { return Response(known) }
    var again = request
    again.body = RequestBody(buffer: ByteBuffer(bytes: body))
    return Response(try await make(again, asker))
  }

  /// What makes two requests the same: method, path, the state that was seen, and body.
  private static func identity(of request: Request, _ body: [UInt8]) -> [UInt8] {
    let head = [
      request.method.rawValue, request.uri.string, request.headers[.ifMatch] ?? "", "",
    ]
    return Array(head.joined(separator: "\n").utf8) + body
  }
}

extension Response {
  /// An answer as it is kept.
  fileprivate init(_ kept: KeptAnswer) {
    let answer = kept.answer
    var headers: HTTPFields = [.contentType: "application/json"]
    headers[.location] = answer.location
    headers[.eTag] = answer.tag
    self.init(
      status: .init(code: answer.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
