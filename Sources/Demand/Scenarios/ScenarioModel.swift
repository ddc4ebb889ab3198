/// How the number of a scenario's incidents is drawn.
public enum ScenarioModel: String, CaseIterable, Sendable {
  /// Numbers that vary as shifts have been seen to: Poisson around a level of the shift that is
  /// itself drawn, with the dispersion estimated from the training.
  case negativeBinomial = "negative-binomial"
  /// Poisson: as if the rates were the truth, which states risks too low.
  case poisson
  /// As many as expected, spread evenly over the cumulated rates: for scores, not for risks.
  case systematic
  /// Each cell's rate of each hour rounded: where rates are small, next to nothing.
  case rounding

  /// What it does, in a line.
  public var summary: String {
    switch self {
    case .negativeBinomial: "numbers that vary as shifts have been seen to"
    case .poisson: "as if the rates were the truth"
    case .systematic: "as many as expected, evenly spread over the rates"
    case .rounding: "each cell's rate rounded"
    }
  }
}

/// Where in a cell, and when in an hour, incidents of scenarios happen.
public enum ScenarioPlaces: String, CaseIterable, Sendable {
  /// Where, and in the minutes in which, incidents of the training happened.
  case empirical
  /// Anywhere in the cell, at any minute.
  case uniform
}
