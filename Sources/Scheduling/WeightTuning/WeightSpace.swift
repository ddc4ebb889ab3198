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
/// For several instances a range holds those of all. A user's own ranges and values go before these.
struct WeightSpace: Sendable {
  let space: SearchSpace
  private let parameters: [PenaltyWeight: Parameter<Double>]
  private let fixed: [PenaltyWeight: Minutes]
  /// The weights that `temper solve` takes by default, as far as they are in range; for several
  /// instances the largest, so that none is too small for any.
  let practical: [ParameterValue]
  /// What the user wants to be tried before all else.
  let firstTries: [[ParameterValue]]

  init(_ request: TuneRequest) throws(TuneError) {
    let members = request.instances.map { WeightRanges($0.instance, moves: request.moves) }
    let defaults = request.instances.map {
      request.solveRequest(for: $0.instance).weightChoice.weights
    }
    var space = SearchSpace()
    var parameters: [PenaltyWeight: Parameter<Double>] = [:]
    var practical: [ParameterValue] = []
    let wishes = request.wishes
    let derived = Self.derived(members)
    try wishes.check(against: derived)
    do throws(SearchSpaceError) {
      for weight in PenaltyWeight.allCases where wishes.fixed[weight] == nil {
        guard let range = wishes.range(of: weight) ?? derived[weight] else { continue }
        parameters[weight] = try space.logUniform(weight.letter, in: range)
        let most = defaults.map { $0[weight].value }.max() ?? 0
        practical.append(.real(min(max(most, range.lowerBound), range.upperBound)))
      }
    } catch { throw .nothingToTune("the travel times leave no range of weights: \(error)") }
    guard !space.entries.isEmpty else {
      throw .nothingToTune(
        "exchange moves keep all rules of this instance by themselves, so that no weight plays a "
          + "part", remedy: .movesWithWeights([.flip, .oneHot].map(\SolveRequest.Moves.rawValue)))
    }
    (self.space, self.parameters, self.practical) = (space, parameters, practical)
    fixed = wishes.fixed
    firstTries = try wishes.firstTries(in: space, otherwise: practical)
  }

  /// The ranges of the weights that play a part for any of the instances.
  private static func derived(_ members: [WeightRanges]) -> [PenaltyWeight: ClosedRange<Double>] {
    var ranges: [PenaltyWeight: ClosedRange<Double>] = [:]
    for weight in PenaltyWeight.allCases {
      ranges[weight] = hull(members.compactMap { $0[weight] })
    }
    return ranges
  }

  /// The least range that holds all of some; nil if there is none.
  private static func hull(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    guard let least = ranges.map(\.lowerBound).min(), let most = ranges.map(\.upperBound).max()
    else { return nil }
    return least...most
  }

  /// The weights of a trial, to a tenth of a minute; 0 for those that play no part.
  func weights(of trial: Trial) -> PenaltyWeights {
    PenaltyWeights { weight in
      if let value = fixed[weight] { return value }
      return parameters[weight].flatMap { Minutes(rounding: trial[$0]) } ?? .zero
    }
  }
}

extension WeightWishes {
  /// The user's range in minutes, if there is one.
  fileprivate func range(of weight: PenaltyWeight) -> ClosedRange<Double>? {
    ranges[weight].map { $0.lowerBound.value...$0.upperBound.value }
  }

  /// Throws unless all wishes are about weights that play a part, and leave something to tune.
  fileprivate func check(
    against derived: [PenaltyWeight: ClosedRange<Double>]
  ) throws(TuneError) {
    let named = Set(ranges.keys).union(fixed.keys).union(firstTries.flatMap(\.keys))
    for weight in PenaltyWeight.allCases where named.contains(weight) && derived[weight] == nil {
      throw .noPart(weight)
    }
    for weight in PenaltyWeight.allCases {
      guard let range = ranges[weight] else { continue }
      guard range.lowerBound > .zero, range.lowerBound < range.upperBound else {
        throw .unusableRange(weight, range)
      }
      if fixed[weight] != nil { throw .rangeOfFixed(weight) }
    }
    if !derived.isEmpty && derived.keys.allSatisfy({ fixed[$0] != nil }) { throw .allFixed }
  }

  /// The first tries as values of the space, with the default of what they leave out.
  fileprivate func firstTries(
    in space: SearchSpace, otherwise values: [ParameterValue]
  ) throws(TuneError) -> [[ParameterValue]] {
    var all: [[ParameterValue]] = []
    for given in firstTries {
      for (weight, value) in given {
        if let other = fixed[weight], other != value { throw .rangeOfFixed(weight) }
      }
      var setting: [ParameterValue] = []
      for (entry, value) in zip(space.entries, values) {
        let own = PenaltyWeight.allCases.first { $0.letter == entry.name }.flatMap { given[$0] }
        setting.append(own.map { .real($0.value) } ?? value)
      }
      do { try space.check(setting) } catch { throw .outsideRange(error) }
      all.append(setting)
    }
    return all
  }
}

/// The ranges of the weights that play a part for an instance.
private struct WeightRanges {
  private var ranges: [PenaltyWeight: ClosedRange<Double>] = [:]

  subscript(weight: PenaltyWeight) -> ClosedRange<Double>? { ranges[weight] }

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
    if moves.demandIsPenalty || !instance.rules.classMinimums.isEmpty {
      ranges[.demand] = range(to: sufficient.demand, or: both)
    }
    if moves.oneLocationIsPenalty {
      ranges[.oneLocation] = range(to: sufficient.oneLocation, or: both)
    }
    if bounds.practical.weights.presence > .zero {
      ranges[.presence] = range(to: sufficient.presence, or: exchange)
    }
  }
}
