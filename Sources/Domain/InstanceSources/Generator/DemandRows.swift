import PatrolModel

extension InstanceRecipe {
  /// Whole cars per step and sector, in proportion to a pattern, such that the rule can be kept.
  ///
  /// Each step gives no sector more than the steps before it leave room for. As there are at least
  /// two sectors, the room of all is never less than the cars.
  func demandRows(following pattern: DemandPattern) -> [[Int]] {
    var rows: [[Int]] = []
    for intensities in pattern.intensities {
      var caps = intensities.indices.map { sector in
        presence.room(in: sector, after: rows, cars: carCount)
      }
      guard let (sector, cars) = eventDemand(at: rows.count) else {
        rows.append(Apportionment.shares(of: carCount, by: intensities, caps: caps))
        continue
      }
      caps[sector] = 0
      var row = Apportionment.shares(of: carCount - cars, by: intensities, caps: caps)
      row[sector] = cars
      rows.append(row)
    }
    return rows
  }

  /// The sector that an event needs cars in at a step, and how many: two steps apart, n + 1.
  private func eventDemand(at step: Int) -> (sector: Int, cars: Int)? {
    guard let event, (event.firstStepNumber...event.lastStepNumber).contains(step + 1) else {
      return nil
    }
    let more = carCount / 2 + 1
    let isMoreTurn = (step + 1 - event.firstStepNumber) / 2 % 2 == 0
    return (event.sectorNumber - 1, isMoreTurn ? more : carCount + 1 - more)
  }
}

extension PresenceRule {
  /// The most cars a sector can need at the next step without breaking the rule for good.
  ///
  /// A schedule exists exactly if, for every sector j and step t, d[t − 1][j] + d[t + 1][j] ≤ n
  /// (no-return), or the demand of any K + 1 consecutive steps is at most K · n (max-stay K): by
  /// Hall's theorem whoever has to leave then finds a place elsewhere.
  fileprivate func room(in sector: Int, after rows: [[Int]], cars: Int) -> Int {
    switch self {
    case .none:
      return cars
    case .noReturn:
      return rows.count < 2 ? cars : cars - rows[rows.count - 2][sector]
    case .maxStay(let limit):
      guard rows.count >= limit else { return cars }
      return min(cars, limit * cars - rows.suffix(limit).reduce(0) { $0 + $1[sector] })
    }
  }
}
