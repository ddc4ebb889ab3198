public import Annealing
public import Coefficients
public import QUBOFiles
public import QUBOModel

/// Which quadratic function to minimise, how, and for how long.
public struct QUBORequest: Sendable {
  /// The function, as a file states it.
  public var problem: QUBOFile
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How bits are flipped.
  public var algorithm = FlipAlgorithm.parallelTempering
  /// What the dynamic offset grows by when no flip is accepted, in the model's units, at least 0.
  public var offsetIncrement = 0
  /// The number of replicas, at least 1, or `nil` for as many as the temperatures need.
  public var replicas: Int?
  /// The temperatures, one per replica and in the model's units, or `nil` to derive them.
  public var ladder: TemperatureLadder?
  /// Assignments that replicas start from, by turns; at random ones if there are none.
  public var starts: [BitVector] = []
  /// Variables whose values are given; at least one has to be left.
  public var fixed: [Int: Bool] = [:]
  /// The number of threads, at least 1; it never changes the result.
  public var threads = 1
  /// The value at which to end, in the file's sense.
  public var target: ExactDecimal?
  /// The other limits, in steps and annealing time.
  public var stop: Stop
  /// The most memory that the search may take, in bytes.
  public var memoryLimit = Int.max

  /// Creates a request with everything else at its default.
  public init(problem: QUBOFile, seed: UInt64, stop: Stop) {
    self.problem = problem
    self.seed = seed
    self.stop = stop
  }

  /// The energy that reaches the target, in the model's units.
  var targetEnergy: Int64? { target.map { problem.energy(forValue: $0) } }

  /// The move that the algorithm makes.
  var move: FlipMove { algorithm.move(offsetIncrement: offsetIncrement) }

  /// Fewer replicas are not begun with where their number is left open.
  private static let fewestReplicas = 32

  /// The bytes that a replica takes beside the model, at most: flip energy, sign, best state and the
  /// step's bookkeeping.
  private var bytesPerReplica: Int { max(1, 48 * problem.model.variableCount) }

  /// The bytes that the replicas take, at least where their number is left open.
  var replicaBytes: Int {
    let count = ladder?.temperatures.count ?? replicas ?? Self.fewestReplicas
    let bytes = bytesPerReplica.multipliedReportingOverflow(by: count)
    return bytes.overflow ? .max : bytes.partialValue
  }

  /// As many replicas as fit.
  var mostReplicas: Int { max(Self.fewestReplicas, memoryLimit / bytesPerReplica) }
}
