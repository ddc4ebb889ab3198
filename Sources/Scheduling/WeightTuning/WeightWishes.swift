public import PatrolModel
public import PenaltyModel

/// What its user wants of the weights that a study tries: ranges, values and first tries of their own.
public struct WeightWishes: Hashable, Sendable {
  /// The weights to search elsewhere than in the derived range, with the range in minutes.
  public var ranges: [PenaltyWeight: ClosedRange<Minutes>]
  /// The weights that are not searched, with their values in minutes.
  public var fixed: [PenaltyWeight: Minutes]
  /// What is tried before all else, in this order; weights left out take their default there.
  public var firstTries: [[PenaltyWeight: Minutes]]

  /// Creates wishes; none unless given.
  public init(
    ranges: [PenaltyWeight: ClosedRange<Minutes>] = [:], fixed: [PenaltyWeight: Minutes] = [:],
    firstTries: [[PenaltyWeight: Minutes]] = []
  ) {
    self.ranges = ranges
    self.fixed = fixed
    self.firstTries = firstTries
  }

  /// What trials depend on besides the space, as a study's settings name it.
  var settings: [String: String] {
    var all: [String: String] = [:]
    if !fixed.isEmpty { all["fixed"] = Self.words(fixed) }
    if !firstTries.isEmpty {
      all["first-tries"] = firstTries.map(Self.words).joined(separator: "; ")
    }
    return all
  }

  private static func words(_ weights: [PenaltyWeight: Minutes]) -> String {
    PenaltyWeight.allCases.compactMap { weight in
      weights[weight].map { "\(weight.letter) \($0)" }
    }.joined(separator: ", ")
  }
}

/// What ends a study before all its trials are made.
public enum TuneGoal: Hashable, Sendable {
  /// A feasible trial of at most this value: minutes, or multiples of the bounds for several shifts.
  case value(Double)
  /// So long since the run began; trials that run then are finished.
  case time(Duration)
}
