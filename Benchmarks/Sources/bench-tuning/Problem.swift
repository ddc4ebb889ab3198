import TuningFunctions

/// What tuners are compared on.
struct Problem {
  /// What tables call it.
  let name: String
  /// Its arguments.
  let arguments: [TestFunction.Argument]
  /// What no feasible value is below.
  let minimum: Double
  /// Whether some arguments are infeasible.
  let isConstrained: Bool
  /// The value at some arguments, less is better, and the violation of constraints, ≥ 0.
  let evaluate: ([Double]) throws -> (value: Double, violation: Double)
}

extension Problem {
  /// A test function.
  init(_ function: TestFunction) {
    self.init(
      name: function.name, arguments: function.arguments, minimum: function.minimum,
      isConstrained: function.isConstrained, evaluate: function.evaluate)
  }
}
