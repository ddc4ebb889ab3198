/// How replicas moved along the ladder, at the temperatures it came to.
public struct ExchangeStatistics: Hashable, Sendable {
  /// Attempted exchanges per pair of neighbouring rungs, coldest first, since the ladder was fixed
  /// or last changed.
  public private(set) var attempts: [Int]
  /// Accepted exchanges per pair.
  public private(set) var accepted: [Int]
  /// How often a replica reached the coldest rung after having been at the hottest, since the start.
  public package(set) var roundTrips = 0

  /// Starts to count for so many pairs.
  package init(pairCount: Int) {
    attempts = Array(repeating: 0, count: max(0, pairCount))
    accepted = attempts
  }

  /// The share of accepted exchanges per pair, in 0...1; 0 before any attempt.
  public var rates: [Double] {
    zip(accepted, attempts).map { $1 == 0 ? 0 : Double($0) / Double($1) }
  }

  package mutating func restart() {
    attempts = attempts.map { _ in 0 }
    accepted = attempts
  }

  package mutating func record(pair: Int, isAccepted: Bool) {
    attempts[pair] += 1
    if isAccepted { accepted[pair] += 1 }
  }
}
