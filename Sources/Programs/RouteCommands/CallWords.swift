import ArgumentParser
import CommandSupport
import PatrolRouting
import RouteOutput

/// A call as users write it, `12@95+20`: the node, the time, how long it is served for.
struct CallWords {
  /// The number of the unit whose district the node is in.
  let unit: Int
  let call: CallResponse.Call

  /// Reads a call of a time within the horizon.
  ///
  /// - Throws: ``Failure`` if it cannot be read, or is elsewhere.
  init(_ words: String, of content: RoutePolicyDocument.Content, before horizon: Double) throws {
    let parts = words.split(separator: "@", omittingEmptySubsequences: false)
    let times = parts.last?.split(separator: "+", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, times.count == 2, let time = Double(times[0]),
      let service = Double(times[1]), time >= 0, time < horizon, service >= 0, service <= 1e9
    else {
      throw Failure(
        .validationFailure,
        "--call \(words): expected node@time+service, as 12@95+20, with a time from 0 to below "
          + "\(horizon)")
    }
    guard let (unit, node) = content.place(of: String(parts[0])) else {
      throw Failure(.invalidData, "--call \(words): no node \"\(parts[0])\" on the map")
    }
    self.unit = unit
    call = CallResponse.Call(node: node, time: time, service: service)
  }
}

extension RoutePolicyDocument.Content {
  /// The unit that has a node, and its number there.
  func place(of id: String) -> (unit: Int, node: Int)? {
    units.indices.lazy.compactMap { unit in self.units[unit].node(id).map { (unit, $0) } }.first
  }
}

/// Reads a temperature: units of reward, or with % a share of the best route's.
func parseTemperature(_ text: String) throws -> RouteTemperature {
  let isShare = text.hasSuffix("%")
  guard let value = Double(isShare ? String(text.dropLast()) : text), value >= 0, value <= 1e9
  else {
    throw ValidationError(
      "'\(text)' is no temperature: expected a number of at least 0, or a percentage as 2%.")
  }
  return isShare ? .share(value / 100) : .reward(value)
}

/// Reads a time of day such as `22:30`, in minutes.
func parseClock(_ text: String) throws -> Int {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
    let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
  else { throw ValidationError("'\(text)' is no time of day: expected one such as 22:30.") }
  return 60 * hour + minute
}

extension String {
  /// The text with blanks up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
