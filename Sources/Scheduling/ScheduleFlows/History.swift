import PatrolModel

/// What is given of a shift car by car: where the cars start, and the hours that are past.
///
/// Past are the steps 1…k, for the largest k such that every car in service is fixed at each of
/// them. Nothing of them is left to plan, so cars that differ in no rule after k are alike: their
/// flow up to k is a fact, and a presence rule looks back to it as it does to starts.
struct History: Sendable {
  /// A way that a car goes between two layers.
  struct Leg: Hashable {
    let origin: SectorIndex?
    let destination: SectorIndex?
  }

  /// The place of each car in each layer that is given: the starts, if any car has one, then steps.
  let layers: [[SectorIndex?]]
  /// The step of the first layer: −1 for starts.
  let firstStep: Int

  /// Reads what is given of an instance.
  init(_ instance: PatrolInstance) {
    let hasStarts = instance.hasCarRules && instance.fleet.cars.contains { $0.start != nil }
    let starts = hasStarts ? [instance.fleet.cars.map(\.start)] : []
    firstStep = -starts.count
    layers =
      starts
      + instance.shift.steps.prefix(instance.pastStepCount).map { step in
        instance.carIndices.map { car in
          instance.isInService(car, at: step) ? instance.rules.fixedSector(of: car, at: step) : nil
        }
      }
  }

  /// How many moves are given: those between given layers.
  var moveCount: Int { max(0, layers.count - 1) }

  /// How many of some cars go each way between a given layer and the next one, which is given.
  func legs(of cars: [CarIndex], after layer: Int) -> [Leg: Int] {
    cars.reduce(into: [:]) { legs, car in
      let leg = Leg(
        origin: layers[layer][car.rawValue], destination: layers[layer + 1][car.rawValue])
      legs[leg, default: 0] += 1
    }
  }

  /// How many given layers up to the last one a car has been in the sector where it is there; at
  /// least 1.
  func stay(of car: CarIndex) -> Int { stay(of: car, in: layers.count - 1) }

  private func stay(of car: CarIndex, in last: Int) -> Int {
    layers[...last].reversed().prefix { $0[car.rawValue] == layers[last][car.rawValue] }.count
  }

  /// A car that breaks the presence rule where it is fixed, and the step by which it has done so.
  func broken(_ rule: PresenceRule) -> (car: CarIndex, step: StepIndex)? {
    for layer in layers.indices {
      for (car, place) in layers[layer].enumerated() where place != nil {
        let isBroken =
          switch rule {
          case .none: false
          case .noReturn: layer >= 2 && layers[layer - 2][car] == place
          case .maxStay(let limit): stay(of: CarIndex(car), in: layer) > limit
          }
        if isBroken { return (CarIndex(car), StepIndex(firstStep + layer)) }
      }
    }
    return nil
  }
}
