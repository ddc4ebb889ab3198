package import LinearPrograms
import PatrolModel

/// A roster as an integer program over the arcs of its network.
///
/// f counts the cars of a group on an arc, y those at a node; prices of missing and spare cars are
/// columns. Costs are whole: in thousandths of a minute. For cars in groups the presence rows are
/// those of the flow model, which lose nothing where cars are alike (docs/method/exact.md).
package struct RosterProgram: Sendable {
  typealias Term = LinearProgram.Term
  typealias Column = LinearProgram.ColumnIndex

  let network: RosterNetwork
  package private(set) var program = LinearProgram()
  /// The minutes of the car that has most, in tenths, if the objective asks for them.
  private(set) var worst: Column?
  private var instance: PatrolInstance { network.instance }

  /// Thousandths of a minute in a tenth: the unit of costs.
  package static let perTenth = 100

  /// Builds the program of a network.
  package init(_ network: RosterNetwork) {
    self.network = network
    addArcs()
    addGroups()
    addBreaks()
    addCoverage()
    addClasses()
    addPairs()
    addPresence()
    addMinimumStays()
    addCarLimits()
    addWorst()
  }

  /// The columns of arcs come first, in their order.
  private mutating func addArcs() {
    for arc in network.arcs {
      _ = program.addColumn(
        cost: Double(arc.minutes.tenths * Self.perTenth + network.changeCost(of: arc)),
        in: 0...Double(network.groups[arc.group].count), isInteger: true)
    }
  }

  /// What goes into a node comes out of it; every car leaves the source, and takes the break that it is given.
  private mutating func addGroups() {
    for (place, group) in network.groups.enumerated() {
      let cars = Double(group.count)
      if group.layer.hasSource {
        program.addRow(terms(network.arcs(outOf: network.source(place))), in: cars...cars)
      }
      for (gap, count) in group.layer.given.sorted(by: { $0.key.from < $1.key.from }) {
        let over = arcs { $0.group == place && $0.gap == gap }
        program.addRow(terms(over), in: Double(count)...Double(count))
      }
      for node in nodes(of: place) {
        let (into, out) = (network.arcs(into: node), network.arcs(outOf: node))
        program.addRow(terms(into) + terms(out, times: -1), in: 0...0)
      }
    }
  }

  /// Each car has its break, and no more have it at once than may.
  private mutating func addBreaks() {
    for (place, window) in instance.roster.breakWindows.enumerated() {
      let crew = Set(instance.crew(of: window))
      for (number, group) in network.groups.enumerated()
      where crew.contains(group.cars[0]) && group.layer.hasSource {
        let own = arcs { $0.group == number && $0.gap.breaks.contains { $0.window == place } }
        let cars = Double(group.count)
        program.addRow(terms(own), in: cars...cars)
      }
      guard let most = window.atOnce else { continue }
      for step in window.window {
        let resting = arcs { arc in
          arc.gap.breaks.contains { $0.window == place && $0.steps.contains(step) }
        }
        program.addRow(terms(resting), in: 0...Double(most))
      }
    }
  }

  /// As many cars in each cell as it takes, the price of those that are missing or spare included.
  private mutating func addCoverage() {
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        let price = CellPrice(instance, step, sector)
        let here = presentTerms(step.rawValue, sector)
        let most = min(price.range.maximum, instance.carCount)
        guard price.isFree else {
          addPriced(here, price, most)
          continue
        }
        program.addRow(here, in: Double(price.least)...Double(max(price.least, most)))
        if most < price.least { program.addRow([Term](), in: 1...1) }
      }
    }
  }

  /// A column for the k-th car of a cell, at the price that it saves or costs.
  ///
  /// Where prices do not rise with k, each column waits for the one before.
  private mutating func addPriced(_ here: [Term], _ price: CellPrice, _ most: Int) {
    let base = price.cost(of: price.least)
    let fixed = program.addColumn(
      cost: Double(base.tenths * Self.perTenth), in: 1...1, isInteger: true)
    var units: [Column] = []
    var steps: [Int] = []
    for cars in stride(from: price.least + 1, through: most, by: 1) {
      steps.append((price.cost(of: cars) - price.cost(of: cars - 1)).tenths)
      units.append(
        program.addColumn(
          cost: Double(steps[steps.count - 1] * Self.perTenth), in: 0...1, isInteger: true))
    }
    let count = here + units.map { Term($0, times: -1) }
    program.addRow(
      count + [Term(fixed, times: -Double(price.least))], in: 0...0)
    guard zip(steps, steps.dropFirst()).contains(where: { $0 > $1 }) else { return }
    for (before, after) in zip(units, units.dropFirst()) {
      program.addRow([Term(before), Term(after, times: -1)], in: 0...1)
    }
  }

  private mutating func addClasses() {
    for one in instance.rules.classMinimums {
      let cars = presentTerms(one.step.rawValue, one.sector, of: one.carClass)
      program.addRow(cars, in: Double(one.cars)...Double(instance.carCount))
    }
    for one in instance.roster.classMaximums {
      let cars = presentTerms(one.step.rawValue, one.sector, of: one.carClass)
      program.addRow(cars, in: 0...Double(one.cars))
    }
  }

  /// Cars apart are not both in a sector; cars together, not one in it and the other elsewhere.
  private mutating func addPairs() {
    for pair in instance.roster.pairs {
      let (first, second) = (group(of: pair.first), group(of: pair.second))
      for step in (pair.steps ?? instance.shift.steps).map(\.rawValue) {
        for sector in instance.sectorIndices {
          let other =
            pair.isTogether
            ? instance.sectorIndices.filter { $0 != sector } : [sector]
          let both =
            terms(network.arcs(into: .init(group: first, step: step, sector: sector)))
            + other.flatMap {
              terms(network.arcs(into: .init(group: second, step: step, sector: $0)))
            }
          program.addRow(both, in: 0...1)
        }
      }
    }
  }

  /// The limits of single cars: minutes and moves.
  private mutating func addCarLimits() {
    for (place, group) in network.groups.enumerated() {
      let car = group.cars[0]
      if let limit = instance.travelLimit(of: car) {
        program.addRow(travelTerms(place), in: 0...Double(limit.tenths))
      }
      if let limit = instance.moveLimit(of: car) {
        let moves = arcs { $0.group == place && $0.isMove }
        program.addRow(terms(moves), in: 0...Double(limit))
      }
    }
  }

  /// The minutes of the car that has most, by a weight of the objective.
  private mutating func addWorst() {
    let weight: Int
    switch instance.roster.objective {
    case .total: return
    case .worst: weight = 0
    case .fair(let hundredths): weight = hundredths
    }
    let most = network.arcs.reduce(0) { $0 + $1.minutes.tenths } + instance.longestBefore.tenths
    let column = program.addColumn(
      cost: Double(weight), in: 0...Double(max(most, 1)), isInteger: true)
    worst = column
    for (place, group) in network.groups.enumerated() {
      program.addRow(
        travelTerms(place) + [Term(column, times: -1)],
        in: -Double.infinity...Double(-group.car.minutesBefore.tenths))
    }
  }
}

