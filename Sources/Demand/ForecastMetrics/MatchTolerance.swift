/// How far a generated incident may be from a real one to be called a match.
public struct MatchTolerance: Hashable, Sendable {
  /// Metres along the great circle, above 0.
  public let metres: Double
  /// Minutes, at least 0.
  public let minutes: Int

  /// Creates a tolerance.
  public init(metres: Double, minutes: Int) {
    precondition(metres > 0 && minutes >= 0, "a tolerance is not negative")
    self.metres = metres
    self.minutes = minutes
  }

  /// The five tolerances of the literature's tables.
  public static let usual = [
    MatchTolerance(metres: 1000, minutes: 10), MatchTolerance(metres: 2000, minutes: 10),
    MatchTolerance(metres: 2000, minutes: 12), MatchTolerance(metres: 2000, minutes: 30),
    MatchTolerance(metres: 2000, minutes: 60),
  ]
}
