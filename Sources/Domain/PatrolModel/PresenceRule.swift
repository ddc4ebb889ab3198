/// What keeps cars from lingering: the *presence* rule of a shift.
///
/// The published model states the rule twice, differently: its text allows two consecutive steps
/// in a sector (``maxStay(limit:)`` with 2), its equation (8) forbids being in the same sector at
/// steps t − 1 and t + 1 (``noReturn``), which also rules out A–B–A. A schedule that keeps
/// `noReturn` keeps `maxStay(limit: 2)`, not the other way round.
public enum PresenceRule: Hashable, Sendable {
  /// Cars may stay and return as they like.
  case none
  /// No car is in the same sector at steps t − 1 and t + 1: equation (8) as printed.
  case noReturn
  /// No car is in the same sector for more than `limit` consecutive steps; `limit` is at least 1.
  case maxStay(limit: Int)

  /// The rule's name in instance files.
  public var name: String {
    switch self {
    case .none: "none"
    case .noReturn: "no-return"
    case .maxStay: "max-stay"
    }
  }
}

extension PresenceRule: CustomStringConvertible {
  /// The rule as a planner says it.
  public var description: String { sentence.description }

  /// The rule as a planner says it, and what programs need to say it in another language.
  public var sentence: Sentence {
    switch self {
    case .none: Sentence(.rulePresenceNone, "no presence rule")
    case .noReturn:
      Sentence(.rulePresenceNoReturn, "no car in the same sector two steps later (no-return)")
    case .maxStay(let limit):
      Sentence(
        .rulePresenceMaxStay, ["limit": limit],
        "at most \(limit) \(limit == 1 ? "step" : "steps") in a row in a sector (max-stay)")
    }
  }
}
