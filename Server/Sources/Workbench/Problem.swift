import Foundation
import Hummingbird
import Temper
import WorkbenchPlans
import WorkbenchStore

/// What is wrong with a request, as RFC 9457 has it, in the sentences of the command line.
struct Problem: Error {
  let status: HTTPResponse.Status
  let detail: String
  /// All that is wrong, where there is more than one thing.
  var errors: [String] = []
  /// The revision that a plan has by now.
  var revision: Int?

  init(_ status: HTTPResponse.Status, _ detail: String) {
    self.status = status
    self.detail = detail
  }

  /// What any error of a handler means to a client.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as StoreError: self.init(error)
    case let failure as ImportFailure:
      self.init(.unprocessableContent, failure.account.line())
      errors = failure.errors.map { $0.account.line() }
    case let error as any ClassifiedError: self.init(.unprocessableContent, error.account.line())
    case let error as DecodingError: self.init(.badRequest, error.words)
    case let error as HTTPError:
      self.init(error.status, error.body ?? error.status.reasonPhrase)
    default: self.init(.internalServerError, "a defect of the server: \(type(of: error))")
    }
  }

  private init(_ error: StoreError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .notFound
      case .stale: .preconditionFailed
      case .refused: .conflict
      case .otherRequest: .unprocessableContent
      case .cannotCreate, .newer: .internalServerError
      }
    self.init(status, error.description)
    if case .stale(let revision) = error { self.revision = revision }
  }

  private struct Document: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    let errors: [String]?
    let revision: Int?
  }

  /// The problem as a response.
  var response: Response {
    let document = Document(
      title: status.reasonPhrase, status: status.code, detail: detail,
      errors: errors.isEmpty ? nil : errors, revision: revision)
    var response = Response.json(document, status: status)
    response.headers[.contentType] = "application/problem+json"
    return response
  }
}

extension DecodingError {
  /// What is wrong in a body, by the path of the value.
  fileprivate var words: String {
    func path(_ context: Context) -> String {
      context.codingPath.isEmpty
        ? "the body" : context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    return switch self {
    case .keyNotFound(let key, let context):
      "\(path(context)): \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(path(context)): the value is of another kind than expected"
    case .dataCorrupted(let context):
      "\(path(context)): \(context.codingPath.isEmpty ? "no JSON" : context.debugDescription)"
    @unknown default: "the body cannot be read"
    }
  }
}

extension Response {
  /// A JSON document.
  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, tag: String? = nil
  ) -> Response {
    guard let data = try? JSONBody.bytes(of: value) else {
      return Response(status: .internalServerError)
    }
    var headers: HTTPFields = [.contentType: "application/json"]
    if let tag { headers[.eTag] = tag }
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }
}

extension Answer {
  /// A JSON document, with what a change has made.
  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, location: String? = nil,
    plan: PlanRow? = nil
  ) throws -> Answer {
    Answer(
      status: status.code, location: location.map { Route.root + $0 }, tag: plan?.tag,
      body: try JSONBody.bytes(of: value), plan: plan)
  }
}

/// Values as the interface writes them.
enum JSONBody {
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
