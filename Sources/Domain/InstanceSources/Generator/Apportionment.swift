/// Shares whole cars out in proportion to weights, by the method of largest remainders.
package enum Apportionment {
  /// The cars of each sector: its quota rounded down, then one by one where most is missing.
  ///
  /// Ties go to the sector that comes first. No sector gets more than its cap.
  ///
  /// - Precondition: One positive, finite weight and one cap per sector; `cars` is at least 0 and
  ///   at most the sum of the caps.
  package static func shares(of cars: Int, by weights: [Double], caps: [Int]) -> [Int] {
    precondition(weights.count == caps.count, "one cap per weight")
    precondition(cars >= 0 && cars <= caps.reduce(0, +), "the caps leave room for all cars")
    // A sector without room gets nothing; its quota is the others'.
    let open = weights.indices.filter { caps[$0] > 0 }
    let total = open.reduce(0) { $0 + weights[$1] }
    let quotas = weights.map { Double(cars) * $0 / total }
    var shares = caps.map { _ in 0 }
    for sector in open { shares[sector] = min(Int(quotas[sector]), caps[sector]) }
    for _ in shares.reduce(0, +)..<cars {
      let missing = open.filter { shares[$0] < caps[$0] }
        .map { (sector: $0, cars: quotas[$0] - Double(shares[$0])) }
      // Of equal elements, `max` is free to return any: the order has to be strict.
      let neediest = missing.max { ($0.cars, $1.sector) < ($1.cars, $0.sector) }
      if let neediest { shares[neediest.sector] += 1 }
    }
    return shares
  }
}
