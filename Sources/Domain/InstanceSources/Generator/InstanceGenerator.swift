public import PatrolModel

extension InstanceRecipe {
  /// Makes the instance: towns for sectors, estimated road minutes, and demand that follows the day.
  ///
  /// Some schedule keeps the presence rule unless the recipe has an event. Takes well under a
  /// second for the largest sizes.
  public func instance() -> PatrolInstance {
    let shift = Shift(startMinute: startMinute, stepMinutes: stepMinutes, stepCount: stepCount)
    let towns = sectorTowns
    let road = RoadTravel(shift: shift, seed: seed)
    let pattern = DemandPattern(towns: towns, shift: shift, seed: seed)
    return PatrolInstance(
      name: name, summary: summary, fleet: .anonymous(count: carCount), shift: shift,
      presence: presence, sectors: sectors(in: towns),
      demand: Demand(rows: demandRows(following: pattern)),
      travel: TravelTimes(rows: road.minutes(between: towns)))
  }

  /// The towns of the sectors, the centre first.
  private var sectorTowns: [Town] {
    guard let town = TownGazetteer.town(named: centre) else {
      preconditionFailure("a recipe's centre was looked up when it was made")
    }
    return TownGazetteer.cluster(around: town, count: sectorCount)
  }

  /// Sectors called after the first letters of the centre, as in `GOU-01`.
  private func sectors(in towns: [Town]) -> [Sector] {
    let letters = centre.filter { $0.isASCII && $0.isLetter }.prefix(3).uppercased()
    let digits = max(2, "\(towns.count)".count)
    return towns.enumerated().map { index, town in
      let number = "\(index + 1)"
      let zeros = String(repeating: "0", count: digits - number.count)
      return Sector(
        id: .init("\(letters)-\(zeros)\(number)"), name: town.name, position: town.position)
    }
  }

  private var summary: String {
    let opening = purpose.isEmpty ? "" : purpose + " "
    return opening
      + "Sectors: \(sectorCount) towns in and around \(centre) (GeoNames, CC BY 4.0). "
      + "Travel: estimated from great-circle distances. Demand: synthetic, seed \(seed)."
  }
}
