/// Writes test cases as ``ScenarioFile`` reads them.
public struct ScenarioText: Sendable {
  private let region: Region
  private let scenarios: [ShiftScenario]

  /// Scenarios of one case: all begin with the timetables of the first.
  public init(_ scenarios: [ShiftScenario], region: Region) {
    (self.scenarios, self.region) = (scenarios, region)
  }

  /// JSON, a row of cells and a scenario a line.
  public var text: String {
    guard let start = scenarios.first?.start else { return "" }
    let sectors = Set(start.sectors).sorted()
    let schedules = sectors.map { sector in
      let rows = start.sectors.indices.filter { start.sectors[$0] == sector }.map { car in
        let cells = start.cells[
          (car * ShiftClock.periods)..<((car + 1) * ShiftClock.periods)]
        return "  [" + cells.map(name).joined(separator: ",") + "]"
      }
      let id = Self.quoted(region.sectors[sector].id)
      return " \(id): {\"sector\": \(id), \"timetables\": [\n"
        + rows.joined(separator: ",\n") + "]}"
    }
    let names = sectors.map { sector in
      let id = Self.quoted(region.sectors[sector].id)
      return "\(id): \(id)"
    }
    let shifts = scenarios.map { scenario in
      "  ["
        + scenario.incidents.map {
          "[\($0.startMinute), \($0.resolutionMinutes), \(region.areas[$0.area].id)]"
        }.joined(separator: ", ") + "]"
    }
    return "{\"schedules\": {\n" + schedules.joined(separator: ",\n") + "},\n"
      + "\"cases\": [{\"schedules\": {\(names.joined(separator: ", "))}, \"scenarios\": [\n"
      + shifts.joined(separator: ",\n") + "]}]}\n"
  }

  private func name(_ area: Int) -> String {
    area < 0 ? "\(ShiftState.travelling)" : "\(region.areas[area].id)"
  }

  /// A string of JSON (RFC 8259, section 7).
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
