import Foundation
import PatrolModel
import Texts

/// The response of an OSRM table request: seconds between points, and where the points are.
///
/// project-osrm.org, "Table service", HTTP API version 1.
struct OSRMTable {
  let file: String
  /// Where the points are that legs start from, in order; `nil` where the response does not say.
  let positions: [Sector.Position?]
  private let journal: ImportJournal
  private let response: Response
  private let seconds: [[Double?]]

  init(parsing source: InstanceImport.File, _ journal: ImportJournal) throws(ImportError) {
    file = source.name
    self.journal = journal
    guard source.bytes.count <= TextSize.most else {
      throw ImportError(
        source.name, .file, found: TextSize.inWords(source.bytes.count),
        expected: "a file of at most \(TextSize.inWords(TextSize.most))")
    }
    let response: Response
    do {
      response = try JSONDecoder().decode(Response.self, from: Data(source.bytes))
    } catch let cause as DecodingError {
      throw Self.error(cause, file: source.name)
    } catch {
      throw ImportError(
        source.name, .file, found: "no JSON", expected: "save the response of the table service")
    }
    guard response.code == "Ok", let durations = response.durations else {
      let reason = response.code == "Ok" ? "but no durations" : response.message
      throw ImportError(
        source.name, .path("code"),
        found: response.code.quoted + (reason.map { ", \($0.escaped)" } ?? ""),
        expected: Self.advice(for: response.code))
    }
    self.response = response
    seconds = durations
    positions = durations.indices.map { index in
      response.sources?.dropFirst(index).first?.position
    }
  }

  /// What to do about an answer that is no table (HTTP API version 1, "Responses").
  private static func advice(for code: String) -> String {
    switch code {
    case "Ok": "ask the table service again, with annotations=duration"
    case "TooBig": "ask in parts, or let the server take larger tables (its max-table-size)"
    case "NoSegment": "move the point that the message names to a road, or widen radiuses"
    case "NoTable": "move points to roads that are connected"
    case "InvalidUrl", "InvalidService", "InvalidVersion", "InvalidOptions", "InvalidQuery",
      "InvalidValue":
      "mend the request as its message says"
    default: "save the answer of a table request, whose code is \"Ok\""
    }
  }

  /// The legs between sectors, which must be as many as there are points, in their order.
  ///
  /// - Parameter sectors: The sectors, with positions where they are known.
  /// - Returns: The legs; `nil` if what is wrong with them was reported.
  /// - Throws: ``ImportError`` if the points are not those of the sectors.
  func times(for sectors: [Sector]) throws(ImportError) -> TravelTimes? {
    let ids = sectors.map(\.id)
    guard seconds.count == ids.count else {
      throw ImportError(
        file, .path("durations"), found: "\(seconds.count) rows",
        expected: "one for each of the \(ids.count) sectors, in their order")
    }
    try checkPoints(of: sectors)
    var tenths: [Int32] = []
    for (origin, durations) in seconds.enumerated() {
      guard durations.count == ids.count else {
        throw ImportError(
          file, .path("durations[\(origin)]"), found: "\(durations.count) numbers",
          expected: "one for each of the \(ids.count) sectors, in their order")
      }
      for (destination, duration) in durations.enumerated() {
        let leg = journal.collect { () throws(ImportError) in
          try self.leg(
            duration, from: (origin, ids[origin]), to: (destination, ids[destination]))
        }
        tenths.append(Int32(leg?.tenths ?? 0))
      }
    }
    guard journal.errors.isEmpty else { return nil }
    if ids.count > 1, tenths.allSatisfy({ $0 == 0 }) {
      throw ImportError(
        file, .path("durations"),
        found: "0 seconds between all points"
          + (OSRMPoints.areOne(positions) ? ", which are at one place" : ""),
        expected: "ask for the sectors' own points, longitude before latitude")
    }
    noteEstimates(ids)
    // What differs by less is how computers write sixths.
    let isExact = seconds.joined().compactMap(\.self).allSatisfy {
      abs($0 / 6 - ($0 / 6).rounded()) < 1e-6
    }
    if !isExact { journal.note(file, "legs are rounded to tenths of a minute") }
    return TravelTimes(sectorCount: ids.count, tenths: tenths)
  }

