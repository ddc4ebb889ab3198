public import Networks
import Simulation

/// What the rest of a shift is worth, learned: V of a state after a decision.
///
/// It is a sum over the sectors that have cars, of one network for all, so a model fits any region.
/// Worth is counted in calls answered in time, less those that come, so that the number of calls,
/// which no decision changes, adds no noise: it is at most 0 but for patrol that is won back.
public struct ShiftValue: Sendable {
  /// Hidden units of the network for a sector; other sizes were not tried.
  private static let hidden = [32, 32]
  /// Worth that an output of 1 stands for: about how far returns are apart.
  private static let scale: Float = 3

  /// The network.
  public var network: Network

  /// A value that has learned nothing yet.
  public init(seed: UInt64) { network = Network(Self.layer, seed: seed) }

  /// A value from a file.
  ///
  /// - Throws: ``SafetensorsError`` if its tensors are of another network.
  public init(_ file: SafetensorsFile) throws(SafetensorsError) {
    network = try Network(Self.layer, from: file)
  }

  private static var layer: SumOverParts { layer(end: nil) }

  /// The layers, the last one begun so.
  static func layer(end: InitialWeights?) -> SumOverParts {
    SumOverParts(
      .perceptron([SectorOutlook.size] + hidden + [1], end: end), partSize: SectorOutlook.size)
  }

  /// What the rest is worth in each of some states as they are in a period.
  func worth(of states: [ShiftState], period: Int) -> [Double] {
    let outlooks = states.map { Self.outlook(of: $0, period: period) }
    guard let first = outlooks.first, !first.isEmpty else { return states.map { _ in 0 } }
    let input = Tensor(outlooks.flatMap { $0 }, shape: [states.count, first.count])
    return network.output(of: input).values.map { Double($0 * Self.scale) }
  }

  /// All sectors of a state, one after another.
  static func outlook(of state: ShiftState, period: Int) -> [Float] {
    let view = SectorOutlook(state, period: period)
    var numbers: [Float] = []
    for sector in view.staffed { view.append(sector, to: &numbers) }
    return numbers
  }

  /// What the network should say for a worth.
  static func target(_ worth: Double) -> Float { Float(worth) / scale }
}

/// What answers and patrol are worth, in calls answered in time.
public struct ShiftWorth: Hashable, Sendable {
  /// Of any answer, beside 1 for one in time.
  public var served = 0.05
  /// Of a period of patrol (U) as the shift ends.
  public var patrol: Double

  /// Sets what patrol is worth.
  public init(patrol: Double) { self.patrol = patrol }

  /// Of an answer after so many minutes, less what the best answer is worth.
  func answer(minutes: Int) -> Double {
    minutes <= ResponseUtility.targetMinutes ? 0 : -1
  }

  /// Of none.
  var unanswered: Double { -1 - served }

  /// Of all patrol of a state.
  func patrol(of state: borrowing ShiftState) -> Double {
    patrol * state.presence * Double(ShiftClock.periods * state.initial.cars)
  }
}
