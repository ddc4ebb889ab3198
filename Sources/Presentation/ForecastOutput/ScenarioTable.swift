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
    text(scenarios.map { (start, $0) }, types: types)
  }

  /// The same of scenarios that begin at hours of their own.
  package static func text(
    _ scenarios: [(start: LocalHour, incidents: [Incident])], types: [String]
  ) -> String {
    var table = DelimitedWriter()
    table.append(["scenario", "minute", "time", "latitude", "longitude", "type", "priority"])
    for (number, scenario) in scenarios.enumerated() {
      for incident in scenario.incidents {
        table.append([
          .integer(number + 1), .integer(incident.time.index - scenario.start.start.index),
          .text("\(incident.time)"), .decimal(incident.latitude), .decimal(incident.longitude),
          .text(types.indices.contains(incident.type) ? types[incident.type] : ""),
          incident.priority.map { .integer($0) } ?? "",
        ])
      }
    }
    return table.text
  }
}
