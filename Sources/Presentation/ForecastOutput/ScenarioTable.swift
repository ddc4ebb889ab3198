package import Incidents
import Texts

/// Scenarios as a table, a line per incident.
package enum ScenarioTable {
  /// The table: scenario, minutes since the shift's start, place, type, priority.
  ///
  /// - Parameters:
  ///   - scenarios: Lists of incidents.
  ///   - start: What minutes are counted from.
  ///   - types: The names of types.
  /// - Returns: Text as RFC 4180 has it.
  package static func text(
    _ scenarios: [[Incident]], start: LocalHour, types: [String]
  ) -> String {
    var table = DelimitedWriter()
    table.append(["scenario", "minute", "time", "latitude", "longitude", "type", "priority"])
    for (number, incidents) in scenarios.enumerated() {
      for incident in incidents {
        table.append([
          .integer(number + 1), .integer(incident.time.index - start.start.index),
          .text("\(incident.time)"), .decimal(incident.latitude), .decimal(incident.longitude),
          .text(types.indices.contains(incident.type) ? types[incident.type] : ""),
          incident.priority.map { .integer($0) } ?? "",
        ])
      }
    }
    return table.text
  }
}
