import Tuning

extension StudyPage {
  /// A number worth a line in charts.
  public struct Mark: Hashable, Sendable {
    /// The number.
    public let value: Double
    /// What it is, as in `certified: A ≥ 20.4`.
    public let words: String

    /// Creates a mark.
    public init(_ value: Double, _ words: String) {
      self.value = value
      self.words = words
    }
  }

  /// Something that was varied.
  public struct Parameter: Sendable {
    /// What its values may be.
    public enum Axis: Sendable {
      /// Numbers, all alike.
      case linear(ClosedRange<Double>)
      /// Positive numbers, all orders of magnitude alike.
      case logarithmic(ClosedRange<Double>)
      /// A choice among labels; a trial's value is the index.
      case labels([String])
    }

    /// Its name.
    public let name: String
    /// What its values may be.
    public let axis: Axis
    /// From where on a proof says that values are good.
    public var certified: Mark?
    /// From where on trials say that values are good.
    public var threshold: Mark?

    /// Creates a parameter.
    public init(_ name: String, _ axis: Axis) {
      self.name = name
      self.axis = axis
    }
  }

  /// Something that was tried.
  public struct Trial: Sendable {
    /// How it ended.
    public enum State: Sendable {
      /// It keeps all constraints.
      case feasible
      /// It breaks constraints.
      case infeasible
      /// It was hopeless and given up.
      case pruned
      /// It gave no value.
      case failed
    }

    /// Its number in the study.
    public let number: Int
    /// What was tried and what came of it, in a line.
    public let words: String
    /// How it ended.
    public let state: State
    /// The values of the parameters, in their order.
    public var values: [Double?]
    /// How many runs it made, and how many of them were feasible.
    public var runs: (feasible: Int, all: Int)?
    /// What it is compared by; nil if it has none.
    public var objective: Double?
    /// By how much it breaks constraints.
    public var violation: Double?

    /// Creates a trial with everything else unknown.
    public init(_ number: Int, _ words: String, state: State, values: [Double?]) {
      self.number = number
      self.words = words
      self.state = state
      self.values = values
    }
  }
}
