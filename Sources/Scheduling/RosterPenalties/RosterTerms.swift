import PatrolModel
import PenaltyModel

/// The terms of a roster's QUBO; a file adds those of one kind.
struct RosterTerms {
  let instance: PatrolInstance
  let bits: RosterBits
  /// The drives of each car.
  let legs: [[RosterLegs.Leg]]
  /// A, B and C in thousandths of minutes.
  let demand, place, rule: Int64
  var form: QuadraticForm

  init(_ instance: PatrolInstance, weights: PenaltyWeights, couplingLimit: Int) {
    self.instance = instance
    bits = RosterBits(instance)
    legs = instance.carIndices.map { [bits] in RosterLegs(bits: bits, car: $0).all() }
    (demand, place, rule) = (
      100 * Int64(weights.demand.tenths), 100 * Int64(weights.oneLocation.tenths),
      100 * Int64(weights.presence.tenths)
    )
    form = QuadraticForm(
      names: bits.names, productPenalty: rule, couplingLimit: couplingLimit)
  }

  /// Adds all terms, in the order in which their auxiliary bits come.
  mutating func addAll() {
    addPlaces()
    addTravel()
    addCells()
    addPresence()
    addShortStays()
    addClasses()
    addPairs()
    addBreaksAtOnce()
    addLimits()
    addWorst()
  }
}
