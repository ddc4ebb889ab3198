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

  @Test("has a QUBO whose minimum is a plan, and smaller weights are proven too small")
  func tooSmall() throws {
    let instance = try Examples.instance("tiny-4x5x5")
    var request = SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 3000))
    request.moves = .flip
    request.weights = .given(
      demand: Minutes(tenths: 1), oneLocation: Minutes(tenths: 1), presence: Minutes(tenths: 1))
    let small = try ScheduleQUBOFile(request)
    let nothing = BitVector(count: small.file.model.variableCount)
    let proof = try #require(small.proofOfTooSmallWeights(nothing))
    #expect(proof.energy < proof.bound)
    request.weights = .sufficient
    let large = try ScheduleQUBOFile(request)
    #expect(large.proofOfTooSmallWeights(nothing) == nil)
  }
}
