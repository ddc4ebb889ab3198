import Annealing
import PatrolModel
import PenaltyModel
import Planning
import QUBOFiles
import QUBOModel
import ScheduleChecking
import ShiftFunctions
import Testing
import _TemperTestSupport

@Suite("The QUBO of a shift, in a file")
struct ScheduleQUBOFileTests {
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

  @Test("of a roster gives its plans back, and says what others break", arguments: 0..<10)
  func roster(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    var request = SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 1))
    request.weights = .sufficient
    let file = try ScheduleQUBOFile(request)
    let names = try #require(file.file.labels).map { label in
      if case .name(let name) = label { name } else { "" }
    }
    var hasPlan = false
    everySchedule(of: instance) { schedule in
      guard !hasPlan, ScheduleChecker(instance).judge(schedule).isFeasible else { return }
      hasPlan = true
      var bits = BitVector(count: names.count)
      for car in instance.carIndices {
        for step in instance.shift.steps {
          guard let sector = schedule[step, car] else { continue }
          let name = "\(instance.fleet[car].id)/\(step.number)/\(instance[sector].id)"
          if let bit = names.firstIndex(of: name) { bits[bit] = true }
        }
      }
      let reading = file.decode(bits)
      #expect(reading.schedule == schedule && reading.problems.isEmpty, "seed \(seed)")
    }
    let nothing = file.decode(BitVector(count: names.count))
    #expect(!nothing.problems.isEmpty, "seed \(seed)")
  }
}
