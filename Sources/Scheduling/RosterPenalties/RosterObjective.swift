import PatrolModel
import RosterPrograms

/// What plans of a roster can cost at most, and what a tenth of the worst car's minutes is worth, in
/// thousandths of minutes.
struct RosterObjective {
  /// No car has more tenths, those of earlier days included.
  let largestWorst: Int
  /// What a tenth of the worst car's minutes costs.
  let perTenthOfWorst: Int64
  /// No plan costs more.
  let largest: Int

  init(_ instance: PatrolInstance) {
    let leg = instance.largestLeg.tenths
    let before = instance.carIndices.map { instance.fleet[$0].minutesBefore.tenths }
    // A drive to each step and one to the end.
    let perCar = (instance.stepCount + 1) * leg
    largestWorst = perCar + (before.max() ?? 0)
    let prices = instance.shift.steps.reduce(0) { sum, step in
      instance.sectorIndices.reduce(sum) { sum, sector in
        let price = CellPrice(instance, step, sector)
        return sum + max(price.cost(of: 0).tenths, price.cost(of: instance.carCount).tenths)
      }
    }
    let total = 100 * (instance.carCount * perCar + prices)
    switch instance.roster.objective {
    case .total: perTenthOfWorst = 0
    // A tenth less of the worst car is worth more than all else.
    case .worst: perTenthOfWorst = Int64(total + 1)
    case .fair(let hundredths): perTenthOfWorst = Int64(hundredths)
    }
    let worst = largestWorst.multipliedReportingOverflow(by: Int(perTenthOfWorst))
    largest = worst.overflow ? Int.max / 4 : min(Int.max / 4, worst.partialValue) + total
  }
}

extension PatrolInstance {
  /// The longest leg of all hours.
  fileprivate var largestLeg: Minutes {
    roster.laterTravel.reduce(travel.longest) { max($0, $1.minutes.longest) }
  }
}
