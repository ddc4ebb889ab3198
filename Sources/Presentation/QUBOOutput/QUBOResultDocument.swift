import Annealing
public import Documents
import Figures
import Foundation
import QUBOFiles
import QUBOModel
public import QUBOSolving

/// A QUBO run's outcome as JSON, `temper-qubo-result/1`.
///
/// Numbers of the model are exact; what is not known is null.
public struct QUBOResultDocument: Codable, Sendable {
  package static let schema = "temper-qubo-result/1"

  private let schema: String
  let file: String
  let format: Nullable<String>
  let sense: String
  let variables: Int
  let pairs: Int
  let algorithm: String
  let seed: UInt64
  let replicas: Int
  let threads: Int
  let value: Decimal
  let energy: Decimal
  let reachedTarget: Nullable<Bool>
  let stopReason: String
  let steps: Int
  let spinUpdates: Nullable<Int>
  let acceptedFlips: Int
  let seconds: Double
  let secondsToBest: Double
  let secondsToTarget: Nullable<Double>
  let readSeconds: Double
  let temperatures: [Double]
  let exchangeRates: [Double]
  let roundTrips: Int
  let assignment: String
  let incumbents: [QUBOIncumbent]

  /// Collects what is to be written.
  public init(_ outcome: QUBOOutcome, of request: QUBORequest, file: String, readTime: Duration) {
    let progress = outcome.result.progress
    let scale = Double(request.problem.model.unitsPerOne)
    schema = Self.schema
    self.file = file
    format = Nullable(request.problem.format?.rawValue)
    sense = request.problem.sense.rawValue
    variables = request.problem.model.variableCount
    pairs = request.problem.pairCount
    algorithm = request.algorithm.rawValue
    seed = request.seed
    replicas = outcome.result.replicas
    threads = request.threads
    value = Decimal(outcome.value)
    energy = Decimal(outcome.energy)
    reachedTarget = Nullable(outcome.reachedTarget)
    stopReason = outcome.result.reason.rawValue
    steps = progress.steps
    spinUpdates = Nullable(outcome.spinUpdates)
    acceptedFlips = progress.acceptedMoves
    seconds = Figure.seconds(progress.elapsed)
    secondsToBest = Figure.seconds(progress.timeToBest)
    secondsToTarget = Nullable(outcome.timeToTarget.map(Figure.seconds))
    readSeconds = Figure.seconds(readTime)
    temperatures = outcome.result.ladder.temperatures.map { $0 / scale }
    exchangeRates = outcome.result.exchange.rates
    roundTrips = progress.roundTrips
    assignment = outcome.assignment.description
    incumbents = outcome.incumbents.map {
      QUBOIncumbent(step: $0.step, energy: Decimal($0.energy))
    }
  }

  /// The document as UTF-8, keys sorted, ending with a line feed.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, as ``bytes()`` writes it.
  ///   - file: What errors call it.
  /// - Throws: ``DocumentError`` if it does not hold together.
  public init(parsing bytes: [UInt8], file: String) throws(DocumentError) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do { self = try decoder.decode(Self.self, from: Data(bytes)) } catch {
      throw DocumentError(error, file: file, format: Self.schema)
    }
  }
}

/// A state of a QUBO that was better than all before it.
struct QUBOIncumbent: Codable, Sendable {
  let step: Int
  let energy: Decimal
}

extension Decimal {
  /// The same number.
  fileprivate init(_ number: ExactDecimal) {
    self.init(
      sign: number.units < 0 ? .minus : .plus, exponent: -number.decimals,
      significand: Decimal(number.units.magnitude))
  }
}
