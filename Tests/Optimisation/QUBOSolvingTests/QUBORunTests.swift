import Annealing
import Coefficients
import Foundation
import QUBOFiles
import QUBOModel
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A QUBO run")
struct QUBORunTests {
  /// The cycle of five vertices: its greatest cut is four.
  static let cycle = "5 5\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 1 1\n"

  private func request(_ text: String, steps: Int = 500) throws -> QUBORequest {
    QUBORequest(
      problem: try QUBOFile(Array(text.utf8), file: "g.rud"), seed: 1, stop: Stop(steps: steps))
  }

  @Test("finds the greatest cut of a cycle", arguments: FlipAlgorithm.allCases)
  func cycle(algorithm: FlipAlgorithm) throws {
    var request = try request(Self.cycle)
    request.algorithm = algorithm
    request.target = ExactDecimal(units: 4)
    let outcome = try QUBORun(request).run()
    #expect(outcome.value.description == "4")
    #expect(outcome.energy.description == "-4")
    #expect(outcome.reachedTarget == true)
    #expect(outcome.result.reason == .target)
    #expect(outcome.timeToTarget != nil)
    #expect(!outcome.wasCancelled)
    let x = (0..<5).map { outcome.assignment[$0] }
    #expect((0..<5).count { x[$0] != x[($0 + 1) % 5] } == 4)
  }

  @Test("starts from given states, with what is fixed and what is reduced", arguments: seeds(20))
  func starts(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 4)
    let count = 30
    // Few couplings a bit, so that some are left out.
    let qubo = try PlainQUBO(
      variableCount: count, density: 0.12, magnitude: 20, using: &random
    ).built(.sparse)
    var request = QUBORequest(
      problem: QUBOFile(model: qubo), seed: seed, stop: Stop(steps: 2_000))
    request.fixed = [3: true, 7: false]
    let best = try QUBORun(request).run()
    request.starts = [BitVector(count: count), best.assignment]
    (request.seed, request.stop) = (seed + 1, Stop(steps: 1))
    let started = try QUBORun(request).run()
    #expect(started.energy.double <= best.energy.double, "seed \(seed)")
    #expect(started.assignment[3] && !started.assignment[7], "seed \(seed)")
  }

  @Test("that misses its target says so")
  func missed() throws {
    var request = try request(Self.cycle)
    request.target = ExactDecimal(units: 5)
    let outcome = try QUBORun(request).run()
    #expect(outcome.reachedTarget == false)
    #expect(outcome.timeToTarget == nil)
    // A cycle is solved by reduction alone.
    #expect(outcome.result.reason == .solved && outcome.searchedVariableCount == 0)
  }

  @Test("is refused if its replicas do not fit")
  func memory() throws {
    var request = try request(Self.cycle)
    request.memoryLimit = 1000
    #expect(throws: QUBORunError.self) { try QUBORun(request).run() }
  }

  @Test("puts names before bits")
  func labels() throws {
    let text = "{\"binary_polynomial\":{\"terms\":[{\"c\":-1,\"p\":[3]},{\"c\":1,\"p\":[8]}]}}"
    let problem = try QUBOFile(Array(text.utf8), file: "r.json")
    let outcome = try QUBORun(
      QUBORequest(problem: problem, seed: 1, stop: Stop(steps: 10))
    ).run()
    #expect(problem.text(of: outcome.assignment) == "3 1\n8 0\n")
  }

  static let folder = Repository.benchmarks

  @Test(
    "reaches the published optima of small benchmarks",
    .enabled(
      if: FileManager.default.fileExists(
        atPath: folder.appending(path: "gka/gka1a.sparse").path),
      "needs the public benchmarks: set TEMPER_BENCHMARKS"),
    arguments: [
      ("gka/gka1a", -3414), ("gka/gka5a", -5737), ("gka/gka1b", -133), ("gka/gka5b", -150),
      ("gka/gka1c", -5058), ("gka/gka1d", -6333), ("be/be100.1", -19412), ("be/be100.2", -17290),
      ("be/be100.3", -17565), ("be/be250.1", -24076), ("bqp/bqp250-1", -45607),
    ])
  func benchmarks(name: String, optimum: Int) throws {
    let path = Self.folder.appending(path: "\(name).sparse")
    let problem = try QUBOFile([UInt8](try Data(contentsOf: path)), file: path.path)
    var request = QUBORequest(problem: problem, seed: 1, stop: Stop(steps: 200_000))
    request.target = ExactDecimal(units: Int64(optimum))
    let outcome = try QUBORun(request).run()
    #expect(outcome.value == ExactDecimal(units: Int64(optimum)))
  }
}
