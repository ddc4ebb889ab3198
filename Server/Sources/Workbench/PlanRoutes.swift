import Foundation
import Hummingbird
import Temper
import WorkbenchPlans
import WorkbenchStore

/// Plans: lists, edits, going back and forth, publishing.
struct PlanRoutes {
  let store: Store
  let desk: Desk

  var routes: [Route] {
    [
      Route(.get, "/plans", .read) { _, _, _ in
        var lines: [PlanLine] = []
        for row in try await store.plans() { lines.append(try await line(row)) }
        return .json(lines)
      },
      Route(.post, "/plans", .edit) { request, _, person in try await add(request, by: person) },
      Route(.get, "/plans/{plan}", .read) { _, context, _ in
        try await answer(try await store.plan(try context.number("plan")))
      },
      Route(.patch, "/plans/{plan}", .edit) { request, context, person in
        try await edit(try context.number("plan"), request, by: person)
      },
      Route(.post, "/plans/{plan}/undo", .edit) { request, context, person in
        try await go(.undo, try context.number("plan"), request, by: person)
      },
      Route(.post, "/plans/{plan}/redo", .edit) { request, context, person in
        try await go(.redo, try context.number("plan"), request, by: person)
      },
      Route(.post, "/plans/{plan}/restore", .edit) { request, context, person in
        let target = try await request.value(Target.self)
        return try await go(.to(target.version), try context.number("plan"), request, by: person)
      },
      Route(.post, "/plans/{plan}/publish", .publish) { request, context, person in
        let plan = try context.number("plan")
        let note = try await request.value(Note.self).note
        guard note.count <= 1000 else {
          throw Problem(.unprocessableContent, "the note has more than 1000 letters")
        }
        return try await answer(
          try await store.publish(
            plan, revision: try request.revision(of: plan), note: note, by: person))
      },
    ]
  }

  /// A plan, and what its version is worth.
  struct PlanLine: Encodable {
    let plan: PlanRow
    let version: VersionRow
    let canRedo: Bool
  }

  private struct NewPlan: Decodable {
    let instance: Int
    let name: String?
    /// A plan of the shift, as the command line writes it, in base 64.
    let schedule: String?
  }

  private struct Target: Decodable { let version: Int }
  private struct Note: Decodable { let note: String }

  /// What an edit is answered with: the plan, what became other, and all of it to draw.
  private struct EditAnswer: Encodable {
    let plan: PlanRow
    let version: VersionRow
    let change: PlanChange
    let view: PlanView
    let canRedo: Bool
  }

  private func line(_ row: PlanRow) async throws -> PlanLine {
    PlanLine(
      plan: row, version: try await store.version(row.head, of: row.id),
      canRedo: try await store.isParent(row.head, of: row.id))
  }

  private func answer(_ row: PlanRow) async throws -> Response {
    .json(try await line(row), tag: row.tag)
  }

  private func add(_ request: Request, by person: Person) async throws -> Response {
    let wish = try await request.value(NewPlan.self)
    let shift = try await store.instance(wish.instance)
    let bytes = try wish.schedule.map { text in
      guard let data = Data(base64Encoded: text) else {
        throw Problem(.badRequest, "schedule: the content is not in base 64")
      }
      return Array(data)
    }
    let work = try WorkPlan(instance: shift.json, schedule: bytes)
    let name = wish.name.map { String($0.prefix(200)) } ?? shift.row.name
    let row = try await store.addPlan(
      name: name, instance: wish.instance,
      NewVersion(
        work, words: bytes == nil ? "imported" : "imported with a plan",
        fact: "{\"kind\":\"\(bytes == nil ? "imported" : "imported-plan")\"}", shift: false),
      by: person)
    await desk.keep(work, plan: row.id, version: row.head)
    var response = try await answer(row)
    response.status = .created
    response.headers[.location] = "\(Route.root)/plans/\(row.id)"
    return response
  }

  private func edit(
    _ plan: Int, _ request: Request, by person: Person
  ) async throws -> Response {
    let revision = try request.revision(of: plan)
    let change = try await request.value(PlanEdit.self)
    let row = try await store.plan(plan)
    guard row.revision == revision else { throw StoreError.stale(revision: row.revision) }
    let before = try await desk.plan(plan, version: row.head)
    let after = try before.applying(change)
    let new = try await store.edit(
      plan, revision: revision,
      NewVersion(
        after, words: change.words, fact: change.fact, shift: after.instance != before.instance),
      action: "edit", by: person)
    await desk.keep(after, plan: plan, version: new.head)
    return try await answer(new, from: before, to: after)
  }

  private func go(
    _ step: Store.Step, _ plan: Int, _ request: Request, by person: Person
  ) async throws -> Response {
    let revision = try request.revision(of: plan)
    let before = try await store.plan(plan)
    let row = try await store.go(step, plan, revision: revision, by: person)
    return try await answer(
      row, from: try await desk.plan(plan, version: before.head),
      to: try await desk.plan(plan, version: row.head))
  }

  private func answer(
    _ row: PlanRow, from before: WorkPlan, to after: WorkPlan
  ) async throws -> Response {
    let line = try await line(row)
    return .json(
      EditAnswer(
        plan: row, version: line.version, change: try PlanChange(from: before, to: after),
        view: PlanView(after), canRedo: line.canRedo), tag: row.tag)
  }
}

extension NewVersion {
  /// A plan as it is kept; `shift` says whether its shift is other than that of the version before.
  init(_ work: WorkPlan, words: String, fact: String?, shift: Bool) {
    self.init(
      instance: shift ? work.instanceBytes : nil, schedule: work.scheduleBytes, words: words,
      fact: fact,
      minutes: work.minutes, broken: work.broken)
  }
}
