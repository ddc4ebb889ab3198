/// What values of the columns mean, computed here and not by a solver.
extension LinearProgram {
  /// c·x.
  ///
  /// - Precondition: One value per column.
  public func objective(of values: [Double]) -> Double {
    precondition(values.count == columnCount, "one value per column")
    return zip(costs, values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The first rule that values break by more than the tolerance, or `nil` if they keep all.
  ///
  /// - Parameters:
  ///   - values: One per column; one that is not finite breaks its bounds.
  ///   - tolerance: Taken relative to a row's or bound's magnitude where that is above 1.
  /// - Returns: Columns are looked at before rows.
  public func violation(of values: [Double], tolerance: Double = 1e-6) -> ProgramViolation? {
    precondition(values.count == columnCount, "one value per column")
    for (column, value) in values.enumerated() {
      let (lower, upper) = (lowerBounds[column], upperBounds[column])
      let slack = tolerance * max(1, abs(value))
      guard value.isFinite, value >= lower - slack, value <= upper + slack else {
        return .column(ColumnIndex(column), value: value, lower: lower, upper: upper)
      }
      // Branch and bound takes a value this near for a whole number (mip_feasibility_tolerance).
      guard !isInteger[column] || abs(value - value.rounded()) <= slack else {
        return .fraction(ColumnIndex(column), value: value)
      }
    }
    return rowViolation(of: values, tolerance)
  }

  /// A solver's values as a solution, made whole where they have to be.
  ///
  /// - Parameters:
  ///   - values: One per column.
  ///   - claimed: What the solver says they cost; `nil` if it does not say.
  /// - Returns: The solution, without duals.
  /// - Throws: ``SolverError/wrongAnswer(_:)`` if they break a rule, before or after, or cost else.
  public func solution(
    _ values: [Double], claimed: Double?
  ) throws(SolverError) -> LinearSolution {
    guard values.count == columnCount else {
      throw .wrongAnswer("\(values.count) values for \(columnCount) columns")
    }
    let whole = zip(values, isInteger).map { $1 ? $0.rounded() : $0 }
    // Rounding may move a row by as much as the solver's tolerance on each of its columns.
    if let violation = violation(of: values) ?? violation(of: whole, tolerance: 1e-5) {
      throw .wrongAnswer("\(violation)")
    }
    if let claimed, !(abs(claimed - objective(of: values)) <= 1e-6 * max(1, abs(claimed))) {
      throw .wrongAnswer("the objective is \(objective(of: values)), not \(claimed) as it claims")
    }
    return LinearSolution(
      values: whole, objective: objective(of: whole), reducedCosts: [], rowDuals: [])
  }

  private func rowViolation(of values: [Double], _ tolerance: Double) -> ProgramViolation? {
    for row in 0..<rowCount {
      var (activity, magnitude) = (0.0, 1.0)
      for term in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
        let product = coefficients[term] * values[Int(termColumns[term])]
        activity += product
        magnitude = max(magnitude, abs(product))
      }
      let (lower, upper) = (rowLowerBounds[row], rowUpperBounds[row])
      let slack = tolerance * magnitude
      guard activity >= lower - slack, activity <= upper + slack else {
        return .row(row, activity: activity, lower: lower, upper: upper)
      }
    }
    return nil
  }

  /// The reduced cost of each column, c − yᵀA, at given duals of the rows.
  package func reducedCosts(rowDuals: [Double]) -> [Double] {
    var reduced = costs
    for row in 0..<rowCount where rowDuals[row] != 0 {
      for term in terms(ofRow: row) {
        reduced[term.column.rawValue] -= rowDuals[row] * term.coefficient
      }
    }
    return reduced
  }

  /// What makes the program no program: a number that is not one, or empty bounds.
  var defect: String? {
    if columnCount == 0 { return "it has no columns" }
    for column in 0..<columnCount where !costs[column].isFinite {
      return "the cost of column \(column) is \(costs[column])"
    }
    for column in 0..<columnCount where !(lowerBounds[column] <= upperBounds[column]) {
      return "column \(column) is between \(lowerBounds[column]) and \(upperBounds[column])"
    }
    for row in 0..<rowCount where !(rowLowerBounds[row] <= rowUpperBounds[row]) {
      return "row \(row) is between \(rowLowerBounds[row]) and \(rowUpperBounds[row])"
    }
    return coefficients.first { !$0.isFinite }.map { "a coefficient is \($0)" }
  }
}

/// A bound, row or integrality that values break.
public enum ProgramViolation: Hashable, Sendable {
  /// A column is outside its bounds.
  case column(LinearProgram.ColumnIndex, value: Double, lower: Double, upper: Double)
  /// A column is no whole number although it has to be.
  case fraction(LinearProgram.ColumnIndex, value: Double)
  /// A row, counted from zero, is outside its bounds.
  case row(Int, activity: Double, lower: Double, upper: Double)
}

extension ProgramViolation: CustomStringConvertible {
  /// What is broken, in a few words.
  public var description: String {
    switch self {
    case .column(let column, let value, let lower, let upper):
      "column \(column.rawValue) is \(value), not in \(lower)...\(upper)"
    case .fraction(let column, let value):
      "column \(column.rawValue) is \(value), not a whole number"
    case .row(let row, let activity, let lower, let upper):
      "row \(row) is \(activity), not in \(lower)...\(upper)"
    }
  }
}
