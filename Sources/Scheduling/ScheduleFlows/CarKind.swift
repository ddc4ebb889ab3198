import PatrolModel

/// Cars that are alike but for where they start, and where they can be.
struct CarKind {
  /// The cars, in order.
  let cars: [CarIndex]
  /// The most of them at each place, layer by layer; the last place is none.
  private let rooms: [[Int]]

  /// Looks up where cars of a kind can be; in the layers that are given, each has its own place.
  init(_ cars: [CarIndex], of instance: PatrolInstance, history: History) {
    self.cars = cars
    var rooms: [[Int]] = []
    for (layer, places) in history.layers.enumerated() {
      let step = StepIndex(history.firstStep + layer)
      var room = Array(repeating: 0, count: instance.sectorCount + 1)
      for car in cars {
        let place = places[car.rawValue]
        // Where a car may not be it has no room, so that its step is short of cars.
        let isAdmitted =
          step.rawValue < 0 || place.map { instance.admits(car, to: $0, at: step) } ?? true
        if isAdmitted { room[place?.rawValue ?? instance.sectorCount] += 1 }
      }
      rooms.append(room)
    }
    for step in instance.shift.steps.dropFirst(history.firstStep + history.layers.count) {
      let isOff = !instance.isInService(cars[0], at: step)
      rooms.append(
        instance.sectorIndices.map { instance.admits(cars[0], to: $0, at: step) ? cars.count : 0 }
          + [isOff ? cars.count : 0])
    }
    self.rooms = rooms
  }

  /// The most of these cars that can be in a sector, or in none, in a layer.
  func room(in layer: Int, at sector: SectorIndex?) -> Int {
    let room = rooms[layer]
    return room[sector?.rawValue ?? room.count - 1]
  }
}

extension PatrolInstance {
  /// The cars by kind, in the order of their first cars: of the same class where classes matter, and,
  /// at the steps that are not past, out of service at the same ones, with the same assignments given
  /// and ruled out.
  var carKinds: [[CarIndex]] {
    guard hasCarRules else { return [carIndices] }
    let next = StepIndex(pastStepCount)
    let fixed = Dictionary(grouping: rules.fixed.filter { $0.step >= next }, by: \.car)
    let forbidden = Dictionary(grouping: rules.forbidden.filter { $0.step >= next }, by: \.car)
    let classesMatter =
      sectors.contains { $0.classes != nil } || !rules.classMinimums.isEmpty
    var kinds: [[CarIndex]] = []
    var places: [Traits: Int] = [:]
    for car in carIndices {
      let own = fleet[car]
      let traits = Traits(
        carClass: classesMatter ? own.carClass : nil, off: own.off.filter { $0 >= next },
        fixed: (fixed[car] ?? []).map(Traits.Cell.init),
        forbidden: (forbidden[car] ?? []).map(Traits.Cell.init))
      if let place = places[traits] {
        kinds[place].append(car)
      } else {
        places[traits] = kinds.count
        kinds.append([car])
      }
    }
    return kinds
  }
}

/// What makes a car be of its kind.
private struct Traits: Hashable {
  struct Cell: Hashable {
    let step: StepIndex
    let sector: SectorIndex

    init(_ assignment: PlanningRules.Assignment) {
      (step, sector) = (assignment.step, assignment.sector)
    }
  }

  let carClass: Car.Class?
  let off: Set<StepIndex>
  let fixed: [Cell]
  let forbidden: [Cell]
}
