import Coefficients
public import Documents
import Figures
import LinearPrograms
import QUBOFiles
import QUBOModel
public import QUBOSolving

/// An exact run's outcome as JSON, `temper-qubo-exact/1`; what is not known is left out.
public struct QUBOExactDocument: JSONDocument, Sendable {
  private let schema = "temper-qubo-exact/1"
  private let file: String
  private let sense: String
  private let variables: Int
  private let pairs: Int
  private let value: String?
  private let bound: String?
  private let proven: Bool
  private let doubt: String?
  private let reading: [String]
  private let resolution: String?
  private let largestError: Double?
  private let seconds: Double
  private let threads: Int
  private let seed: Int32
  private let solver: String?
  private let assignment: String?

  /// Collects what is to be written; values are strings, since they may have more than 53 bits.
  public init(_ outcome: QUBOExactOutcome, of run: QUBOExactRun, file: String) {
    self.file = file
    sense = run.problem.sense.rawValue
    variables = run.problem.model.variableCount
    pairs = run.problem.pairCount
    value = outcome.value?.description
    bound = outcome.bound?.description
    proven = outcome.minimum.isProven
    doubt = outcome.minimum.doubt
    reading = run.problem.notes
    resolution = run.problem.rounding.map { _ in run.problem.unit.description }
    largestError = run.problem.rounding?.largestError
    seconds = Figure.seconds(outcome.elapsed)
    threads = run.threads
    seed = run.seed
    solver = ProgramEngine.highs.title
    assignment = outcome.minimum.assignment.map { run.problem.givenBits(of: $0).description }
  }
}
