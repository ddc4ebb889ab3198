import Hummingbird
import ServiceLifecycle
import WorkbenchStore

/// What happens, as one stream for a page: server-sent events whose identifiers are row numbers, so that
/// a browser that was cut off goes on where it was.
struct EventRoutes {
  let store: Store
  let bell: EventBell

  var routes: [Route] {
    [
      Route(.get, "/events", .read) { request, _, _ in try await stream(request) },
      Route(.get, "/audit", .publish) { _, _, _ in .json(try await store.audit()) },
      Route(.get, "/session", .read) { _, _, person in .json(person) },
      Route(.delete, "/session", .read) { request, _, _ in
        if let token = request.cookie(Guard.cookie) {
          try await store.signOut(session: Digest.text(of: token))
        }
        return Response(status: .noContent)
      },
    ]
  }

  private func stream(_ request: Request) async throws -> Response {
    let run = request.query("run").flatMap(Int.init)
    if let run { _ = try await store.run(run) }
    let known = request.headers[.lastEvent] ?? request.query("after")
    // Without a place to go on from, a run is told from its beginning, all else from now on.
    let first: Int
    if let known {
      guard let number = Int(known), number >= 0 else {
        throw Problem(.badRequest, "after: expected the number of an event")
      }
      first = number
    } else {
      first = run == nil ? try await store.lastEvent() : 0
    }
    let (store, bell) = (store, bell)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream"],
      body: .init { writer in
        var last = first
        try await writer.write(ByteBuffer(string: "retry: 500\n\n"))
        news: for await _ in await bell.listen().cancelOnGracefulShutdown() {
          // A comment shows whether anybody listens still.
          var text = ": \(last)\n\n"
          for event in try await store.events(after: last) {
            last = event.id
            guard run == nil || event.run == run else { continue }
            text += "id: \(event.id)\nevent: \(event.kind)\ndata: \(Self.data(event))\n\n"
          }
          if let run, try await store.run(run).state.isOver {
            try await writer.write(ByteBuffer(string: text + "event: done\ndata: {}\n\n"))
            break news
          }
          try await writer.write(ByteBuffer(string: text))
        }
        try await writer.finish(nil)
      })
  }

  /// The event's own JSON with whose it is; it has no line breaks.
  private static func data(_ event: EventRow) -> String {
    "{\"plan\":\(event.plan),\"run\":\(event.run.map(String.init) ?? "null"),\"at\":\(event.at),"
      + "\"what\":\(event.json)}"
  }
}
