import Annealing
import Coefficients
import Foundation
import QUBOFiles
import QUBOModel
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

/// Functions after public reports: coefficients of separated scales, ties, large penalties.
@Suite("A search of functions of several scales")
struct ScaleCaseTests {
  static let minima: [(file: String, energy: Int64)] = [
    ("weak-ring-beside-strong-pairs", -3_040), ("isolated-fields-R1", -342),
    ("isolated-fields-R10", -2_520), ("isolated-fields-R1000", -242_100),
    ("planted-scales-1", -1_454), ("planted-scales-3", -3_562), ("planted-scales-10", -10_940),
    ("planted-scales-30", -32_020), ("planted-scales-1000", -1_054_400), ("scales-3", -375),
    ("ring7", -8), ("ring10", -11), ("lap12-P100", -2_259), ("lap12-P1000", -23_859),
    ("lap12-P10000", -239_859), ("lap12-P1000000", -23_999_859),
  ]

  @Test(
    "finds their minima",
    .enabled(if: Repository.exists(Repository.quboCases), "needs shared cases: set TEMPER_CASES"),
    arguments: minima, FlipAlgorithm.allCases)
  func found(one: (file: String, energy: Int64), algorithm: FlipAlgorithm) throws {
    var request = try Self.request(one.file)
    request.algorithm = algorithm
    request.stop.steps = algorithm == .parallelTempering ? 20_000 : 400_000
    request.target = ExactDecimal(units: one.energy)
    let outcome = try QUBORun(request).run()
    #expect(outcome.energy == ExactDecimal(units: one.energy), "\(one.file)")
  }

  @Test(
    "gets far down smooth heavy tails",
    .enabled(if: Repository.exists(Repository.quboCases), "needs shared cases: set TEMPER_CASES"))
  func heavyTail() throws {
    var request = try Self.request("heavy-tail-1e6")
    request.target = ExactDecimal(units: -80_747_665)
    request.stop.steps = 40_000
    #expect(try QUBORun(request).run().reachedTarget == true)
  }

  @Test("reports the energy of the whole function's assignment", arguments: seeds(20))
  func expanded(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let plain = PlainQUBO(
      variableCount: 3 + random.uniform(below: 12), density: 0.25, magnitude: 9, using: &random)
    var request = QUBORequest(
      problem: QUBOFile(model: try plain.built(.sparse)), seed: seed, stop: Stop(steps: 400))
    request.target = ExactDecimal(units: plain.minimum())
    var states: [BitVector] = []
    let outcome = try QUBORun(request).run { event in
      if case .incumbent(let best, _) = event { states.append(best.state) }
    }
    #expect(outcome.energy == ExactDecimal(units: plain.minimum()), "seed \(seed)")
    #expect(outcome.assignment.count == plain.variableCount && states.last == outcome.assignment)
    let exact = plain.energy((0..<plain.variableCount).map { outcome.assignment[$0] })
    #expect(exact == plain.minimum(), "seed \(seed)")
  }

  private static func request(_ name: String) throws -> QUBORequest {
    let path = Repository.quboCases.appending(path: "\(name).coo")
    let problem = try QUBOFile([UInt8](try Data(contentsOf: path)), file: path.path)
    return QUBORequest(problem: problem, seed: 1, stop: Stop())
  }
}
