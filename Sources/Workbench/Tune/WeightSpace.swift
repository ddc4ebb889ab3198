import PatrolModel
import PenaltyModel
import Tuning

/// The weights A, B and C as parameters of a study, as far as they play a part.
///
/// Each ranges, all orders of magnitude alike, from M*/20, where a broken rule is cheaper than most
/// detours, to the weight proven sufficient beforehand, or 20 M* where that is less: single bits
/// change travel by M* at most (``PenaltyBounds``), and still larger weights only freeze the walk.
struct WeightSpace: Sendable {
  let space: SearchSpace
  private var demand: Parameter<Double>?
  private var oneLocation: Parameter<Double>?
  private var presence: Parameter<Double>?

  init(_ request: TuneRequest) throws(TuneError) {
    let bounds = PenaltyBounds(request.instance)
    let detour = Double(bounds.twiceHalfDetour.tenths) / 20
    let sufficient = bounds.sufficient.weights
    let least = max(0.1, detour / 20)
    func range(to certified: Minutes) -> ClosedRange<Double> {
      let most = min(certified.value, 20 * detour, PenaltyWeights.largest.value)
      return least...max(most, 2 * least)
    }
    var space = SearchSpace()
    do throws(SearchSpaceError) {
      // Exchanges keep demand, but not that for classes of cars, which A is for, too.
      if request.moves != .exchange || !request.instance.rules.classMinimums.isEmpty {
        demand = try space.logUniform("A", in: range(to: sufficient.demand))
      }
      if request.moves == .flip {
        oneLocation = try space.logUniform("B", in: range(to: sufficient.oneLocation))
      }
      if bounds.practical.weights.presence > .zero {
        presence = try space.logUniform("C", in: range(to: sufficient.presence))
      }
    } catch { throw .nothingToTune("the travel times leave no range of weights: \(error)") }
    guard !space.entries.isEmpty else {
      throw .nothingToTune(
        "exchange moves keep all rules of this instance by themselves, so that no weight plays a "
          + "part; give --moves flip or one-hot")
    }
    self.space = space
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
