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
      Route(.post, "/incidents", .edit) { request, _, asker in
        try await upload(request, for: asker)
      },
      Route(.get, "/demands", .read) { _, _, _ in .json(try await store.demands()) },
      Route(.post, "/demands", .edit) { request, _, asker in try await add(request, for: asker) },
      Route(.get, "/demands/{demand}", .read) { _, context, _ in
        let id = try context.number("demand")
        let body = try await store.look { try Self.body(of: id, in: $0) }
        return Response(
          status: .ok, headers: [.contentType: "application/json"],
          body: .init(byteBuffer: ByteBuffer(bytes: body)))
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

  private func upload(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let upload = try await request.value(Upload.self)
    guard (1...Self.mostFiles).contains(upload.files.count) else {
      throw Problem(.unprocessableContent, "files: expected 1 to \(Self.mostFiles)")
    }
    let files = try upload.files.map { try $0.read() }
    guard !files.contains(where: { $0.name.contains(where: \.isNewline) }) else {
      throw Problem(.unprocessableContent, "a file's name has a line break")
    }
    return try await store.answer(asker) { change in
      let row = try change.addIncidents(
        name: String((upload.name ?? files[0].name).prefix(200)), files: files)
      return try .json(Records(row), status: .created, location: "/incidents")
    }
  }

  private func add(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let wish = try await request.value(DemandRequest.self)
    try wish.check(settings)
    let text = try wish.text()
    let kept = try await store.answer(asker) { change in
      let run = try change.addDemand(
        name: wish.name ?? "demand", incidents: wish.incidents, shift: wish.instance,
        request: text)
      let id = run.demand ?? 0
      return Answer(
        status: HTTPResponse.Status.accepted.code, location: "\(Route.root)/demands/\(id)",
        body: try Self.body(of: id, in: change.now))
    }
    await bell.ring()
    return kept
  }

  /// A demand, the run that finds it, and what it found: the document is JSON as it is.
  private static func body(of id: Int, in now: Snapshot) throws -> [UInt8] {
    let row = try JSONBody.bytes(of: try now.demand(id))
    let run = try JSONBody.bytes(of: try now.run(ofDemand: id))
    let found = try now.part(.document, ofDemand: id).map { Array(",\"found\":".utf8) + $0 }
    return Array("{\"demand\":".utf8) + row + Array(",\"run\":".utf8) + run + (found ?? [])
      + Array("}".utf8)
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
