/// What every run of a comparison has in common.
public struct ComparisonSettings: Codable, Sendable {
  /// The methods, in the order they take turns.
  public var methods = ComparisonMethod.available
  /// Annealing with settings of the user's own, after the methods; `nil` if there are none.
  public var named: [AnnealingSetting]?
  /// The seeds; every method runs once with each.
  public var seeds: [UInt64] = [1, 2, 3, 4, 5]
  /// The most time of a run, model building included, in seconds.
  public var timeLimitSeconds = 60.0
  /// The most steps of each replica in annealing runs; with it they repeat exactly.
  public var steps: Int?
  /// The number of threads of every run.
  public var threads = 1

  /// Creates settings with everything at its default.
  public init() {}

  /// All that take part, in the order they take turns.
  public var contenders: [Contender] {
    methods.map(Contender.method) + (named ?? []).map(Contender.setting)
  }

  var timeLimit: Duration { .seconds(timeLimitSeconds) }
}
