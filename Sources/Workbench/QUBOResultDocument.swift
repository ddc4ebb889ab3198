import Annealing
import Foundation
import QUBOFiles
import QUBOModel

/// A QUBO run's outcome as JSON, `temper-qubo-result/1`.
///
/// Numbers of the model are exact; what is not known is null.
public struct QUBOResultDocument: Encodable, Sendable {
  private let schema = "temper-qubo-result/1"
  private let file: String
  private let format: Nullable<String>
  private let sense: String
  private let variables: Int
  private let pairs: Int
  private let algorithm: String
  private let seed: UInt64
  private let replicas: Int
  private let threads: Int
  private let value: Decimal
  private let energy: Decimal
  private let reachedTarget: Nullable<Bool>
  private let stopReason: String
  private let steps: Int
  private let spinUpdates: Nullable<Int>
  private let acceptedFlips: Int
  private let seconds: Double
  private let secondsToBest: Double
  private let secondsToTarget: Nullable<Double>
  private let readSeconds: Double
  private let temperatures: [Double]
  private let exchangeRates: [Double]
  private let roundTrips: Int
  private let assignment: String

  /// Collects what is to be written.
  public init(_ outcome: QUBOOutcome, of request: QUBORequest, file: String, readTime: Duration) {
    let progress = outcome.result.progress
    let scale = Double(request.problem.model.unitsPerOne)
    self.file = file
    format = Nullable(request.problem.format?.rawValue)
    sense = request.problem.sense.rawValue
    variables = request.problem.model.variableCount
    pairs = request.problem.pairCount
    algorithm = request.algorithm.rawValue
    seed = request.seed
    replicas = request.replicas
    threads = request.threads
    value = Decimal(outcome.value)
    energy = Decimal(outcome.energy)
    reachedTarget = Nullable(outcome.reachedTarget)
    stopReason = outcome.result.reason.rawValue
    steps = progress.steps
    spinUpdates = Nullable(request.spinUpdates(steps: progress.steps))
    acceptedFlips = progress.acceptedMoves
    seconds = Figures.seconds(progress.elapsed)
    secondsToBest = Figures.seconds(progress.timeToBest)
    secondsToTarget = Nullable(outcome.timeToTarget.map(Figures.seconds))
    readSeconds = Figures.seconds(readTime)
    temperatures = outcome.result.ladder.temperatures.map { $0 / scale }
    exchangeRates = outcome.result.exchange.rates
    roundTrips = progress.roundTrips
    assignment = outcome.assignment.description
  }

  /// The document as UTF-8, keys sorted, ending with a line feed.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

}

/// A value that is written as null, not left out, when there is none.
private struct Nullable<Value: Encodable & Sendable>: Encodable, Sendable {
  private let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Decimal {
  /// The same number.
  fileprivate init(_ number: ExactDecimal) {
    self.init(
      sign: number.units < 0 ? .minus : .plus, exponent: -number.decimals,
      significand: Decimal(number.units.magnitude))
  }
}
