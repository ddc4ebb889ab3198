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
    let run = try Self.number(request.query("run"), in: 1...Int.max, "run: expected its number")
    if let run { _ = try await store.run(run) }
    let wait = try Self.number(
      request.query("wait"), in: 0...Self.longestWait,
      "wait: expected 0 to \(Self.longestWait) seconds")
    let known = try Self.number(
      request.headers[.lastEvent] ?? request.query("after"), in: 0...Int.max,
      "after: expected the number of an event")
    // Without a place to go on from, a run is told from its beginning, all else from now on.
    let now = try await store.lastEvent()
    let first = known ?? (run == nil ? now : 0)
    let end = wait.map { ContinuousClock.now + .seconds($0) }
    let (store, bell) = (store, bell)
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream"],
      body: .init { writer in
        var last = first
        let alarm = end.map { end in
          Task {
            try await Task.sleep(until: end, clock: .continuous)
            await bell.ring()
          }
        }
        defer { alarm?.cancel() }
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
          if let end, ContinuousClock.now >= end { break news }
        }
        try await writer.finish(nil)
      })
  }

  /// Who asks for less than a stream without end waits so many seconds at most.
  private static let longestWait = 3600

  private static func number(
    _ text: String?, in range: ClosedRange<Int>, _ words: String
  ) throws(Problem) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), range.contains(number) else { throw Problem(.badRequest, words) }
    return number
  }

  /// The event's own JSON with whose it is; it has no line breaks.
  private static func data(_ event: EventRow) -> String {
    "{\"plan\":\(event.plan.map(String.init) ?? "null"),\"run\":\(event.run.map(String.init) ?? "null"),\"at\":\(event.at),"
      + "\"what\":\(event.json)}"
  }
}
