import Annealing
import Figures
public import InstanceSources
import PatrolModel
import PenaltyModel
public import Planning
import ScheduleChecking

extension ResultDocument {
  /// Collects what `temper solve` came to.
  public init(
    _ outcome: SolveOutcome, of request: SolveRequest, optimum: KnownOptimum?, version: String,
    command: String
  ) {
    self.init(
      status: outcome.isProvenOptimal ? "optimal" : outcome.status.rawValue,
      of: request.instance, plan: outcome.plan,
      bound: outcome.bound?.travel,
      gap: outcome.plan.flatMap { outcome.bound?.gap(of: $0.verdict.totalTravel) },
      optimum: optimum, conflicts: outcome.conflicts)
    verdict = ResultVerdict.words(
      status: status, gap: provenGap, isCutShort: outcome.wasCancelled)
    otherRule = outcome.status == .infeasible ? request.instance.otherRule : nil
    breaches = outcome.breaches.map { $0.words(in: request.instance) }
    diagnosis = outcome.diagnosis.map {
      Diagnosis(
        verdict: $0.verdict.rawValue, energyMinutes: $0.energy.value,
        repairedMinutes: $0.repaired.value)
    }
    search = outcome.search.map { Search($0, request) }
    run = outcome.search.map { Run($0, request, end: outcome.end ?? "", version, command) }
  }

  /// Why a search ended without a plan.
  struct Diagnosis: Codable {
    let verdict: String
    let energyMinutes: Double
    let repairedMinutes: Double
  }

  /// How a search went.
  struct Search: Codable {
    let seed: UInt64
    let moves: String
    let algorithm: String
    let replicas: Int
    let weightsMinutes: [String: Double]
    let weightsReason: String
    let energyMinutes: [String: Double]
    let bits: Int?
    let couplings: Int?
    let steps: Int
    let stepsToBest: Int
    let acceptedMoves: Int
    let temperaturesMinutes: [Double]
    let exchangeRates: [Double]
    let roundTrips: Int
    let incumbents: [Incumbent]

    init(_ record: SearchRecord, _ request: SolveRequest) {
      seed = request.seed
      moves = request.moves.rawValue
      algorithm = request.moves.algorithm(ofBits: request.algorithm).rawValue
      replicas = request.replicas
      weightsMinutes = record.weights.weights.minutesByLetter
      weightsReason = record.weights.words
      energyMinutes = Dictionary(
        uniqueKeysWithValues: PenaltyTerm.terms(of: request.instance).map {
          ($0.rawValue, record.energy[$0].value)
        })
      bits = record.bits
      couplings = record.couplings
      steps = record.progress.steps
      stepsToBest = record.progress.stepsToBest
      acceptedMoves = record.progress.acceptedMoves
      temperaturesMinutes = record.temperatures
      exchangeRates = record.exchange.rates
      roundTrips = record.progress.roundTrips
      incumbents = record.incumbents.map {
        Incumbent(step: $0.step, energyMinutes: $0.energy.value, violation: $0.violation)
      }
    }
  }

  /// A state that was better than all before it.
  struct Incumbent: Codable {
    let step: Int
    let energyMinutes: Double
    let violation: Int
  }

  /// What depends on the machine.
  struct Run: Codable {
    let temper: String
    let command: String
    let threads: Int
    let ended: String
    let buildSeconds: Double?
    let searchSeconds: Double
    let secondsToBest: Double?
    let secondsToFirstFeasible: Double?
  }
}

extension ResultDocument.Run {
  init(
    _ record: SearchRecord, _ request: SolveRequest, end: String, _ version: String,
    _ command: String
  ) {
    self.init(
      temper: version, command: command, threads: request.threads, ended: end,
      buildSeconds: Figure.seconds(record.buildTime),
      searchSeconds: Figure.seconds(record.progress.elapsed),
      secondsToBest: Figure.seconds(record.progress.timeToBest),
      secondsToFirstFeasible: record.progress.timeToFirstValid.map(Figure.seconds))
  }
}
