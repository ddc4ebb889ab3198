/// Maximum expected coverage: calls within reach of some car that is free (MEXCLP).
///
/// Each car is busy with probability q, whatever others do; a call that n cars reach in time is answered
/// in time with probability 1 − qⁿ. Daskin 1983, "A maximum expected covering location model", eq. (1)–(4)
/// (doi:10.1287/trsc.17.1.48), on the calls' own points, greedy as it is concave in n.
struct CoverageStart {
  /// The sectors that reach each call in time.
  private let reach: [[Int]]
  private let weights: [Double]
  /// Minutes of work in a shift's minute, in cars.
  private let busyCars: Double

  /// Calls beyond these change no start: so many tell sectors apart to a hundredth.
  private static let mostCalls = 4_000

  init(_ trial: AllocationTrial) {
    let (posts, travel) = (trial.dispatch.posts, trial.dispatch.travel)
    let calls = trial.scenarios.calls.prefix(Self.mostCalls)
    reach = calls.map { call in
      posts.indices.filter {
        travel.minutes(from: posts[$0], to: call.point) <= Double(call.target)
      }
    }
    weights = calls.map { Double($0.weight) }
    let minutes = trial.scenarios.calls.reduce(0) { max($0, Double($1.minute)) }
    busyCars = trial.scenarios.workload / max(60, minutes)
  }

  /// What one more car adds in each sector, to cars of which there will be so many.
  func gains(_ cars: [Int], of count: Int) -> [Double] {
    // Neither never busy nor always: then no further car would add anything anywhere.
    let busy = min(0.95, max(0.05, busyCars / Double(max(1, count))))
    let powers = (0...max(1, count)).reduce(into: [1.0]) { powers, _ in
      powers.append(powers[powers.count - 1] * busy)
    }
    var gains = [Double](repeating: 0, count: cars.count)
    for (sectors, weight) in zip(reach, weights) {
      let there = sectors.reduce(0) { $0 + cars[$1] }
      let gain = weight * (1 - busy) * powers[min(there, powers.count - 1)]
      for sector in sectors { gains[sector] += gain }
    }
    return gains
  }
}
