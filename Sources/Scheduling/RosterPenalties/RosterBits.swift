import PatrolModel

/// Which bit says what in the QUBO of a roster: where cars are, and when the breaks begin that are
/// to be placed.
///
/// A car has no bit where and when it may not be, nor for a sector that takes no car at a step.
struct RosterBits {
  /// A break that the plan places, with a bit for each step at which it may begin.
  struct Break {
    let window: Int
    let length: Int
    let steps: ClosedRange<Int>
    let starts: [(step: Int, bit: Int)]

    /// The bits of starts for which the break lies over a step.
    func bits(over step: Int) -> [Int] {
      starts.filter { ($0.step..<$0.step + length).contains(step) }.map(\.bit)
    }
  }

  let instance: PatrolInstance
  /// What each bit says: car/step/sector, or car/break/step.
  private(set) var names: [String] = []
  /// The breaks of each car.
  private(set) var breaks: [[Break]] = []
  /// (car · steps + step) · sectors + sector: a bit, or −1.
  private var places: [Int]

  init(_ instance: PatrolInstance) {
    self.instance = instance
    let cells = instance.carCount * instance.stepCount * instance.sectorCount
    places = Array(repeating: -1, count: cells)
    for step in instance.shift.steps {
      for car in instance.carIndices where instance.isInService(car, at: step) {
        for sector in instance.sectorIndices
        where instance.admits(car, to: sector, at: step)
          && instance.range(step, sector).maximum > 0
        {
          places[place(car.rawValue, step.rawValue, sector.rawValue)] = names.count
          names.append("\(instance.fleet[car].id)/\(step.number)/\(instance[sector].id)")
        }
      }
    }
    breaks = instance.carIndices.map { _ in [] }
    for (number, window) in instance.roster.breakWindows.enumerated() {
      for car in instance.crew(of: window) { add(window, number, of: car) }
    }
  }

  private mutating func add(
    _ window: RosterRules.BreakWindow, _ number: Int, of car: CarIndex
  ) {
    let starts = instance.breakStarts(of: car, in: window).map { step in
      names.append("\(instance.fleet[car].id)/break/\(step + 1)")
      return (step: step, bit: names.count - 1)
    }
    breaks[car.rawValue].append(
      Break(window: number, length: window.length, steps: window.window, starts: starts))
  }

  private func place(_ car: Int, _ step: Int, _ sector: Int) -> Int {
    (car * instance.stepCount + step) * instance.sectorCount + sector
  }

  /// The bit of a car, step and sector, or `nil` if it cannot be there.
  func bit(_ car: CarIndex, _ step: Int, _ sector: SectorIndex) -> Int? {
    let bit = places[place(car.rawValue, step, sector.rawValue)]
    return bit < 0 ? nil : bit
  }

  /// Where a car may be at a step, with its bits.
  func options(_ car: CarIndex, _ step: Int) -> [(sector: SectorIndex, bit: Int)] {
    instance.sectorIndices.compactMap { sector in
      bit(car, step, sector).map { (sector, $0) }
    }
  }

  /// The bits of cars in a sector at a step, of those that can be there.
  func cars(_ step: Int, _ sector: SectorIndex, where isMeant: (CarIndex) -> Bool = { _ in true })
    -> QuadraticForm.Sum
  {
    instance.carIndices.filter(isMeant).compactMap { car in
      bit(car, step, sector).map { (bit: $0, coefficient: 1) }
    }
  }

  /// The bits for which a car is on a break at a step.
  func resting(_ car: CarIndex, _ step: Int) -> [Int] {
    breaks[car.rawValue].flatMap { $0.bits(over: step) }
  }
}
