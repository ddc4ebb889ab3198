import Foundation
import Hummingbird
import WorkbenchStore

/// Records of incidents, and what a shift needs by them: found by a run, like plans.
struct DemandRoutes {
  let store: Store
  let settings: Settings
  let bell: EventBell

  var routes: [Route] {
    [
      Route(.get, "/incidents", .read) { _, _, _ in
        .json(try await store.incidents().map(Records.init))
      },
      Route(.post, "/incidents", .edit) { request, _, person in
        try await upload(request, by: person)
      },
      Route(.get, "/demands", .read) { _, _, _ in .json(try await store.demands()) },
      Route(.post, "/demands", .edit) { request, _, person in try await add(request, by: person) },
      Route(.get, "/demands/{demand}", .read) { _, context, _ in
        try await look(at: try context.number("demand"))
      },
      Route(.get, "/demands/{demand}/pages/{page}", .read) { _, context, _ in
        try await page(try context.name("page"), of: try context.number("demand"))
      },
    ]
  }

  /// Files that were uploaded together.
  private struct Records: Encodable {
    let id: Int
    let name: String
    let files: [String]
    let author: String
    let at: Double

    init(_ row: IncidentsRow) {
      (id, name, author, at) = (row.id, row.name, row.author, row.at)
      files = row.files.split(separator: "\n").map(String.init)
    }
  }

  private struct Upload: Decodable {
    let name: String?
    let files: [UploadedFile]
  }

  /// More files than these are no upload by hand.
  private static let mostFiles = 100

  private func upload(_ request: Request, by person: Person) async throws -> Response {
    let upload = try await request.value(Upload.self)
    guard (1...Self.mostFiles).contains(upload.files.count) else {
      throw Problem(.unprocessableContent, "files: expected 1 to \(Self.mostFiles)")
    }
    let files = try upload.files.map { try $0.read() }
    guard !files.contains(where: { $0.name.contains(where: \.isNewline) }) else {
      throw Problem(.unprocessableContent, "a file's name has a line break")
    }
    let row = try await store.addIncidents(
      name: String((upload.name ?? files[0].name).prefix(200)), files: files, by: person)
    var response = Response.json(Records(row), status: .created)
    response.headers[.location] = "\(Route.root)/incidents"
    return response
  }

  private func add(_ request: Request, by person: Person) async throws -> Response {
    let wish = try await request.value(DemandRequest.self)
    try wish.check(settings)
    let run = try await store.addDemand(
      name: wish.name ?? "demand", incidents: wish.incidents, shift: wish.instance,
      request: try wish.text(), by: person)
    await bell.ring()
    let id = run.demand ?? 0
    var response = try await look(at: id)
    response.status = .accepted
    response.headers[.location] = "\(Route.root)/demands/\(id)"
    return response
  }

  /// A demand, the run that finds it, and what it found: the document is JSON as it is.
  private func look(at id: Int) async throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let row = try encoder.encode(try await store.demand(id))
    let run = try encoder.encode(try await store.run(ofDemand: id))
    let found = try await store.part(.document, ofDemand: id)
    var body = ByteBuffer(string: "{\"demand\":")
    body.writeBytes(row)
    body.writeString(",\"run\":")
    body.writeBytes(run)
    if let found {
      body.writeString(",\"found\":")
      body.writeBytes(found)
    }
    body.writeString("}")
    return Response(
      status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
  }

  private func page(_ name: String, of id: Int) async throws -> Response {
    let part: Store.DemandPart
    switch name {
    case "forecast": part = .forecastPage
    case "demand": part = .demandPage
    default: throw Problem(.notFound, "there are the pages forecast and demand")
    }
    guard let page = try await store.part(part, ofDemand: id) else {
      throw StoreError.missing("page yet: the run goes on, or came to nothing")
    }
    return .page(page)
  }
}
