/// What the runs of one method on one instance came to.
public struct ComparisonSummary: Codable, Sendable {
  /// The instance's name.
  public let instance: String
  /// The name of the method, or of the annealer's settings.
  public let method: String
  /// How many runs there were.
  public let runs: Int
  /// How many of them ended with a feasible plan.
  public let feasible: Int
  /// How many of them proved their plan optimal.
  public let proven: Int
  /// How many of them reached the proven optimum, whoever proved it; `nil` if none is known.
  public let optimal: Int?
  /// Travel, over the runs with a plan.
  public let minutes: Quantiles?
  /// (travel − optimum) / optimum, over the same runs; `nil` without a proven optimum above 0.
  public let gap: Quantiles?
  /// The highest bound any of the runs proved.
  public let boundMinutes: Double?
  /// Until the model stood.
  public let buildSeconds: Quantiles?
  /// Until there was a feasible plan.
  public let secondsToFirst: Quantiles?
  /// Until there was the plan a run ended with.
  public let secondsToBest: Quantiles?
  /// From start to end.
  public let seconds: Quantiles?
  /// The most memory of any of the runs.
  public let peakMegabytes: Double?

  /// Least, middle and greatest of some figures.
  public struct Quantiles: Codable, Hashable, Sendable {
    /// The least.
    public let least: Double
    /// The median; of an even number, the mean of the middle two.
    public let median: Double
    /// The greatest.
    public let greatest: Double

    init?(_ values: [Double]) {
      let sorted = values.sorted()
      guard let first = sorted.first, let last = sorted.last else { return nil }
      least = first
      greatest = last
      median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
  }

  /// Sums up runs of one method on one instance.
  ///
  /// - Parameters:
  ///   - records: The runs, at least one.
  ///   - optimum: The proven optimum in minutes, if one is known.
  package init(_ records: [ComparisonRecord], optimum: Double?) {
    instance = records[0].instance
    method = records[0].method
    runs = records.count
    let found = records.compactMap(\.minutes)
    feasible = found.count
    proven = records.count { $0.isProven }
    optimal = optimum.map { optimum in found.count { $0 == optimum } }
    minutes = Quantiles(found)
    gap = optimum.flatMap { optimum in
      optimum > 0 ? Quantiles(found.map { ($0 - optimum) / optimum }) : nil
    }
    boundMinutes = records.compactMap(\.boundMinutes).max()
    buildSeconds = Quantiles(records.compactMap(\.buildSeconds))
    secondsToFirst = Quantiles(records.compactMap(\.secondsToFirst))
    secondsToBest = Quantiles(records.compactMap(\.secondsToBest))
    seconds = Quantiles(records.map(\.seconds))
    peakMegabytes = records.compactMap(\.peakMegabytes).max()
  }
}
