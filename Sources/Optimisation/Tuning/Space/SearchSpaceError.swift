public import Failures

/// Why a parameter cannot be added to a space, or values are not of it.
public enum SearchSpaceError: ClassifiedError, Hashable {
  /// A parameter has no name.
  case emptyName
  /// A range that samplers cannot work on.
  case invalidRange(name: String, range: String, expected: String)
  /// A choice among nothing.
  case noCategories(name: String)
  /// A value that the parameter cannot have.
  case outOfDomain(name: String, value: String, expected: String)
  /// A label that stands for two choices.
  case repeatedCategory(name: String, label: String)
  /// A name that two parameters have.
  case repeatedName(String)
  /// More or fewer values than parameters.
  case wrongCount(found: Int, expected: Int)
}

extension SearchSpaceError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    let (problem, remedy) = words
    return FailureAccount(.invalidData, problem, remedy: remedy)
  }

  private var words: (problem: String, remedy: Remedy?) {
    switch self {
    case .emptyName: ("a parameter has an empty name", "give it one")
    case .invalidRange(let name, let range, let expected):
      ("the range \(range) of '\(name)' cannot be searched", "give \(expected)")
    case .noCategories(let name):
      ("'\(name)' has nothing to choose from", "give it a label or more")
    case .outOfDomain(let name, let value, let expected):
      ("'\(name)' cannot be \(value); expected a value of \(expected)", nil)
    case .repeatedCategory(let name, let label):
      ("'\(name)' has the label '\(label)' twice; labels are unique", nil)
    case .repeatedName(let name): ("there are two parameters '\(name)'; names are unique", nil)
    case .wrongCount(let found, let expected):
      ("found \(found) values for \(expected) parameters", "give each parameter one value")
    }
  }
}

extension ParameterDomain: CustomStringConvertible {
  /// The range and its scale, or the labels.
  public var description: String {
    switch self {
    case .real(let range, let scale): "\(range), \(scale.rawValue)"
    case .integer(let range, let scale): "the whole numbers \(range), \(scale.rawValue)"
    case .categories(let labels): "the categories \(labels.joined(separator: ", "))"
    }
  }
}
