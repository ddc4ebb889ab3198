package import PatrolModel

/// What the steps of a shift are called in tables: the time of day, made unique.
///
/// In a shift of more than a day the second 08:00 is `08:00 (2)`.
package struct StepHeadings {
  /// The headings, step by step.
  package let names: [String]
  private let steps: [String: StepIndex]

  /// The headings of a shift's steps.
  package init(_ shift: Shift) {
    var occurrences: [String: Int] = [:]
    names = shift.steps.map { step in
      let clock = shift.clock(step)
      let occurrence = occurrences[clock, default: 0] + 1
      occurrences[clock] = occurrence
      return occurrence == 1 ? clock : "\(clock) (\(occurrence))"
    }
    steps = Dictionary(uniqueKeysWithValues: zip(names, shift.steps))
  }

  /// The heading of a step.
  package subscript(step: StepIndex) -> String { names[step.rawValue] }

  /// The step a heading names; spreadsheets like to write 08:00 as 8:00 or 08:00:00.
  func step(named name: String) -> StepIndex? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    let short = parts.count == 3 && parts[2] == "00" ? String(name.dropLast(3)) : name
    return steps[short] ?? steps["0" + short]
  }
}
