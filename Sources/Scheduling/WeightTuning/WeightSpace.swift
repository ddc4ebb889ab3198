import Failures
import PatrolModel
import PenaltyModel
import Planning
import Tuning

/// The weights A, B and C as parameters of a study, as far as they play a part.
///
/// Each ranges, all orders of magnitude alike, from M*/10, where a broken rule is cheaper than most
/// detours, to the weight proven sufficient beforehand, or, where that is less, to what Theorem B asks
/// for if exchanges of two cars' tails repair every break: M* + R for A and B, R for C
/// (``PenaltyBounds``). Other proofs pay for all breaks at once; with such weights the walk freezes.
/// With rules for single cars, which exchanges do not repair, 20 M* takes the place of both.
/// For several instances a range holds those of all.
struct WeightSpace: Sendable {
  let space: SearchSpace
  private var demand: Parameter<Double>?
  private var oneLocation: Parameter<Double>?
  private var presence: Parameter<Double>?
  /// The weights that `temper solve` takes by default, as far as they are in range; for several
  /// instances the largest, so that none is too small for any.
  let practical: [ParameterValue]

  init(_ request: TuneRequest) throws(TuneError) {
    let ranges = request.instances.map { WeightRanges($0.instance, moves: request.moves) }
    var space = SearchSpace()
    do throws(SearchSpaceError) {
      if let range = Self.hull(ranges.compactMap(\.demand)) {
        demand = try space.logUniform("A", in: range)
      }
      if let range = Self.hull(ranges.compactMap(\.oneLocation)) {
        oneLocation = try space.logUniform("B", in: range)
      }
      if let range = Self.hull(ranges.compactMap(\.presence)) {
        presence = try space.logUniform("C", in: range)
      }
    } catch { throw .nothingToTune("the travel times leave no range of weights: \(error)") }
    guard !space.entries.isEmpty else {
      throw .nothingToTune(
        "exchange moves keep all rules of this instance by themselves, so that no weight plays a "
          + "part", remedy: .movesWithWeights([.flip, .oneHot].map(\SolveRequest.Moves.rawValue)))
    }
    self.space = space
    let defaults = request.instances.map {
      request.solveRequest(for: $0.instance).weightChoice.weights
    }
    practical = space.entries.compactMap { entry in
      guard case .real(let range, _) = entry.domain else { return nil }
      let minutes = defaults.map { weights in
        switch entry.name {
        case "A": weights.demand.value
        case "B": weights.oneLocation.value
        default: weights.presence.value
        }
      }
      return .real(min(max(minutes.max() ?? 0, range.lowerBound), range.upperBound))
    }
  }

  /// The least range that holds all of some; nil if there is none.
  private static func hull(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    guard let least = ranges.map(\.lowerBound).min(), let most = ranges.map(\.upperBound).max()
    else { return nil }
    return least...most
  }

  /// The weights of a trial, to a tenth of a minute; 0 for those that play no part.
  func weights(of trial: Trial) -> PenaltyWeights {
    func minutes(_ parameter: Parameter<Double>?) -> Minutes {
      parameter.flatMap { Minutes(rounding: trial[$0]) } ?? .zero
    }
    return PenaltyWeights(
      demand: minutes(demand), oneLocation: minutes(oneLocation), presence: minutes(presence))
  }
}

/// The ranges of the weights that play a part for an instance.
private struct WeightRanges {
  var demand: ClosedRange<Double>?
  var oneLocation: ClosedRange<Double>?
  var presence: ClosedRange<Double>?

  init(_ instance: PatrolInstance, moves: SolveRequest.Moves) {
    let bounds = PenaltyBounds(instance)
    let detour = Double(bounds.twiceHalfDetour.tenths) / 20
    let sufficient = bounds.sufficient.weights
    let least = max(0.1, detour / 10)
    func range(to certified: Minutes, or repair: Double) -> ClosedRange<Double> {
      let most = min(certified.value, repair, PenaltyWeights.largest.value)
      return least...max(most, 2 * least)
    }
    let exchange = instance.hasCarRules ? 20 * detour : bounds.tailExchange.value
    let both = instance.hasCarRules ? exchange : detour + exchange
    // Exchanges keep demand, but not that for classes of cars, which A is for, too.
    if moves != .exchange || !instance.rules.classMinimums.isEmpty {
      demand = range(to: sufficient.demand, or: both)
    }
    if moves == .flip { oneLocation = range(to: sufficient.oneLocation, or: both) }
    if bounds.practical.weights.presence > .zero {
      presence = range(to: sufficient.presence, or: exchange)
    }
  }
}
