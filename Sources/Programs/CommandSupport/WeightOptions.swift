package import ArgumentParser
package import Temper

/// The penalty weights A, B and C, as far as they are given.
package struct WeightOptions: ParsableArguments {
  package init() {}

  @Option(
    name: .customLong(PenaltyWeight.demand.letter),
    help: ArgumentHelp("Penalty weight A (demand).", valueName: "minutes"), transform: parseMinutes)
  package var demand: Minutes?

  @Option(
    name: .customLong(PenaltyWeight.oneLocation.letter),
    help: ArgumentHelp("Penalty weight B (one location).", valueName: "minutes"),
    transform: parseMinutes)
  package var oneLocation: Minutes?

  @Option(
    name: .customLong(PenaltyWeight.presence.letter),
    help: ArgumentHelp("Penalty weight C (presence).", valueName: "minutes"),
    transform: parseMinutes)
  package var presence: Minutes?

  /// Whether none is given.
  package var areMissing: Bool { (demand ?? oneLocation ?? presence) == nil }

  /// All three, or `nil` if one is not given.
  package var all: PenaltyWeights? {
    guard let demand, let oneLocation, let presence else { return nil }
    return PenaltyWeights(demand: demand, oneLocation: oneLocation, presence: presence)
  }

  /// Throws if weights are given beside the request for sufficient ones.
  package func validate(sufficient: Bool) throws {
    if sufficient && !areMissing {
      throw ValidationError("--sufficient-weights leaves no room for --A, --B or --C.")
    }
  }

  /// Where the weights of a search come from.
  package func choice(sufficient: Bool) -> SolveRequest.Weights {
    if sufficient { return .sufficient }
    return areMissing
      ? .practical : .given(demand: demand, oneLocation: oneLocation, presence: presence)
  }
}
