/// The value of one parameter in one trial, as it is stored.
public enum ParameterValue: Hashable, Sendable {
  /// A real number.
  case real(Double)
  /// A whole number.
  case integer(Int)
  /// The index of a category's label.
  case category(Int)
}

extension ParameterValue: CustomStringConvertible {
  /// The number, or the index of the category.
  public var description: String {
    switch self {
    case .real(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .category(let index): "category \(index)"
    }
  }
}
