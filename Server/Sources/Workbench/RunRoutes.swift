import Hummingbird
import WorkbenchStore

/// Runs: wishes for plans, which a process of their own fulfils.
struct RunRoutes {
  let store: Store
  let settings: Settings
  let bell: EventBell

  var routes: [Route] {
    [
      Route(.get, "/runs", .read) { _, _, _ in .json(try await store.runs()) },
      Route(.post, "/runs", .edit) { request, _, person in
        try await add(request, by: person)
      },
      Route(.get, "/runs/{run}", .read) { _, context, _ in
        .json(try await line(try await store.run(try context.number("run"))))
      },
      Route(.post, "/runs/{run}/stop", .edit) { _, context, person in
        let row = try await store.stop(try context.number("run"), by: person)
        await bell.ring()
        return .json(try await line(row), status: .accepted)
      },
    ]
  }

  /// A run, its place in the queue, and what has happened in it.
  private struct Line: Encodable {
    let run: RunRow
    let place: Int?
    let events: [EventRow]
  }

  private func line(_ row: RunRow) async throws -> Line {
    Line(
      run: row, place: try await store.place(ofRun: row.id),
      events: try await store.events(ofRun: row.id))
  }

  private func add(_ request: Request, by person: Person) async throws -> Response {
    let wish = try await request.value(RunRequest.self)
    try wish.check(settings)
    if wish.kind == .replan {
      let plan = try await store.plan(wish.plan)
      guard try await store.version(plan.head, of: wish.plan).broken != nil else {
        throw StoreError.refused("there is no plan yet; plan the shift first")
      }
    }
    let row = try await store.addRun(plan: wish.plan, request: try wish.text(), by: person)
    await bell.ring()
    var response = Response.json(try await line(row), status: .accepted)
    response.headers[.location] = "\(Route.root)/runs/\(row.id)"
    return response
  }
}
