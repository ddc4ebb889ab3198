import RandomStreams

/// What a layer learns: a name, a shape, and how it begins.
public struct ParameterKind: Hashable, Sendable {
  /// The name within the layer, such as `weight`, or of a layer within layers, such as `0.weight`.
  public let name: String
  /// The sizes of its dimensions.
  public let shape: [Int]
  /// How it begins.
  public let start: InitialWeights
  /// The share by which it approaches what each pass in training observes; `nil` if it is learned by
  /// its gradient.
  public let follows: Float?

  /// Creates a kind of parameter.
  public init(_ name: String, _ shape: [Int], start: InitialWeights, follows: Float? = nil) {
    self.name = name
    self.shape = shape
    self.start = start
    self.follows = follows
  }

  /// The number of weights.
  public var count: Int { shape.reduce(1, *) }

  /// The same inside a layer of a name.
  public func inside(_ layer: String) -> ParameterKind {
    ParameterKind("\(layer).\(name)", shape, start: start, follows: follows)
  }
}

/// How weights begin.
public enum InitialWeights: Hashable, Sendable {
  /// All with this value.
  case constant(Float)
  /// With these values, one for each weight.
  case values([Float])
  /// Uniform with variance 2 / `inputs`, for layers whose outputs go through a ReLU.
  ///
  /// He and others 2015, equation 10, doi:10.1109/ICCV.2015.123; uniform in ±√3 standard deviations.
  case he(inputs: Int)
  /// Uniform with variance 2 / (`inputs` + `outputs`), for all others.
  ///
  /// Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks",
  /// AISTATS 2010, equation 16.
  case glorot(inputs: Int, outputs: Int)

  /// So many weights, drawn from a stream.
  func values(_ count: Int, from random: inout RandomStream) -> [Float] {
    switch self {
    case .constant(let value): return [Float](repeating: value, count: count)
    case .values(let values):
      precondition(values.count == count, "there is a value for each weight")
      return values
    case .he(let inputs): return Self.uniform(count, variance: 2 / Double(inputs), &random)
    case .glorot(let inputs, let outputs):
      return Self.uniform(count, variance: 2 / Double(inputs + outputs), &random)
    }
  }

  private static func uniform(
    _ count: Int, variance: Double, _ random: inout RandomStream
  ) -> [Float] {
    // A uniform variate in −r...r has variance r² / 3.
    let radius = (3 * variance).squareRoot()
    return (0..<count).map { _ in Float(radius * (2 * random.unit() - 1)) }
  }
}
