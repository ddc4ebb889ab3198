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
      Route(.post, "/runs", .edit) { request, _, asker in
        try await add(request, for: asker)
      },
      Route(.get, "/runs/{run}", .read) { _, context, _ in
        let id = try context.number("run")
        return .json(try await store.look { try Line(id, in: $0) })
      },
      Route(.post, "/runs/{run}/stop", .edit) { _, context, asker in
        let id = try context.number("run")
        let kept = try await store.answer(asker) { change in
          try .json(Line(try change.stop(id).id, in: change.now), status: .accepted)
        }
        await bell.ring()
        return kept
      },
    ]
  }

  /// A run, its place in the queue, and what has happened in it.
  private struct Line: Encodable {
    let run: RunRow
    let place: Int?
    let events: [EventRow]

    init(_ id: Int, in now: Snapshot) throws {
      run = try now.run(id)
      place = try now.place(ofRun: id)
      events = try now.events(ofRun: id)
    }
  }

  private func add(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let wish = try await request.value(RunRequest.self)
    try wish.check(settings)
    let text = try wish.text()
    let kept = try await store.answer(asker) { change in
      if wish.kind == .replan {
        let plan = try change.now.plan(wish.plan)
        guard try change.now.version(plan.head, of: wish.plan).broken != nil else {
          throw StoreError.refused("there is no plan yet; plan the shift first")
        }
      }
      let id = try change.addRun(plan: wish.plan, request: text).id
      return try .json(
        Line(id, in: change.now), status: .accepted, location: "/runs/\(id)")
    }
    await bell.ring()
    return kept
  }
}
