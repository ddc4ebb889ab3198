import FlipWalks
import Foundation
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Energies are kept by differences; these tests compute them anew as the walk goes on.
///
/// TEMPER_FLIPS says how many flips each walk makes, as 250e6; the default is for every day.
@Suite("Energies do not drift")
struct EnergyDriftTests {
  static let flips = ProcessInfo.processInfo.environment["TEMPER_FLIPS"].flatMap(Double.init) ?? 2e5

  struct Walk: CustomTestStringConvertible, Sendable {
    let bits: Int
    let density: Double
    let weight: Int64
    let move: FlipMove

    var testDescription: String { "\(bits) bits, density \(density), |b| <= \(weight), \(move)" }
  }

  static let walks = [
    Walk(bits: 256, density: 1, weight: 1, move: .sweep),
    Walk(bits: 256, density: 1, weight: 100, move: .parallelTrial(offsetIncrement: 0)),
    Walk(bits: 256, density: 1, weight: 30_000, move: .parallelTrial(offsetIncrement: 50)),
    Walk(bits: 1_000, density: 0.01, weight: 1_000_000, move: .sweep),
    Walk(bits: 1_000, density: 0.01, weight: 100, move: .parallelTrial(offsetIncrement: 0)),
    Walk(bits: 1_000, density: 0.01, weight: 100, move: .parallelTrial(offsetIncrement: 3)),
  ]

  @Test("over many flips of every kind", arguments: walks)
  func stayExact(walk: Walk) throws {
    var random = RandomStream(seed: 17, stream: 0)
    let qubo = try Self.function(walk, using: &random)
    let walker = FlipWalker(
      qubo, move: walk.move, from: BitVector(count: walk.bits), kernels: .best, seed: 3)
    let hot = Double(walk.weight) * (Double(walk.bits) * walk.density).squareRoot()
    var (made, blocks) = (0.0, 0)
    while made < Self.flips {
      // Hot and cold by turns, so that states never settle.
      let steps = walk.move == .sweep ? 20 : 5_000
      made += Double(walker.advance(steps, hot / Double(1 + blocks % 4)))
      blocks += 1
      let energy = qubo.energy(of: walker.assignment())
      guard walker.energy == energy else {
        Issue.record("after \(made) flips \(walker.energy) stands for \(energy)")
        return
      }
    }
    #expect(made >= Self.flips)
  }

  private static func function(
    _ walk: Walk, using random: inout RandomStream
  ) throws -> QUBO {
    var builder = QUBOBuilder(variableCount: walk.bits)
    for i in 0..<walk.bits {
      builder.addLinear(i, Self.weight(walk.weight, using: &random))
      for j in 0..<i where random.unit() < walk.density {
        builder.addCoupling(i, j, Self.weight(walk.weight, using: &random))
      }
    }
    return try builder.build()
  }

  private static func weight(_ most: Int64, using random: inout RandomStream) -> Int64 {
    Int64(random.uniform(below: Int(2 * most + 1))) - most
  }
}
