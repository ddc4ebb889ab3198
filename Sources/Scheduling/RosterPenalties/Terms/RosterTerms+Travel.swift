import PatrolModel

extension RosterTerms {
  /// The minutes of all drives, equation (2), and C for each that is too long, or goes where the car ought to
  /// resume where it stopped.
  mutating func addTravel() {
    for leg in legs.joined() {
      var price = 100 * Int64(leg.minutes.tenths)
      if let longest = instance.rules.longestLeg, leg.minutes > longest { price += rule }
      if leg.isAcrossBreak && instance.roster.breakTravel == .sameSector { price += rule }
      form.add(price, leg.bits)
    }
  }

  /// C: moves and minutes of each car within its limits.
  mutating func addLimits() {
    for car in instance.carIndices {
      let id = instance.fleet[car].id
      if let most = instance.moveLimit(of: car) {
        let moves = sum(of: car) { _ in 1 }
        form.keep(
          moves.sum, in: 0...max(0, most - moves.constant), weight: rule, name: "\(id)/moves")
        if most < moves.constant { form.add(rule, []) }
      }
      if let limit = instance.travelLimit(of: car) {
        let minutes = sum(of: car) { $0.minutes.tenths }
        form.keep(
          minutes.sum, in: 0...max(0, limit.tenths - minutes.constant), weight: rule,
          name: "\(id)/minutes")
        if limit.tenths < minutes.constant { form.add(rule, []) }
      }
    }
  }

  /// What the worst car's minutes cost: a number that C keeps above those of each car.
  mutating func addWorst() {
    let objective = RosterObjective(instance)
    guard objective.perTenthOfWorst > 0 else { return }
    let cars = instance.carIndices.map { car in
      let minutes = sum(of: car) { $0.minutes.tenths }
      return (minutes.sum, constant: minutes.constant + instance.fleet[car].minutesBefore.tenths)
    }
    // Beyond what the least of all cars is certain to have.
    let floor = cars.map(\.constant).max() ?? 0
    form.add(Int64(floor) * objective.perTenthOfWorst, [])
    let number = form.newMaximum(
      of: cars.map { ($0.0, $0.constant - floor) }, upTo: objective.largestWorst - floor,
      name: "worst")
    for term in number {
      form.add(Int64(term.coefficient) * objective.perTenthOfWorst, [term.bit])
    }
    for (car, minutes) in zip(instance.carIndices, cars) {
      form.keep(
        minutes.0, plus: minutes.constant - floor, upTo: number, weight: rule,
        name: "\(instance.fleet[car].id)/below")
    }
  }

  /// A sum over a car's drives as bits, and what those add that are made in any case.
  private mutating func sum(
    of car: CarIndex, _ worth: (RosterLegs.Leg) -> Int
  ) -> (sum: QuadraticForm.Sum, constant: Int) {
    var sum: [Int: Int] = [:]
    var constant = 0
    for leg in legs[car.rawValue] where worth(leg) > 0 {
      guard !leg.bits.isEmpty else {
        constant += worth(leg)
        continue
      }
      sum[form.product(of: leg.bits), default: 0] += worth(leg)
    }
    return (sum.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, constant)
  }
}
