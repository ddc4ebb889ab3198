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
        let rows = try await store.plans()
        return .json(try await store.look { now in try rows.map { try PlanLine($0, in: now) } })
      },
      Route(.post, "/plans", .edit) { request, _, asker in try await add(request, for: asker) },
      Route(.get, "/plans/{plan}", .read) { _, context, _ in
        let plan = try context.number("plan")
        let line = try await store.look { try PlanLine(try $0.plan(plan), in: $0) }
        return .json(line, tag: line.plan.tag)
      },
      Route(.patch, "/plans/{plan}", .edit) { request, context, asker in
        try await edit(try context.number("plan"), request, for: asker)
      },
      Route(.post, "/plans/{plan}/undo", .edit) { request, context, asker in
        try await go(.undo, try context.number("plan"), request, for: asker)
      },
      Route(.post, "/plans/{plan}/redo", .edit) { request, context, asker in
        try await go(.redo, try context.number("plan"), request, for: asker)
      },
      Route(.post, "/plans/{plan}/restore", .edit) { request, context, asker in
        let target = try await request.value(Target.self)
        return try await go(.to(target.version), try context.number("plan"), request, for: asker)
      },
      Route(.post, "/plans/{plan}/publish", .publish) { request, context, asker in
        try await publish(try context.number("plan"), request, for: asker)
      },
    ]
  }

  /// A plan, and what its version is worth.
  struct PlanLine: Encodable {
    let plan: PlanRow
    let version: VersionRow
    let canRedo: Bool

    init(_ row: PlanRow, in now: Snapshot) throws {
      plan = row
      version = try now.version(row.head, of: row.id)
      canRedo = try now.isParent(row.head, of: row.id)
    }
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

    /// `row` is the plan as it is after the edit.
    init(_ row: PlanRow, _ change: PlanChange, _ view: PlanView, in now: Snapshot) throws {
      let line = try PlanLine(row, in: now)
      (plan, version, canRedo) = (row, line.version, line.canRedo)
      (self.change, self.view) = (change, view)
    }
  }

  private func add(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
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
    let kind = bytes == nil ? "imported" : "imported-plan"
    let first = NewVersion(
      work, words: bytes == nil ? "imported" : "imported with a plan",
      fact: "{\"kind\":\"\(kind)\"}", shift: false)
    let kept = try await store.answer(asker) { change in
      let row = try change.addPlan(name: name, instance: wish.instance, first)
      return try .json(
        PlanLine(row, in: change.now), status: .created, location: "/plans/\(row.id)", plan: row)
    }
    await remember(work, of: kept)
    return kept
  }

  private func edit(_ plan: Int, _ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let revision = try request.revision(of: plan)
    let wish = try await request.value(PlanEdit.self)
    let before = try await desk.plan(plan, version: try await head(of: plan, at: revision))
    let after = try before.applying(wish)
    let (change, view) = (try PlanChange(from: before, to: after), PlanView(after))
    let version = NewVersion(
      after, words: wish.words, fact: wish.fact, shift: after.instance != before.instance)
    let kept = try await store.answer(asker) { making in
      let row = try making.edit(plan, revision: revision, version, action: "edit")
      return try .json(EditAnswer(row, change, view, in: making.now), plan: row)
    }
    await remember(after, of: kept)
    return kept
  }

  private func go(
    _ step: Store.Step, _ plan: Int, _ request: Request, for asker: Asker
  ) async throws -> KeptAnswer {
    let revision = try request.revision(of: plan)
    let before = try await desk.plan(plan, version: try await head(of: plan, at: revision))
    let target = try await store.look { try $0.target(of: step, in: plan) }
    let after = try await desk.plan(plan, version: target)
    let (change, view) = (try PlanChange(from: before, to: after), PlanView(after))
    return try await store.answer(asker) { making in
      let row = try making.go(.to(target), plan, revision: revision)
      return try .json(EditAnswer(row, change, view, in: making.now), plan: row)
    }
  }

  private func publish(
    _ plan: Int, _ request: Request, for asker: Asker
  ) async throws -> KeptAnswer {
    let note = try await request.value(Note.self).note
    guard note.count <= 1000 else {
      throw Problem(.unprocessableContent, "the note has more than 1000 letters")
    }
    let revision = try request.revision(of: plan)
    return try await store.answer(asker) { change in
      let row = try change.publish(plan, revision: revision, note: note)
      return try .json(PlanLine(row, in: change.now), plan: row)
    }
  }

  /// The version that is worked on, if the plan has this revision still.
  private func head(of plan: Int, at revision: Int) async throws -> Int {
    let row = try await store.plan(plan)
    guard row.revision == revision else { throw StoreError.stale(revision: row.revision) }
    return row.head
  }

  /// Keeps the version that was just made at hand.
  private func remember(_ work: WorkPlan, of kept: KeptAnswer) async {
    guard let row = kept.answer.plan else { return }
    await desk.keep(work, plan: row.id, version: row.head)
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
