import Annealing
public import PatrolModel
public import PenaltyModel

/// Which penalty weights to prove sufficient for an instance, and what to spend on it.
public struct WeightsRequest: Sendable {
  /// The shift.
  public var instance: PatrolInstance
  /// The weights to judge; `nil` if only the smallest sufficient ones are wanted.
  public var weights: PenaltyWeights?
  /// A feasible plan, for the theorems that need one; `nil` to search for one.
  public var plan: Schedule?
  /// The seed of all random numbers.
  public var seed: UInt64 = 1
  /// The steps of each replica when a plan is searched for, or a counter-example; in 1...10⁹.
  public var steps = 20_000
  /// The number of threads, at least 1; it never changes the result.
  public var threads = 1
  /// The most memory that a model may take, in bytes.
  public var memoryLimit = Int.max
  /// The most time, after which what has been proven holds; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// Asked between rounds; `true` ends searches with what they have.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates a request for the smallest sufficient weights, with everything else at its default.
  public init(instance: PatrolInstance) { self.instance = instance }

  /// The request for a plan, by exchanges and without a log.
  var solveRequest: SolveRequest {
    var request = SolveRequest(
      instance: instance, seed: seed, stop: Stop(steps: steps, isCancelled: isCancelled))
    request.threads = threads
    request.memoryLimit = memoryLimit
    request.balances = false
    return request
  }
}