  /// Looks at where the points are before anything is made of the times between them.
  private func checkPoints(of sectors: [Sector]) throws(ImportError) {
    for (list, points) in [("sources", response.sources), ("destinations", response.destinations)] {
      guard let points, !points.isEmpty, points.count != sectors.count else { continue }
      throw ImportError(
        file, .path(list), found: "\(points.count) points",
        expected: "one for each of the \(sectors.count) sectors, in their order")
    }
    let points = OSRMPoints(file: file, sectors: sectors, journal: journal)
    if let destinations = response.destinations, !destinations.isEmpty {
      try points.checkDestinations(destinations.map(\.position), sources: positions)
    }
    try points.checkSources(positions, snaps: (response.sources ?? []).map(\.distance))
  }

  /// Says which times are no ways by road but estimates of the service.
  private func noteEstimates(_ ids: [Sector.ID]) {
    let cells = response.fallbackCells ?? []
    guard let first = cells.first else { return }
    let isKnown = first.count == 2 && first.allSatisfy(ids.indices.contains)
    journal.warn(
      file,
      "fallback_speed_cells: \(cells.count) of the times are estimates along straight lines"
        + (isKnown ? ", first that from sector \(ids[first[0]]) to \(ids[first[1]])" : ""))
  }

  private func leg(
    _ seconds: Double?, from origin: (index: Int, id: Sector.ID),
    to destination: (index: Int, id: Sector.ID)
  ) throws(ImportError) -> Minutes {
    let place = ImportError.Place.path("durations[\(origin.index)][\(destination.index)]")
    // Other services leave the way from a point to itself out.
    if origin.index == destination.index, seconds == nil { return .zero }
    guard let seconds else {
      throw ImportError(
        file, place, found: "no way by road from sector \(origin.id) to \(destination.id)",
        expected: "move their points to a road that both can reach")
    }
    guard let minutes = Minutes(leg: seconds / 60) else {
      throw ImportError(
        file, place, found: "\(seconds) seconds",
        expected: "seconds of travel, from 0 to \(TravelTimes.longestLeg.tenths * 6)")
    }
    if origin.index == destination.index, minutes != .zero {
      throw ImportError(
        file, place, found: "\(seconds) seconds from sector \(origin.id) to itself",
        expected: "ask for the same points, in the same order, as sources and destinations")
    }
    return minutes
  }

  private static func error(_ cause: DecodingError, file: String) -> ImportError {
    let (context, found): (DecodingError.Context, String) =
      switch cause {
      case .typeMismatch(_, let context): (context, "a value of another kind")
      case .valueNotFound(_, let context): (context, "null")
      case .keyNotFound(let key, let context): (context, "no \(key.stringValue.quoted)")
      case .dataCorrupted(let context): (context, "no valid JSON")
      @unknown default:
        (.init(codingPath: [], debugDescription: ""), "no valid JSON")
      }
    let path = context.codingPath.reduce(into: "") { path, key in
      path += key.intValue.map { "[\($0)]" } ?? (path.isEmpty ? "" : ".") + key.stringValue
    }
    return ImportError(
      file, path.isEmpty ? .file : .path(path), found: found,
      expected: "save the response of the table service as it is")
  }

  private struct Response: Decodable {
    struct Waypoint: Decodable {
      let location: [Double]
      /// How far the point on the road is from the one that was asked for, in metres.
      let distance: Double?

      /// The place, if it is one on Earth.
      var position: Sector.Position? {
        guard location.count == 2, abs(location[0]) <= 180, abs(location[1]) <= 90 else {
          return nil
        }
        return Sector.Position(longitude: location[0], latitude: location[1])
      }
    }

    let code: String
    let message: String?
    let durations: [[Double?]]?
    let sources: [Waypoint]?
    let destinations: [Waypoint]?
    let fallbackCells: [[Int]]?

    enum CodingKeys: String, CodingKey {
      case code, message, durations, sources, destinations
      case fallbackCells = "fallback_speed_cells"
    }
  }
}
