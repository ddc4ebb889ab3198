import Glibc

/// A function with a known minimum, to compare tuners on.
public struct TestFunction: Sendable {
  /// One of its arguments.
  public enum Argument: Sendable, Equatable {
    /// A real number of a range, on a logarithmic scale if it says so.
    case real(ClosedRange<Double>, isLogarithmic: Bool = false)
    /// A whole number of a range.
    case integer(ClosedRange<Int>)
    /// The index of one of some categories.
    case category(count: Int)
  }

  /// What it is called, its dimension last.
  public let name: String
  /// Its arguments.
  public let arguments: [Argument]
  /// Its least value where it is feasible.
  public let minimum: Double
  /// Arguments that reach the minimum.
  public let minimiser: [Double]
  /// Whether it has constraints.
  public let isConstrained: Bool
  private let function: @Sendable ([Double]) -> (value: Double, violation: Double)

  /// A function without constraints.
  init(
    _ name: String, _ arguments: [Argument], minimum: Double, at minimiser: [Double],
    _ function: @escaping @Sendable ([Double]) -> Double
  ) {
    self.name = name
    self.arguments = arguments
    self.minimum = minimum
    self.minimiser = minimiser
    isConstrained = false
    self.function = { (function($0), 0) }
  }

  /// A function with a violation of its constraints, 0 where it is feasible.
  init(
    _ name: String, _ arguments: [Argument], minimum: Double, at minimiser: [Double],
    constrained function: @escaping @Sendable ([Double]) -> (value: Double, violation: Double)
  ) {
    self.name = name
    self.arguments = arguments
    self.minimum = minimum
    self.minimiser = minimiser
    isConstrained = true
    self.function = function
  }

  /// The value at some arguments, and by how much they violate constraints, ≥ 0.
  public func evaluate(_ x: [Double]) -> (value: Double, violation: Double) { function(x) }
}

/// The same range for some arguments.
func box(_ range: ClosedRange<Double>, _ count: Int) -> [TestFunction.Argument] {
  Array(repeating: .real(range), count: count)
}

/// Σ f(i, x_i), with i from 1.
func sum(_ x: [Double], _ term: (Double, Double) -> Double) -> Double {
  x.enumerated().reduce(0) { $0 + term(Double($1.offset + 1), $1.element) }
}
