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
      Route(.post, "/studies", .edit) { request, _, person in try await add(request, by: person) },
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

  private func add(_ request: Request, by person: Person) async throws -> Response {
    let upload = try await request.value(Upload.self)
    let file = try upload.file.read()
    let shift = try upload.shift?.read()
    let page = try await solver.page(of: file, shift: shift)
    let row = try await store.addStudy(
      name: String((upload.name ?? file.name).prefix(200)), content: file.content,
      shift: shift?.content, page: page, by: person)
    var response = Response.json(row, status: .created)
    response.headers[.location] = "\(Route.root)/studies/\(row.id)/page"
    return response
  }
}