// MARK: - Terms

extension RosterProgram {
  func terms(_ arcs: [Int], times coefficient: Double = 1) -> [Term] {
    arcs.map { Term(Column($0), times: coefficient) }
  }

  /// y of a cell: the cars there, of a class or of all.
  private func presentTerms(
    _ step: Int, _ sector: SectorIndex, of carClass: Car.Class? = nil
  ) -> [Term] {
    network.groups.indices.flatMap { place -> [Term] in
      guard carClass == nil || network.groups[place].car.carClass == carClass else { return [] }
      return terms(network.arcs(into: .init(group: place, step: step, sector: sector)))
    }
  }

  private func travelTerms(_ group: Int) -> [Term] {
    arcs { $0.group == group && $0.minutes > .zero }.map {
      Term(Column($0), times: Double(network.arcs[$0].minutes.tenths))
    }
  }

  private func arcs(where condition: (RosterNetwork.Arc) -> Bool) -> [Int] {
    network.arcs.indices.filter { condition(network.arcs[$0]) }
  }

  private func group(of car: CarIndex) -> Int {
    network.groups.firstIndex { $0.cars.contains(car) } ?? 0
  }

  /// The nodes of a group within the shift.
  private func nodes(of group: Int) -> [RosterNetwork.Node] {
    (0..<instance.stepCount).flatMap { step in
      instance.sectorIndices.map { .init(group: group, step: step, sector: $0) }
    }
  }

  /// Adds a row, for rules that stand in files of their own.
  mutating func addRow(_ terms: [Term], in bounds: ClosedRange<Double>) {
    program.addRow(terms, in: bounds)
  }

  /// The program that only asks for the worst car's minutes to be few.
  var ofWorstCar: LinearProgram? {
    guard let worst, instance.roster.objective == .worst else { return nil }
    var costs = [Double](repeating: 0, count: program.columnCount)
    costs[worst.rawValue] = Double(Self.perTenth)
    return program.replacing(costs: costs)
  }

  /// The program with a limit on the worst car's minutes, in tenths.
  func limitingWorst(to tenths: Int) -> LinearProgram {
    guard let worst else { return program }
    var limited = program
    limited.addRow([Term(worst)], in: 0...Double(tenths))
    return limited
  }
}

extension PatrolInstance {
  /// The most minutes that a car has from earlier days.
  fileprivate var longestBefore: Minutes { fleet.named.map(\.minutesBefore).max() ?? .zero }
}
