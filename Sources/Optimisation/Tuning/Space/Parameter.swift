/// The key of a parameter: reads its value, with its type, from the trials of a study.
///
/// Made by a ``SearchSpace``; good for trials of studies in that space, or in a copy of it.
public struct Parameter<Value: Sendable>: Sendable {
  /// The name the space knows it by.
  public let name: String
  /// The position of its value among those of a trial.
  let index: Int
  /// The value as its type; nil for another domain's.
  let read: @Sendable (ParameterValue) -> Value?

  init(name: String, index: Int, read: @escaping @Sendable (ParameterValue) -> Value?) {
    self.name = name
    self.index = index
    self.read = read
  }
}

extension Trial {
  /// The value of a parameter.
  ///
  /// - Precondition: The parameter is of the space of the trial's study.
  public subscript<Value: Sendable>(parameter: Parameter<Value>) -> Value {
    precondition(parameters.indices.contains(parameter.index), "the parameter is of this space")
    guard let value = parameter.read(parameters[parameter.index]) else {
      preconditionFailure("the parameter '\(parameter.name)' is of this space")
    }
    return value
  }
}
