import PatrolModel

extension RosterTerms {
  /// B: each car in service is in one sector or on a break, and has each of its breaks once.
  mutating func addPlaces() {
    for car in instance.carIndices {
      for step in instance.shift.steps where instance.isInService(car, at: step) {
        let here = bits.options(car, step.rawValue).map(\.bit) + bits.resting(car, step.rawValue)
        form.addSquare(place, here.map { ($0, 1) }, equals: 1)
      }
      for rest in bits.breaks[car.rawValue] {
        form.addSquare(place, rest.starts.map { ($0.bit, 1) }, equals: 1)
      }
    }
  }
}
