public import Networks
import Reinforcement
package import Simulation

/// What the rest of a shift is worth, by whole timetables: V of a state after a decision.
///
/// VFA and MAVFA of the papers: an embedding and an encoder shared by cars, a local value shared by
/// sectors, and for several sectors a mixing network (Joe, Lau and Pan 2022,
/// doi:10.1609/icaps.v32i1.19831, and its successor at IJCAI 2023).
public struct ScheduleValue: Sendable {
  /// Numbers that the encoder makes of a car.
  private static let code = 5
  /// Hidden units of the encoder, and of local values and the mixer.
  private static let hidden = (encoder: [128, 64], value: [64, 32])
  /// Numbers of a query of attention, and those that a sector is told by it.
  private static let attention = (width: 64, outputs: 32)
  /// Worth that an output of 1 stands for: about how far returns are apart.
  private static let scale: Float = 3

  /// What it is made for.
  public let shape: ScheduleShape
  /// The network.
  public var network: Network
  /// The price of a changed cell that worth begins with.
  let price: Double

  /// A value from a network of ``layer(_:)``.
  init(_ shape: ScheduleShape, _ network: Network, price: Double) {
    (self.shape, self.network, self.price) = (shape, network, price)
  }

  /// The layers for a shape; they say 0 until they learn, so that learning begins with what is
  /// best now.
  static func layer(_ shape: ScheduleShape) -> any Layer {
    if shape.variant == .outlook { return ShiftValue.layer(end: .constant(0)) }
    let cells = ShiftClock.periods
    var car: [(size: Int, layer: any Layer)] = [(cells, Embedding(symbols: shape.symbols))]
    if shape.view == .budget { car.append((cells, Sequential([]))) }
    let encoder = Sequential([
      Beside(car), Sequential.perceptron([shape.carSize] + hidden.encoder + [code]),
    ])
    let sight = Beside([
      (shape.plainSize, Sequential([])),
      (shape.cars * shape.carSize, DistinctParts(shape.cars, of: shape.carSize, encoder)),
    ])
    guard shape.variant != .vfa else {
      return SumOverParts(
        Sequential([sight, local(shape, end: .constant(0))]), partSize: shape.sectorSize)
    }
    let (count, isChoice) = (shape.sectors.count, shape.variant == .madqn)
    let rest = shape.mixedSize + (isChoice ? shape.callSize : 0)
    return Sequential([
      Beside([
        (count * shape.sectorSize, locals(shape, sight)), (rest, Sequential([])),
      ]),
      Sequential.perceptron(
        [count + rest] + hidden.value + [isChoice ? count : 1], end: .constant(0)),
    ])
  }

  /// Numbers of a sector, its cars' codes among them.
  private static func codedSize(_ shape: ScheduleShape) -> Int {
    shape.plainSize + shape.cars * code
  }

  /// What a sector is worth by these numbers, and by what it heard.
  private static func local(
    _ shape: ScheduleShape, hearing heard: Int = 0, end: InitialWeights? = nil
  ) -> Sequential {
    .perceptron([codedSize(shape) + heard] + hidden.value + [1], end: end)
  }

  /// What each sector is worth, perhaps after it heard its neighbours.
  private static func locals(_ shape: ScheduleShape, _ sight: Beside) -> any Layer {
    let (count, size) = (shape.sectors.count, shape.sectorSize)
    guard shape.variant == .attention else {
      return DistinctParts(count, of: size, Sequential([sight, local(shape)]))
    }
    let hearing = MaskedAttention(
      hears: shape.neighbours, size: codedSize(shape), width: attention.width,
      outputs: attention.outputs)
    return Sequential([
      DistinctParts(count, of: size, sight), hearing,
      EachPart(count, of: hearing.outputSize, local(shape, hearing: attention.outputs)),
    ])
  }

  /// What the rest is worth in a state as it is after a decision in a period.
  package func worth(of state: ShiftState, period: Int) -> Double {
    worth(of: [sight(of: state, period: period)])[0] + prior(of: state)
  }

  /// What the network is shown of a state.
  func sight(of state: ShiftState, period: Int) -> [Float] {
    ScheduleSight(state, period: period, as: shape).numbers
  }

  /// What the rest is worth by the price alone: changed cells are spent.
  func prior(of state: ShiftState) -> Double {
    -price * Double(state.changed.reduce(0, +))
  }

  /// What the network adds to the prior of states that it is shown so.
  func worth(of sights: [[Float]]) -> [Double] {
    sights.isEmpty
      ? [] : network.output(of: Tensor(stacking: sights)).values.map { Double($0 * Self.scale) }
  }

  /// What the network should say for a worth.
  static func target(_ worth: Double) -> Float { Float(worth) / scale }
}
