import RandomStreams

/// What a parameter's value may be, and how samplers measure it.
///
/// Samplers work on positions in [0, 1]: the place of a value in its range, on its scale. A whole
/// number owns a cell of positions, from half below it to half above; categories have no positions.
public enum ParameterDomain: Hashable, Sendable {
  /// Real numbers of a closed range.
  case real(ClosedRange<Double>, Scale)
  /// Whole numbers of a closed range.
  case integer(ClosedRange<Int>, Scale)
  /// One of some labels, in no order.
  case categories([String])

  /// What is taken to be equally far: equal differences or equal ratios.
  public enum Scale: String, Hashable, Sendable {
    /// Equal differences.
    case linear
    /// Equal ratios; the range is positive.
    case logarithmic
  }

  /// How many values there are; nil if they cannot be counted.
  public var count: Int? {
    switch self {
    case .real: nil
    case .integer(let range, _): range.count
    case .categories(let labels): labels.count
    }
  }

  /// Whether a value is of this domain.
  public func contains(_ value: ParameterValue) -> Bool {
    switch (self, value) {
    case (.real(let range, _), .real(let value)): range.contains(value)
    case (.integer(let range, _), .integer(let value)): range.contains(value)
    case (.categories(let labels), .category(let index)): labels.indices.contains(index)
    default: false
    }
  }
}

extension ParameterDomain {
  /// Where a value is, as samplers see it.
  enum Coordinate: Hashable, Sendable {
    case position(Double)
    case cell(lower: Double, upper: Double)
    case category(Int)
  }

  /// The value at a position in [0, 1]; categories share the positions evenly.
  func value(at position: Double) -> ParameterValue {
    switch self {
    case .real(let range, let scale):
      let value = axis(range, scale).value(at: position)
      return .real(min(max(value, range.lowerBound), range.upperBound))
    case .integer(let range, let scale):
      let value = axis(range, scale).value(at: position).rounded()
      let bounds = (Double(range.lowerBound), Double(range.upperBound))
      return .integer(Int(min(max(value, bounds.0), bounds.1)))
    case .categories(let labels):
      return .category(min(Int(position * Double(labels.count)), labels.count - 1))
    }
  }

  /// Where a value of this domain is.
  func coordinate(of value: ParameterValue) -> Coordinate {
    switch (self, value) {
    case (.real(let range, let scale), .real(let value)):
      return .position(axis(range, scale).position(of: value))
    case (.integer(let range, let scale), .integer(let value)):
      let axis = axis(range, scale)
      return .cell(
        lower: axis.position(of: Double(value) - 0.5), upper: axis.position(of: Double(value) + 0.5)
      )
    case (.categories, .category(let index)):
      return .category(index)
    default:
      preconditionFailure("a study checks values before they are measured")
    }
  }

  private func axis(_ range: ClosedRange<Double>, _ scale: Scale) -> Axis {
    Axis(from: range.lowerBound, to: range.upperBound, isLogarithmic: scale == .logarithmic)
  }

  private func axis(_ range: ClosedRange<Int>, _ scale: Scale) -> Axis {
    Axis(
      from: Double(range.lowerBound) - 0.5, to: Double(range.upperBound) + 0.5,
      isLogarithmic: scale == .logarithmic)
  }
}

/// The map between the values of a range and [0, 1].
///
/// The logarithm and the exponential are the portable ones, so that a seed has the same values on
/// every machine.
private struct Axis {
  let start: Double
  let width: Double
  let isLogarithmic: Bool

  init(from lower: Double, to upper: Double, isLogarithmic: Bool) {
    start = isLogarithmic ? naturalLogarithm(lower) : lower
    width = (isLogarithmic ? naturalLogarithm(upper) : upper) - start
    self.isLogarithmic = isLogarithmic
  }

  func value(at position: Double) -> Double {
    let value = start + position * width
    return isLogarithmic ? naturalExponential(value) : value
  }

  func position(of value: Double) -> Double {
    let position = ((isLogarithmic ? naturalLogarithm(value) : value) - start) / width
    return min(max(position, 0), 1)
  }
}
