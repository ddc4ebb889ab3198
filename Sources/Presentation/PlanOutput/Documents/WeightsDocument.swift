import Contradictions
public import Documents
import PatrolModel
import PenaltyModel
public import Planning
import ScheduleChecking

/// What is known about penalty weights as JSON: format `temper-weights`, version 1.
///
/// It depends on instance, options and seed alone: two runs write the same bytes.
public struct WeightsDocument: JSONDocument, Sendable {
  private let format = "temper-weights"
  private let version = 1
  private let instance: InstanceReference
  private let seed: UInt64
  private let steps: Int
  private let conflicts: [String]
  private let planMinutes: Double?
  private let leastTravelMinutes: Double
  private let bounds: [Bound]
  private let proofs: [Proof]
  private let given: Given?
  /// Why searches ended before they were over, if they did.
  private let cutShortBy: String?

  /// Collects what is to be written.
  public init(_ outcome: WeightsOutcome, of request: WeightsRequest) {
    let patrol = request.instance
    instance = InstanceReference(patrol)
    seed = request.seed
    steps = request.steps
    conflicts = outcome.conflicts.map(\.description)
    planMinutes = outcome.plan?.value
    leastTravelMinutes = outcome.leastTravel.value
    bounds = outcome.bounds.map {
      Bound(minutes: $0.travel.value, largestMultiplierMinutes: $0.largestPrice.value)
    }
    proofs = outcome.proofs.map(Proof.init)
    cutShortBy = outcome.end == .complete ? nil : outcome.end.rawValue
    given = request.weights.flatMap { weights in
      outcome.verdict.map { Given(weights, $0, patrol) }
    }
  }

  private struct Bound: Encodable {
    let minutes: Double
    let largestMultiplierMinutes: Double
  }

  private struct Proof: Encodable {
    let theorem: String
    let condition: String
    let weightsMinutes: [String: Double]

    init(_ proof: WeightProof) {
      theorem = proof.theorem.rawValue
      condition = proof.smallest.condition
      weightsMinutes = proof.smallest.weights.minutesByLetter
    }
  }

  private struct Given: Encodable {
    let weightsMinutes: [String: Double]
    let verdict: String
    let theorem: String?
    let state: State?

    init(_ weights: PenaltyWeights, _ verdict: WeightsOutcome.Verdict, _ patrol: PatrolInstance) {
      weightsMinutes = weights.minutesByLetter
      switch verdict {
      case .proven(let proof):
        (self.verdict, theorem, state) = ("proven", proof.theorem.rawValue, nil)
      case .refuted(let example):
        (self.verdict, theorem, state) = ("refuted", nil, State(example, patrol))
      case .open(let example):
        (self.verdict, theorem, state) = ("open", nil, example.map { State($0, patrol) })
      }
    }
  }

  private struct State: Encodable {
    let energyMinutes: [String: Double]
    let totalMinutes: Double
    let breaches: [String]
    let assignment: [Line]

    init(_ example: CounterExample, _ patrol: PatrolInstance) {
      energyMinutes = Dictionary(
        uniqueKeysWithValues: PenaltyTerm.terms(of: patrol).map {
          ($0.rawValue, example.energy[$0].value)
        })
      totalMinutes = example.energy.total.value
      breaches = example.breaches.map { $0.words(in: patrol) }
      assignment = example.places.map { place in
        Line(
          car: patrol.fleet[place.car].id.rawValue, step: place.step.number,
          sector: patrol[place.sector].id.rawValue)
      }
    }
  }

  private struct Line: Encodable {
    let car: String
    let step: Int
    let sector: String
  }
}
