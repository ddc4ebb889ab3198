import RandomStreams

/// The parameters of a study, in order, each with its domain.
///
/// Adding a parameter returns the key that reads its value from a trial, with its type:
///
/// ```swift
/// var space = SearchSpace()
/// let penalty = try space.logUniform("penalty", in: 1...1_000)
/// let cars = try space.integer("cars", in: 2...8)
/// let move = try space.categorical("move", of: ["flip", "one-hot"])
/// // … later, of a trial of a study in this space:
/// let weight: Double = trial[penalty]
/// ```
public struct SearchSpace: Hashable, Sendable {
  /// A parameter as the space keeps it.
  public struct Entry: Hashable, Sendable {
    /// Its name, unique in the space and not empty.
    public let name: String
    /// What its value may be.
    public let domain: ParameterDomain
  }

  /// The parameters, in the order of the values of a trial.
  public private(set) var entries: [Entry] = []

  /// Creates a space without parameters.
  public init() {}

  /// Adds a real number, all values alike.
  ///
  /// - Throws: ``SearchSpaceError`` if the name is taken or the range is not finite or has no width.
  public mutating func uniform(
    _ name: String, in range: ClosedRange<Double>
  ) throws(SearchSpaceError) -> Parameter<Double> {
    try real(name, range, .linear)
  }

  /// Adds a positive real number, all orders of magnitude alike.
  ///
  /// - Throws: ``SearchSpaceError`` as above, and if the range leaves 10⁻³⁰⁰...10³⁰⁰.
  public mutating func logUniform(
    _ name: String, in range: ClosedRange<Double>
  ) throws(SearchSpaceError) -> Parameter<Double> {
    try real(name, range, .logarithmic)
  }

  /// Adds a whole number; on a logarithmic scale it is positive.
  ///
  /// - Throws: ``SearchSpaceError`` if the name is taken or the range leaves ±2⁵², where the middle
  ///   between two whole numbers is not a number any more, or 1... on a logarithmic scale.
  public mutating func integer(
    _ name: String, in range: ClosedRange<Int>, scale: ParameterDomain.Scale = .linear
  ) throws(SearchSpaceError) -> Parameter<Int> {
    let limits = (scale == .linear ? -(1 << 52) : 1)...(1 << 52)
    guard limits.contains(range.lowerBound), limits.contains(range.upperBound) else {
      throw .invalidRange(
        name: name, range: "\(range)", expected: "whole numbers within \(limits)")
    }
    let index = try add(name, .integer(range, scale))
    return Parameter(name: name, index: index) { value in
      if case .integer(let number) = value { number } else { nil }
    }
  }

  /// Adds a choice among labels.
  ///
  /// - Throws: ``SearchSpaceError`` if the name is taken, or labels are missing or repeated.
  public mutating func categorical(
    _ name: String, of labels: [String]
  ) throws(SearchSpaceError) -> Parameter<String> {
    try categorical(name, of: labels.map { ($0, $0) })
  }

  /// Adds a choice among values, each with the label it is stored under.
  ///
  /// - Throws: ``SearchSpaceError`` if the name is taken, or labels are missing or repeated.
  public mutating func categorical<Choice: Sendable>(
    _ name: String, of choices: [(label: String, value: Choice)]
  ) throws(SearchSpaceError) -> Parameter<Choice> {
    let labels = choices.map(\.label)
    guard !labels.isEmpty else { throw .noCategories(name: name) }
    for (index, label) in labels.enumerated() where labels[..<index].contains(label) {
      throw .repeatedCategory(name: name, label: label)
    }
    let index = try add(name, .categories(labels))
    let values = choices.map(\.value)
    return Parameter(name: name, index: index) { value in
      if case .category(let index) = value, values.indices.contains(index) {
        values[index]
      } else {
        nil
      }
    }
  }

  /// Checks that a trial's values are of this space.
  ///
  /// - Throws: ``SearchSpaceError/wrongCount(found:expected:)`` or
  ///   ``SearchSpaceError/outOfDomain(name:value:expected:)``.
  public func check(_ values: [ParameterValue]) throws(SearchSpaceError) {
    guard values.count == entries.count else {
      throw .wrongCount(found: values.count, expected: entries.count)
    }
    for (entry, value) in zip(entries, values) where !entry.domain.contains(value) {
      throw .outOfDomain(name: entry.name, value: "\(value)", expected: "\(entry.domain)")
    }
  }

  private mutating func real(
    _ name: String, _ range: ClosedRange<Double>, _ scale: ParameterDomain.Scale
  ) throws(SearchSpaceError) -> Parameter<Double> {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      throw .invalidRange(
        name: name, range: "\(range)", expected: "two finite numbers, the second one greater")
    }
    let positive = 1e-300...1e300
    if scale == .logarithmic,
      !positive.contains(range.lowerBound) || !positive.contains(range.upperBound)
        || naturalLogarithm(range.lowerBound) == naturalLogarithm(range.upperBound)
    {
      throw .invalidRange(
        name: name, range: "\(range)", expected: "numbers within \(positive) and apart")
    }
    let index = try add(name, .real(range, scale))
    return Parameter(name: name, index: index) { value in
      if case .real(let number) = value { number } else { nil }
    }
  }

  private mutating func add(
    _ name: String, _ domain: ParameterDomain
  ) throws(SearchSpaceError) -> Int {
    guard !name.isEmpty else { throw .emptyName }
    guard !entries.contains(where: { $0.name == name }) else { throw .repeatedName(name) }
    entries.append(Entry(name: name, domain: domain))
    return entries.count - 1
  }
}
