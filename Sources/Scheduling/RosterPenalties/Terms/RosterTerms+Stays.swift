import PatrolModel

extension RosterTerms {
  /// C: the presence rule of each sector, equations (6) and (7), with what was before the shift.
  mutating func addPresence() {
    for car in instance.carIndices {
      for sector in instance.sectorIndices {
        switch instance.presence(in: sector) {
        case .none: break
        case .noReturn: addReturns(car, sector)
        case .maxStay(let limit): addLongStays(car, sector, limit)
        }
      }
    }
  }

  /// A product for each step at which the car was there two steps before.
  private mutating func addReturns(_ car: CarIndex, _ sector: SectorIndex) {
    for step in 0..<instance.stepCount {
      guard let now = bits.bit(car, step, sector) else { continue }
      if step >= 2 {
        if let before = bits.bit(car, step - 2, sector) { form.add(rule, [before, now]) }
      } else if historic(car, step - 2) == sector {
        form.add(rule, [now])
      }
    }
  }

  /// A product for each run of one step more than the longest stay.
  private mutating func addLongStays(_ car: CarIndex, _ sector: SectorIndex, _ limit: Int) {
    for last in 0..<instance.stepCount {
      let steps = last - limit...last
      guard steps.filter({ $0 < 0 }).allSatisfy({ historic(car, $0) == sector }) else { continue }
      let run = steps.filter { $0 >= 0 }.compactMap { bits.bit(car, $0, sector) }
      if run.count == steps.count(where: { $0 >= 0 }) { form.add(rule, run) }
    }
  }

  /// C: a stay between two moves lasts its least steps, but at reserve places.
  mutating func addShortStays() {
    let least = instance.roster.minimumStay
    guard least > 1 else { return }
    for car in instance.carIndices {
      for sector in instance.sectorIndices where !instance[sector].isReserve {
        for first in 0..<instance.stepCount {
          for length in 1..<least { addShortStay(car, sector, first..<first + length) }
        }
      }
    }
  }

  /// A product for each way to come, stay for some steps, and go.
  private mutating func addShortStay(_ car: CarIndex, _ sector: SectorIndex, _ stay: Range<Int>) {
    guard stay.upperBound < instance.stepCount else { return }
    let run = stay.compactMap { bits.bit(car, $0, sector) }
    guard run.count == stay.count else { return }
    let before = elsewhere(car, sector, stay.lowerBound - 1)
    let after = elsewhere(car, sector, stay.upperBound)
    for come in before {
      for go in after { form.add(rule, run + come + go) }
    }
  }

  /// The ways to be in another sector at a step: bits, or none for the sector before the shift.
  private func elsewhere(_ car: CarIndex, _ sector: SectorIndex, _ step: Int) -> [[Int]] {
    guard step >= 0 else {
      return instance.fleet[car].start.map { $0 == sector ? [] : [[]] } ?? []
    }
    return bits.options(car, step).filter { $0.sector != sector }.map { [$0.bit] }
  }

  /// Where a car was before the shift, −1 for the step before the first.
  private func historic(_ car: CarIndex, _ step: Int) -> SectorIndex? {
    let history = instance.fleet[car].history
    let place = history.count + step
    return history.indices.contains(place) ? history[place] : nil
  }
}
