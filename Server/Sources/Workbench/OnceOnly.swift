import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import WorkbenchStore

/// Does what a request with an `Idempotency-Key` asks for once, however often it is sent.
///
/// A client that got no answer sends the request again and gets the answer of the first, for a day
/// (draft-ietf-httpapi-idempotency-key-header-07, section 2). Answers that changed nothing are not
/// kept: what was refused is judged anew.
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

  /// Whether the method may be meant once: those of others are the same however often they are sent.
  static func concerns(_ method: HTTPRequest.Method) -> Bool { [.post, .patch].contains(method) }

  /// The answer to a request, made or remembered.
  func answer(
    _ request: Request, of person: Person, _ make: (Request) async throws -> Response
  ) async throws -> Response {
    guard let text = request.headers[.idempotencyKey] else { return try await make(request) }
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
    if let known = try await store.answer(to: text, of: person) {
      guard known.request == digest else {
        throw Problem(
          .unprocessableContent, "the header Idempotency-Key was that of another request")
      }
      return Response(known)
    }
    var again = request
    again.body = RequestBody(buffer: ByteBuffer(bytes: body))
    let response = try await make(again)
    guard (200..<300).contains(response.status.code) else { return response }
    let answer = Store.Answer(
      request: digest, status: response.status.code, location: response.headers[.location],
      tag: response.headers[.eTag], body: try await response.body.bytes())
    try await store.keep(answer, to: text, of: person)
    return Response(answer)
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
  /// An answer as it was given before.
  fileprivate init(_ answer: Store.Answer) {
    var headers: HTTPFields = [.contentType: "application/json"]
    headers[.location] = answer.location
    headers[.eTag] = answer.tag
    self.init(
      status: .init(code: answer.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

extension ResponseBody {
  /// All of a body that is made at once.
  fileprivate func bytes() async throws -> [UInt8] {
    let collected = Collected()
    try await write(collected)
    return collected.bytes.withLock { $0 }
  }
}

/// Where a body is written to, to be kept.
private final class Collected: ResponseBodyWriter {
  let bytes = Mutex<[UInt8]>([])

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0 += Array(buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
