import Annealing
import Coefficients
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
  let value: ExactJSONNumber
  let energy: ExactJSONNumber
  let reachedTarget: Nullable<Bool>
  let stopReason: String
  let steps: Int
  let spinUpdates: Nullable<Int>
  let acceptedFlips: Int
  let seconds: Double
  let secondsToBest: Double
  let secondsToTarget: Nullable<Double>
  let readSeconds: Double
  let reading: [String]
  let resolution: Nullable<Double>
  let largestError: Nullable<Double>
  let temperatures: [Double]
  let exchangeRates: [Double]
  let roundTrips: Int
  let assignment: String
  let incumbents: [QUBOIncumbent]
  let samples: [QUBOSampleEntry]

  /// Collects what is to be written.
  public init(
    _ outcome: QUBOOutcome, of request: QUBORequest, file: String, readTime: Duration,
    samples: [QUBOSamples.State] = []
  ) {
    let progress = outcome.result.progress
    let unit = request.problem.unit.double
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
    value = ExactJSONNumber(outcome.value)
    energy = ExactJSONNumber(outcome.energy)
    reading = request.problem.notes
    resolution = Nullable(request.problem.rounding.map { _ in unit })
    largestError = Nullable(request.problem.rounding?.largestError)
    reachedTarget = Nullable(outcome.reachedTarget)
    stopReason = outcome.result.reason.rawValue
    steps = progress.steps
    spinUpdates = Nullable(outcome.spinUpdates)
    acceptedFlips = progress.acceptedMoves
    seconds = Figure.seconds(progress.elapsed)
    secondsToBest = Figure.seconds(progress.timeToBest)
    secondsToTarget = Nullable(outcome.timeToTarget.map(Figure.seconds))
    readSeconds = Figure.seconds(readTime)
    temperatures = outcome.result.ladder.temperatures.map { $0 * unit }
    exchangeRates = outcome.result.exchange.rates
    roundTrips = progress.roundTrips
    assignment = request.problem.givenBits(of: outcome.assignment).description
    self.samples = samples.map {
      QUBOSampleEntry(
        assignment: request.problem.givenBits(of: $0.assignment).description,
        energy: ExactJSONNumber($0.energy),
        value: ExactJSONNumber($0.value), count: $0.count)
    }
    incumbents = outcome.incumbents.map {
      QUBOIncumbent(step: $0.step, energy: ExactJSONNumber($0.energy))
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

/// An assignment that some of several runs ended with.
struct QUBOSampleEntry: Codable, Sendable {
  let assignment: String
  let energy: ExactJSONNumber
  let value: ExactJSONNumber
  let count: Int
}

/// A state of a QUBO that was better than all before it.
struct QUBOIncumbent: Codable, Sendable {
  let step: Int
  let energy: ExactJSONNumber
}

/// A number that is written with all its digits, unless its exponent is beyond decimals of
/// Foundation, which end at 10¹²⁷: then as the nearest double.
struct ExactJSONNumber: Codable, Sendable, CustomStringConvertible {
  private let decimal: Decimal?
  let double: Double

  init(_ number: ExactDecimal) {
    decimal = (-100...100).contains(number.decimals) ? Decimal(number) : nil
    double = number.double
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    double = try container.decode(Double.self)
    decimal =
      (1e-100...1e100).contains(abs(double)) || double == 0
      ? try container.decode(Decimal.self) : nil
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let decimal { try container.encode(decimal) } else { try container.encode(double) }
  }

  var description: String { decimal.map { "\($0)" } ?? "\(double)" }
}

extension Decimal {
  /// The same number.
  fileprivate init(_ number: ExactDecimal) {
    self.init(
      sign: number.units < 0 ? .minus : .plus, exponent: -number.decimals,
      significand: Decimal(number.units.magnitude))
  }
}
