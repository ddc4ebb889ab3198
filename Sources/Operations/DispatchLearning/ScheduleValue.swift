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
    let sector = Sequential([
      Beside([
        (shape.plainSize, Sequential([])),
        (shape.cars * shape.carSize, DistinctParts(shape.cars, of: shape.carSize, encoder)),
      ]),
      Sequential.perceptron(
        [shape.plainSize + shape.cars * code] + hidden.value + [1],
        end: shape.variant == .vfa ? .constant(0) : nil),
    ])
    guard shape.variant != .vfa else {
      return SumOverParts(sector, partSize: shape.sectorSize)
    }
    let (count, isChoice) = (shape.sectors.count, shape.variant == .madqn)
    let rest = shape.mixedSize + (isChoice ? shape.callSize : 0)
    return Sequential([
      Beside([
        (count * shape.sectorSize, DistinctParts(count, of: shape.sectorSize, sector)),
        (rest, Sequential([])),
      ]),
      Sequential.perceptron(
        [count + rest] + hidden.value + [isChoice ? count : 1], end: .constant(0)),
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
