import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct SweepLadderTests {
  @Test("The ends are shares of the spread of fields over random states", arguments: 0..<20)
  func ends(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed))
    let (count, density) = seed % 2 == 0 ? (30, 0.3) : (150, 0.95)
    let plain = PlainQUBO(variableCount: count, density: density, magnitude: 25, using: &random)
    // s² = ¼ Σⱼ b_ij², averaged over i.
    let squares = plain.couplings.joined().reduce(0.0) { $0 + Double($1 * $1) }
    let spread = (squares / 4 / Double(count)).squareRoot()
    let neighbours = plain.couplings.joined().count { $0 != 0 } / count
    let ends = neighbours < 100 ? (0.05, 0.45) : (0.03, 0.3)
    let ladder = TemperatureLadder(forSweepsOf: try plain.built(), count: 7)
    #expect(ladder.temperatures.count == 7)
    #expect(abs(ladder.temperatures[0] - ends.0 * spread) < 1e-9 * spread, "seed \(seed)")
    #expect(abs(ladder.temperatures[6] - ends.1 * spread) < 1e-9 * spread, "seed \(seed)")
  }

  @Test("A function of single bits has temperatures above 0 all the same")
  func noCouplings() throws {
    var plain = PlainQUBO(variableCount: 3)
    plain.linear = [1, -2, 3]
    let ladder = TemperatureLadder(forSweepsOf: try plain.built(), count: 3)
    #expect(ladder.temperatures.allSatisfy { $0 > 0 })
  }
}
