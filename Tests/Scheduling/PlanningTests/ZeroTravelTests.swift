import Annealing
import Foundation
import InstanceSources
import PatrolModel
import PenaltyModel
import Planning
import QUBOFiles
import QUBOModel
import Testing
import _TemperTestSupport

@Suite("A shift whose travel is 0")
struct ZeroTravelTests {
  private static func instance(_ name: String) throws -> PatrolInstance {
    try PatrolInstance(contentsOf: QUBOCase.folder.appending(path: name).path)
  }

  @Test(
    "has weights of at least a unit, C too where a presence rule is",
    arguments: ["zero-4x5x5.json", "zero-13x11x12.json"])
  func weights(name: String) throws {
    let instance = try Self.instance(name)
    let bounds = PenaltyBounds(instance)
    for choice in [
      bounds.practical, bounds.practicalForOneHot, bounds.practicalForExchange, bounds.sufficient,
    ] {
      let weights = choice.weights
      #expect(weights.demand > .zero && weights.oneLocation > .zero, "\(choice)")
      #expect((weights.presence > .zero) == (instance.presence != .none), "\(choice)")
    }
  }
}
