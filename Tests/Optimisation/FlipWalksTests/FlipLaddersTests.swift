import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct FlipLaddersTests {
  @Test("Where all spins are alike the ends are shares of what one feels", arguments: 0..<6)
  func ends(degree: Int) throws {
    // A ring with couplings of 8 to the next 2 + degree vertices on either side, without fields.
    let (count, reach) = (60, 2 + degree)
    var plain = PlainQUBO(variableCount: count)
    for i in 0..<count {
      for step in 1...reach {
        let j = (i + step) % count
        plain.couplings[i][j] = 8
        plain.couplings[j][i] = 8
      }
    }
    for i in 0..<count { plain.linear[i] = -plain.couplings[i].reduce(0, +) / 2 }
    // J = 8/4, and 2 · reach neighbours.
    let unit = 2 * Double(2 * reach).squareRoot()
    let ladders = FlipLadders(forSweepsOf: try plain.built(), seed: 1)
    let ladder = ladders.main.temperatures
    #expect(ladder.count == 32 && ladders.narrow == nil && ladders.replicaCount == 32)
    #expect(abs(ladder[0] - 0.1 * unit) < 1e-9 * unit)
    #expect(abs(ladder[31] - 0.9 * unit) < 1e-9 * unit)
    let few = FlipLadders(forSweepsOf: try plain.built(), count: 7, seed: 1)
    #expect(few.main.temperatures.count == 7)
  }

  @Test(
    "A stiff and a soft spin are both within the ladder",
    arguments: [10, 1_000, 100_000] as [Int64])
  func scales(ratio: Int64) throws {
    var plain = PlainQUBO(variableCount: 40)
    for i in stride(from: 0, to: 40, by: 2) {
      let value = i < 20 ? 4 : 4 * ratio
      plain.couplings[i][i + 1] = value
      plain.couplings[i + 1][i] = value
    }
    let qubo = try plain.built(.sparse)
    for ladders in [
      FlipLadders(forSweepsOf: qubo, seed: 1), FlipLadders(forParallelTrialsOf: qubo, seed: 1),
    ] {
      let ladder = ladders.main.temperatures
      // A soft flip costs up to 4, a stiff one up to 4 · ratio.
      #expect((ladder.first ?? .infinity) <= 0.8, "\(ratio)")
      #expect((ladder.last ?? 0) >= 0.5 * Double(ratio), "\(ratio)")
      #expect(ladder.count <= 512 && zip(ladder, ladder.dropFirst()).allSatisfy { $0 < $1 })
    }
    let ladders = FlipLadders(forSweepsOf: qubo, seed: 1)
    #expect((ladders.narrow == nil) == (ratio < 100), "\(ratio)")
    #expect(FlipLadders(forSweepsOf: qubo, most: 32, seed: 1).replicaCount <= 32)
  }

  @Test("A function of single bits, or of none, has temperatures above 0 all the same")
  func noCouplings() throws {
    var plain = PlainQUBO(variableCount: 3)
    plain.linear = [1, -2, 3]
    for qubo in [try plain.built(), try PlainQUBO(variableCount: 0).built()] {
      for ladders in [
        FlipLadders(forSweepsOf: qubo, seed: 1), FlipLadders(forParallelTrialsOf: qubo, seed: 1),
      ] {
        #expect(ladders.main.temperatures.allSatisfy { $0 > 0 && $0.isFinite })
      }
    }
  }
}
