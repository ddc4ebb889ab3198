import Foundation
import Hummingbird
import Temper
import WorkbenchPlans
import WorkbenchStore

/// Shifts: lists, imports, and the file of one.
struct ShiftRoutes {
  let store: Store

  var routes: [Route] {
    [
      Route(.get, "/instances", .read) { _, _, _ in .json(try await list()) },
      Route(.post, "/instances", .edit) { request, _, asker in
        try await add(request, for: asker)
      },
      Route(.get, "/instances/{instance}", .read) { _, context, _ in
        let json = try await store.instance(try context.number("instance")).json
        return .file(json, type: "application/json", name: "shift.json")
      },
    ]
  }

  /// A shift, without its tables.
  struct Line: Encodable {
    let id: Int
    let name: String
    let author: String
    let at: Double
    let remarks: [String]

    init(_ row: InstanceRow) {
      id = row.id
      name = row.name
      author = row.author
      at = row.at
      remarks = row.remarks.split(separator: "\n").map(String.init)
    }
  }

  /// What is uploaded: the file of a shift, or tables, each with its name and in base 64.
  private struct Upload: Decodable {
    let name: String?
    let document: UploadedFile?
    let tables: [String: UploadedFile]?
    let presence: String?
    let maxStaySteps: Int?
    let shortagePrice, targetPrice, surplusPrice: Double?
    /// When the shift starts, as `08:00`.
    let start: String?
    let cars, stepMinutes, emptyCells: Int?
    /// Outlines of the sectors, as GeoJSON.
    let map: UploadedFile?
  }

  private func list() async throws -> [Line] { try await store.instances().map(Line.init) }

  private func add(_ request: Request, for asker: Asker) async throws -> KeptAnswer {
    let upload = try await request.value(Upload.self)
    let shift = try read(upload)
    let map = try upload.map?.read()
    if let map { _ = try ShiftMap(ShiftImport.Upload(map), of: shift.instance) }
    let json = Array(shift.instance.jsonText().utf8)
    return try await store.answer(asker) { change in
      let row = try change.addInstance(
        name: shift.instance.name, json: json, map: map?.content,
        remarks: shift.remarks.joined(separator: "\n"))
      return try .json(Line(row), status: .created, location: "/instances/\(row.id)")
    }
  }

  private func read(_ upload: Upload) throws -> ShiftImport {
    if let document = upload.document {
      return try ShiftImport(document: ShiftImport.Upload(try document.read()))
    }
    let name = upload.name ?? ""
    guard (1...200).contains(name.count), !name.contains(where: \.isNewline) else {
      throw Problem(.unprocessableContent, "the shift has no name; give it one of 1 to 200 letters")
    }
    var settings = ShiftImport.Settings(name: name)
    settings.presence =
      switch upload.presence {
      case "none": .none
      case "max-stay": .maxStay(limit: min(max(upload.maxStaySteps ?? 2, 1), 10_000))
      default: .noReturn
      }
    func price(_ minutes: Double?) -> Minutes? { minutes.flatMap { Minutes(rounding: $0) } }
    settings.prices = InstanceImport.Prices(
      shortage: price(upload.shortagePrice), target: price(upload.targetPrice),
      surplus: price(upload.surplusPrice))
    settings.cars = try count(upload.cars, "cars", 1...100_000)
    settings.stepMinutes = try count(upload.stepMinutes, "stepMinutes", 1...1440)
    settings.emptyCells = try count(upload.emptyCells, "emptyCells", 0...100_000)
    settings.startMinute = try upload.start.map { try DemandRequest.minutes($0, "start") }
    return try ShiftImport(
      tables: (upload.tables ?? [:]).mapValues { .init(try $0.read()) }, settings)
  }
}

/// A number that a request may have, within a range.
private func count(_ value: Int?, _ key: String, _ range: ClosedRange<Int>) throws(Problem) -> Int?
{
  guard let value else { return nil }
  guard range.contains(value) else {
    throw Problem(
      .unprocessableContent, "\(key): expected \(range.lowerBound) to \(range.upperBound)")
  }
  return value
}

/// A file in a request: what somebody calls it, and its content in base 64.
struct UploadedFile: Decodable {
  let name: String
  let base64: String

  func read() throws -> NamedFile {
    guard (1...200).contains(name.count) else {
      throw Problem(.unprocessableContent, "a file's name has 1 to 200 letters")
    }
    guard let data = Data(base64Encoded: base64) else {
      throw Problem(.badRequest, "\(name): the content is not in base 64")
    }
    return NamedFile(name: name, content: Array(data))
  }
}

extension ShiftImport.Upload {
  init(_ file: NamedFile) { self.init(name: file.name, bytes: file.content) }
}

extension Response {
  /// A page that somebody's data made, for a frame.
  static func page(_ bytes: [UInt8]) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .policy: Guard.framedPolicy,
        .framing: "SAMEORIGIN", .cacheControl: "private, no-cache",
      ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A file to be kept.
  static func file(_ bytes: [UInt8], type: String, name: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
      ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
