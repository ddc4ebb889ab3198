import PatrolModel

/// How traffic and incidents rise and fall with the hour of the day, relative to their means.
///
/// Illustrative: shapes that any police service would recognise, fitted to no data set.
enum DayProfile {
  /// Travel time relative to free flow: two rush hours.
  static let congestion: [Double] = [
    1.00, 1.00, 1.00, 1.00, 1.00, 1.02, 1.10, 1.25, 1.30, 1.18, 1.10, 1.10,
    1.12, 1.12, 1.14, 1.20, 1.30, 1.32, 1.20, 1.10, 1.05, 1.03, 1.02, 1.00,
  ]

  /// Incidents where people live: mornings, and most of all evenings.
  static let residential: [Double] = [
    1.00, 0.75, 0.55, 0.45, 0.40, 0.45, 0.60, 0.85, 0.95, 0.85, 0.80, 0.85,
    0.90, 0.90, 0.95, 1.05, 1.20, 1.35, 1.45, 1.50, 1.55, 1.55, 1.45, 1.25,
  ]

  /// Incidents where people shop and work: opening hours.
  static let commercial: [Double] = [
    0.60, 0.50, 0.40, 0.25, 0.20, 0.20, 0.30, 0.55, 0.90, 1.25, 1.50, 1.65,
    1.75, 1.75, 1.70, 1.70, 1.65, 1.60, 1.45, 1.20, 1.00, 0.85, 0.75, 0.65,
  ]
}

extension Shift {
  /// The hour of the day in which a step starts, in 0...23.
  func hour(of step: StepIndex) -> Int {
    (startMinute + step.rawValue * stepMinutes) / 60 % 24
  }
}
