import Annealing
import Foundation
import PatrolModel
import PenaltyModel
import ScheduleChecking

/// A solve run's outcome as JSON: format `temper-result`, version 1.
///
/// All but the object `run` depends on instance, options and seed alone: with a step limit, two
/// runs write the same bytes there whatever the machine or the number of threads.
public struct ResultDocument: Encodable, Sendable {
  private let format = "temper-result"
  private let version = 1
  private let status: String
  private let instance: Instance
  private let travelMinutes: Double?
  private let boundMinutes: Double?
  private let provenGap: Double?
  private let optimum: Optimum?
  private let checker: Checker?
  private let balance: Balance?
  private let cars: [CarLine]
  private let schedule: [Line]
  private let conflicts: [String]
  private let breaches: [String]
  private let diagnosis: Diagnosis?
  private let search: Search?
  private let run: Run?

  /// Collects what is to be written.
  public init(
    _ outcome: SolveOutcome, of request: SolveRequest, optimum: KnownOptimum?, version: String
  ) {
    let patrol = request.instance
    status = outcome.status.rawValue
    instance = Instance(name: patrol.name, fingerprint: patrol.fingerprint)
    travelMinutes = outcome.plan?.verdict.totalTravel.value
    boundMinutes = outcome.bound?.travel.value
    provenGap = outcome.plan.flatMap { outcome.bound?.gap(of: $0.verdict.totalTravel) }
    self.optimum = optimum.map { known in
      Optimum(
        minutes: known.travel.value, proven: known.isProven,
        gap: outcome.plan.flatMap { known.gap(of: $0.verdict.totalTravel) })
    }
    checker = outcome.plan.map { Checker(feasible: $0.verdict.isFeasible) }
    balance = outcome.plan.flatMap { plan in
      plan.longestBeforeBalancing.map {
        Balance(
          longestMinutesBefore: $0.value, longestMinutesAfter: plan.verdict.longestTravel.value)
      }
    }
    cars = outcome.plan?.verdict.cars.map(CarLine.init) ?? []
    schedule =
      outcome.plan?.schedule.entries(in: patrol).map { entry in
        Line(
          car: entry.car.rawValue, step: entry.stepNumber,
          time: patrol.shift.clock(StepIndex(entry.stepNumber - 1)),
          sector: entry.sector.rawValue)
      } ?? []
    conflicts = outcome.conflicts.map(\.description)
    breaches = outcome.breaches.map { $0.words(in: patrol) }
    diagnosis = outcome.diagnosis.map {
      Diagnosis(
        verdict: $0.verdict.rawValue, energyMinutes: $0.energy.value,
        repairedMinutes: $0.repaired.value)
    }
    search = outcome.search.map { Search($0, request) }
    run = outcome.search.map { Run($0, request, end: outcome.end ?? "", version) }
  }

  /// The document as UTF-8, keys sorted, ending with a line feed.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  private struct Instance: Encodable {
    let name: String
    let fingerprint: String
  }

  private struct Optimum: Encodable {
    let minutes: Double
    let proven: Bool
    let gap: Double?
  }

  private struct Checker: Encodable {
    let feasible: Bool
  }

  private struct Balance: Encodable {
    let longestMinutesBefore: Double
    let longestMinutesAfter: Double
  }

  private struct Diagnosis: Encodable {
    let verdict: String
    let energyMinutes: Double
    let repairedMinutes: Double
  }

  private struct Line: Encodable {
    let car: String
    let step: Int
    let time: String
    let sector: String
  }

  private struct CarLine: Encodable {
    let car: String
    let travelMinutes: Double
    let moves: Int
    let longestLegMinutes: Double
    let longestStaySteps: Int

    init(_ record: CarRecord) {
      car = record.car.rawValue
      travelMinutes = record.travel.value
      moves = record.moves
      longestLegMinutes = record.longestLeg.value
      longestStaySteps = record.longestStay
    }
  }

  private struct Search: Encodable {
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

    init(_ record: SearchRecord, _ request: SolveRequest) {
      seed = request.seed
      moves = request.moves.rawValue
      algorithm =
        switch request.moves {
        case .flip: request.algorithm.rawValue
        case .oneHot, .exchange: FlipAlgorithm.parallelTempering.rawValue
        }
      replicas = request.replicas
      let weights = record.weights.weights
      weightsMinutes = [
        "A": weights.demand.value, "B": weights.oneLocation.value, "C": weights.presence.value,
      ]
      weightsReason = record.weights.words
      energyMinutes = Dictionary(
        uniqueKeysWithValues: PenaltyTerm.allCases.map { ($0.rawValue, record.energy[$0].value) })
      bits = record.bits
      couplings = record.couplings
      steps = record.progress.steps
      stepsToBest = record.progress.stepsToBest
      acceptedMoves = record.progress.acceptedMoves
      temperaturesMinutes = record.temperatures
      exchangeRates = record.exchange.rates
      roundTrips = record.progress.roundTrips
    }
  }

  private struct Run: Encodable {
    let temper: String
    let threads: Int
    let ended: String
    let buildSeconds: Double
    let searchSeconds: Double
    let secondsToBest: Double
    let secondsToFirstFeasible: Double?

    init(_ record: SearchRecord, _ request: SolveRequest, end: String, _ version: String) {
      temper = version
      threads = request.threads
      ended = end
      buildSeconds = Figures.seconds(record.buildTime)
      searchSeconds = Figures.seconds(record.progress.elapsed)
      secondsToBest = Figures.seconds(record.progress.timeToBest)
      secondsToFirstFeasible = record.progress.timeToFirstValid.map(Figures.seconds)
    }
  }
}
