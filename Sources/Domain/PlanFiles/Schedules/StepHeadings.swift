package import PatrolModel
import Tables

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

  /// The step a heading names; spreadsheets like to write 08:00 as 8:00, 08:00:00, 8:00 AM, 0800,
  /// as a range, or as the share of the day that is behind it.
  func step(named name: String) -> StepIndex? {
    steps[name] ?? steps["0" + name] ?? minute(of: name).flatMap { steps[Shift.clock(minute: $0)] }
  }

  private func minute(of name: String) -> Int? {
    if let minute = ClockText.minute(name) ?? ClockText.minute(ofDigits: name) { return minute }
    if let reading = ClockReading(name), reading.date == nil { return reading.start }
    // With fewer decimals it could be anything.
    guard name.utf8.count > 3, let share = Double(name), (0..<1).contains(share) else { return nil }
    let minutes = share * 1440
    return abs(minutes - minutes.rounded()) < 0.02 ? Int(minutes.rounded()) : nil
  }

  /// The steps that headings name by their numbers, `nil` unless these are all, in order.
  func steps(numbered names: some Collection<String>) -> [StepIndex]? {
    let isCounted = zip(names, 1...).allSatisfy { Int($0) == $1 }
    return isCounted && names.count == self.names.count
      ? self.names.indices.map { StepIndex($0) } : nil
  }
}
