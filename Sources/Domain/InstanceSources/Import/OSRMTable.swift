import Foundation
import PatrolModel
import Texts

/// The response of an OSRM table request: seconds between points, and where the points are.
///
/// project-osrm.org, "Table service", HTTP API version 1.
struct OSRMTable {
  /// Where the points are, in order; `nil` where the response does not say.
  let positions: [Sector.Position?]
  private let file: String
  private let seconds: [[Double?]]

  init(parsing source: InstanceImport.File) throws(ImportError) {
    file = source.name
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
        expected: "ask the table service again, with annotations=duration")
    }
    seconds = durations
    positions = durations.indices.map { index in
      guard let location = response.sources?.dropFirst(index).first?.location,
        location.count == 2, abs(location[0]) <= 180, abs(location[1]) <= 90
      else { return nil }
      return Sector.Position(longitude: location[0], latitude: location[1])
    }
  }

  /// The legs between sectors, which must be as many as there are points.
  func times(for ids: [Sector.ID]) throws(ImportError) -> TravelTimes {
    guard seconds.count == ids.count else {
      throw ImportError(
        file, .path("durations"), found: "\(seconds.count) rows",
        expected: "one for each of the \(ids.count) sectors, in their order")
    }
    var tenths: [Int32] = []
    for (origin, durations) in seconds.enumerated() {
      guard durations.count == ids.count else {
        throw ImportError(
          file, .path("durations[\(origin)]"), found: "\(durations.count) numbers",
          expected: "one for each of the \(ids.count) sectors, in their order")
      }
      for (destination, duration) in durations.enumerated() {
        let leg = try leg(
          duration, from: (origin, ids[origin]), to: (destination, ids[destination]))
        tenths.append(Int32(leg.tenths))
      }
    }
    return TravelTimes(sectorCount: ids.count, tenths: tenths)
  }

  private func leg(
    _ seconds: Double?, from origin: (index: Int, id: Sector.ID),
    to destination: (index: Int, id: Sector.ID)
  ) throws(ImportError) -> Minutes {
    let place = ImportError.Place.path("durations[\(origin.index)][\(destination.index)]")
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
    }

    let code: String
    let message: String?
    let durations: [[Double?]]?
    let sources: [Waypoint]?
  }
}
