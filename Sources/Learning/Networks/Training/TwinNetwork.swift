/// A network that learns, its slow twin, and the state of its optimiser.
///
/// The twin follows by the soft update of Lillicrap and others 2016, arXiv:1509.02971, algorithm 1. It
/// is what targets are made by, or the mean of the last 1 / τ or so steps, which is better than any of
/// them (Polyak & Juditsky 1992, doi:10.1137/0330046).
public struct TwinNetwork: Sendable {
  /// The network that learns.
  public private(set) var online: Network
  /// The twin.
  public private(set) var target: Network
  /// How they learn; may be changed between steps.
  public var rates: LearningRates
  private var adam: Adam

  /// A seeded network and its equal twin.
  public init(_ layer: any Layer, rates: LearningRates, seed: UInt64) {
    online = Network(layer, seed: seed)
    (target, self.rates) = (online, rates)
    adam = Adam(rate: rates.step)
  }

  /// The number of steps made.
  public var steps: Int { adam.steps }

  /// Moves against a gradient, with the twin behind.
  ///
  /// - Parameters:
  ///   - gradient: The slope of each weight.
  ///   - observed: What the passes that it is made of observed, in their order.
  ///   - rate: A share of the usual step.
  public mutating func step(
    against gradient: [Float], observed: [[Float]] = [], rate: Float = 1
  ) {
    adam.rate = rates.step * rate
    adam.step(&online.weights, against: gradient)
    for values in observed { online.follow(values) }
    target.approach(online, by: rates.follow)
  }

  /// The numbers that a run needs to go on as if it had never stopped, by name.
  public func tensors(named prefix: String) -> [String: Tensor] {
    let count = [online.weights.count]
    var tensors = [
      "\(prefix).target": Tensor(target.weights, shape: count),
      // Steps in two halves of 12 bits each, as 32-bit floats hold whole numbers up to 2²⁴.
      "\(prefix).steps": Tensor([Float(steps >> 12), Float(steps & 4095)], shape: [2]),
    ]
    for (name, tensor) in online.tensors { tensors["\(prefix).online.\(name)"] = tensor }
    if steps > 0 {
      tensors["\(prefix).mean"] = Tensor(adam.mean, shape: count)
      tensors["\(prefix).square"] = Tensor(adam.square, shape: count)
    }
    return tensors
  }

  /// Goes on where a run was.
  ///
  /// - Throws: `SafetensorsError` if the file has not all that ``tensors(named:)`` gives.
  public init(
    _ layer: any Layer, rates: LearningRates, from file: SafetensorsFile, named prefix: String
  ) throws(SafetensorsError) {
    self.init(layer, rates: rates, seed: 0)
    let count = [online.weights.count]
    online = try Self.network(layer, from: file, named: prefix)
    target.weights = try file.tensor("\(prefix).target", shape: count).values
    let steps = try file.tensor("\(prefix).steps", shape: [2]).values.map { Int($0) }
    guard steps[0] > 0 || steps[1] > 0 else { return }
    adam.resume(
      mean: try file.tensor("\(prefix).mean", shape: count).values,
      square: try file.tensor("\(prefix).square", shape: count).values,
      steps: (max(0, steps[0]) << 12) + max(0, steps[1]))
  }

  /// The network alone, for those who only use it.
  public static func network(
    _ layer: any Layer, from file: SafetensorsFile, named prefix: String
  ) throws(SafetensorsError) -> Network {
    let members = file.tensors.filter { $0.key.hasPrefix("\(prefix).online.") }
    let own = Dictionary(
      uniqueKeysWithValues: members.map {
        (String($0.key.dropFirst("\(prefix).online.".count)), $0.value)
      })
    return try Network(layer, from: SafetensorsFile(own, card: file.card, file: file.file))
  }
}
