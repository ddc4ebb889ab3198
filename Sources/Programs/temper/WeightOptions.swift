import ArgumentParser
import PatrolModel
import PenaltyModel

/// The penalty weights A, B and C, as far as they are given.
struct WeightOptions: ParsableArguments {
  @Option(
    name: .customLong("A"),
    help: ArgumentHelp("Penalty weight A (demand).", valueName: "minutes"), transform: parseMinutes)
  var demand: Minutes?

  @Option(
    name: .customLong("B"),
    help: ArgumentHelp("Penalty weight B (one location).", valueName: "minutes"),
    transform: parseMinutes)
  var oneLocation: Minutes?

  @Option(
    name: .customLong("C"),
    help: ArgumentHelp("Penalty weight C (presence).", valueName: "minutes"),
    transform: parseMinutes)
  var presence: Minutes?

  /// Whether none is given.
  var areMissing: Bool { (demand ?? oneLocation ?? presence) == nil }

  /// All three, or `nil` if one is not given.
  var all: PenaltyWeights? {
    guard let demand, let oneLocation, let presence else { return nil }
    return PenaltyWeights(demand: demand, oneLocation: oneLocation, presence: presence)
  }
}
