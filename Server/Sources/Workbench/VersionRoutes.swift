import Foundation
import Hummingbird
import Temper
import WorkbenchPlans
import WorkbenchStore

/// Versions of plans, which never change: to look at, to compare, to ask about, to export.
struct VersionRoutes {
  let store: Store
  let desk: Desk
  let solver: Solver

  var routes: [Route] {
    [
      Route(.get, "/plans/{plan}/versions", .read) { _, context, _ in
        .json(try await store.versions(of: try context.number("plan")))
      },
      Route(.get, "/plans/{plan}/versions/{version}", .read) { request, context, _ in
        try await look(
          try context.number("plan"), try context.number("version"), request)
      },
      Route(.get, "/plans/{plan}/versions/{version}/instance", .read) { _, context, _ in
        let files = try await store.files(
          ofVersion: try context.number("version"), of: try context.number("plan"))
        return .file(files.instance, type: "application/json", name: "shift.json")
      },
      Route(.get, "/plans/{plan}/versions/{version}/changes", .read) { request, context, _ in
        let plan = try context.number("plan")
        guard let first = request.query("since").flatMap(Int.init), first > 0 else {
          throw Problem(.badRequest, "since: name the version to compare with")
        }
        let work = try await desk.plan(plan, version: first)
        let second = try await desk.plan(plan, version: try context.number("version"))
        return .json(try PlanChange(from: work, to: second))
      },
      Route(.get, "/plans/{plan}/outlines", .read) { _, context, _ in
        try await outlines(try context.number("plan"))
      },
      Route(.get, "/plans/{plan}/cells/{car}/{step}/why", .read) { request, context, _ in
        try await explain(request, context, candidates: false)
      },
      Route(.get, "/plans/{plan}/cells/{car}/{step}/candidates", .read) { request, context, _ in
        try await explain(request, context, candidates: true)
      },
      Route(.get, "/plans/{plan}/export.{form}", .read) { request, context, _ in
        try await export(request, context)
      },
    ]
  }

  private struct Look: Encodable {
    let version: VersionRow
    let view: PlanView
  }

  private func look(_ plan: Int, _ version: Int, _ request: Request) async throws -> Response {
    let row = try await store.version(version, of: plan)
    // Being published is all that can happen to a version.
    let tag = "\"version-\(plan)-\(version)-\(row.publishedAt == nil ? "draft" : "published")\""
    if request.headers[.ifNoneMatch] == tag {
      return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "private"])
    }
    let work = try await desk.plan(plan, version: version)
    var response = Response.json(Look(version: row, view: PlanView(work)), tag: tag)
    response.headers[.cacheControl] = "private, no-cache"
    return response
  }

  private func explain(
    _ request: Request, _ context: WorkbenchContext, candidates: Bool
  ) async throws -> Response {
    let plan = try context.number("plan")
    let work = try await desk.plan(plan, version: try await version(request, of: plan))
    let (car, step) = (try context.name("car"), try context.number("step"))
    return .json(
      try await Bench.work {
        try CellAnswer(car: car, step: step, of: work, candidates: candidates)
      })
  }

  /// The version that the query names, or the one that is worked on.
  private func version(_ request: Request, of plan: Int) async throws -> Int {
    guard let text = request.query("version") else { return try await store.plan(plan).head }
    guard let version = Int(text), version > 0 else {
      throw Problem(.badRequest, "version: name one by its number")
    }
    return version
  }

  /// The outlines of each sector, in the order of the plan's view; none where there is no map.
  private func outlines(_ plan: Int) async throws -> Response {
    let head = try await store.plan(plan).head
    guard let map = try await store.map(ofPlan: plan) else { return .json([[[[Double]]]]()) }
    let work = try await desk.plan(plan, version: head)
    let upload = ShiftImport.Upload(name: "the map", bytes: map)
    return .json(try ShiftMap(upload, of: work.instance).rings)
  }

  // MARK: - Exports

  private func export(_ request: Request, _ context: WorkbenchContext) async throws -> Response {
    let plan = try context.number("plan")
    let version = try await version(request, of: plan)
    let form = try context.name("form")
    let row = try await store.version(version, of: plan)
    let export = try await export(form, row, request)
    // The name is made of numbers alone, whatever the plan is called.
    return .file(export.bytes, type: export.type, name: "plan-\(plan)-\(version).\(form)")
  }

  private func export(
    _ form: String, _ row: VersionRow, _ request: Request
  ) async throws -> PlanExport {
    let work = try await desk.plan(row.plan, version: row.n)
    let made = "the workbench, plan \(row.plan), version \(row.n)"
    switch form {
    case "csv": return try .csv(work)
    case "xlsx": return try .xlsx(work, program: "Temper", command: made)
    case "ics": return try await calendar(of: work, row, request, made: made)
    case "html":
      return PlanExport(
        bytes: try await solver.page(
          of: work, day: request.query("date"), map: try await store.map(ofPlan: row.plan)),
        type: "text/html; charset=utf-8")
    default:
      throw Problem(.notFound, "plans are exported as csv, xlsx, ics and html")
    }
  }

  /// The calendar of a version: the next revision of what was published before it.
  private func calendar(
    of work: WorkPlan, _ row: VersionRow, _ request: Request, made: String
  ) async throws -> PlanExport {
    guard let date = request.query("date"), let zone = request.query("timeZone") else {
      throw Problem(.badRequest, "a calendar needs date and timeZone: when the shift starts")
    }
    let earlier = try await store.versions(of: row.plan)
      .first { $0.n < row.n && $0.publishedAt != nil }
    let before: WorkPlan? =
      if let earlier { try await desk.plan(row.plan, version: earlier.n) } else { nil }
    return try .ics(
      work, date: date, timeZone: zone, since: before,
      modified: Int(row.publishedAt ?? row.at), program: "Temper", command: made)
  }
}
