import Foundation
import Hummingbird
import WorkbenchStore

/// Studies, comparisons and results that the command line made, to be looked at.
struct StudyRoutes {
  let store: Store
  let solver: Solver

  var routes: [Route] {
    [
      Route(.get, "/studies", .read) { _, _, _ in .json(try await store.studies()) },
      Route(.post, "/studies", .edit) { request, _, asker in try await add(request, for: asker) },
      Route(.get, "/studies/{study}/page", .read) { _, context, _ in
        .page(try await store.page(ofStudy: try context.number("study")))
      },
    ]
  }

  private struct Upload: Decodable {
    let name: String?
    let file: UploadedFile
    /// The file of the shift that a result is of, as it was when that was made.
    let shift: UploadedFile?
  }

  private func add(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let upload = try await request.value(Upload.self)
    let file = try upload.file.read()
    let shift = try upload.shift?.read()
    let page = try await solver.page(of: file, shift: shift)
    return try await store.answer(asker) { change in
      let row = try change.addStudy(
        name: String((upload.name ?? file.name).prefix(200)), content: file.content,
        shift: shift?.content, page: page)
      return try .json(row, status: .created, location: "/studies/\(row.id)/page")
    }
  }
}
