package import PatrolModel
import Tempering

/// A plan of a roster, with everything it costs kept up to date as it changes.
///
/// A change is made first and judged then; what does not please is taken back.
package final class RosterState {
  private let arena = Arena()
  let tables: RosterTables
  /// Sectors by car and step, −1 out of service: car · steps + step.
  let routes: UnsafeMutablePointer<Int16>
  /// Cars by step and sector.
  private let counts: UnsafeMutablePointer<Int32>
  /// The cost of each car by itself.
  let carCosts: UnsafeMutablePointer<RosterCost>
  /// The cost of cells, class limits, pairs and breaks at once.
  @exclusivity(unchecked) private var joint = RosterCost()
  @exclusivity(unchecked) package private(set) var total = RosterCost()
  private let hasJointRules: Bool

  package init(_ tables: RosterTables, _ schedule: Schedule) {
    self.tables = tables
    routes = arena.allocate(tables.carCount * tables.stepCount, filledWith: -1)
    counts = arena.allocate(tables.stepCount * tables.sectorCount, filledWith: 0)
    carCosts = arena.allocate(tables.carCount, filledWith: RosterCost())
    hasJointRules =
      !tables.limits.isEmpty || !tables.pairs.isEmpty
      || tables.windows.contains { $0.atOnce != nil }
    for car in 0..<tables.carCount {
      for step in 0..<tables.stepCount {
        guard let sector = schedule[StepIndex(step), CarIndex(car)],
          tables.inService[car * tables.stepCount + step]
        else { continue }
        routes[car * tables.stepCount + step] = Int16(sector.rawValue)
        counts[step * tables.sectorCount + sector.rawValue] += 1
      }
    }
    for car in 0..<tables.carCount {
      carCosts[car] = tables.cost(ofCar: car, route(of: car))
      total += carCosts[car]
    }
    for place in 0..<tables.cellCount {
      let (price, breaks) = tables.cells[place].cost(counts[place])
      joint += RosterCost(prices: price, breaks: breaks)
    }
    joint.breaks += jointBreaks(0..<tables.stepCount)
    total += joint
  }

  @inline(__always)
  func route(of car: Int) -> UnsafeMutablePointer<Int16> { routes + car * tables.stepCount }

  /// Whether each cell has a number of cars that it takes.
  var countsFit: Bool {
    (0..<tables.cellCount).allSatisfy { tables.cells[$0].cost(counts[$0]).breaks == 0 }
  }

  /// Whether a rule about several cars at once is broken.
  var hasJointBreaks: Bool { joint.breaks > 0 }

  /// A sector with a car too many at a step and one with a car too few, the first from a place on; `nil`
  /// unless there are both.
  func misfit(at step: Int, from first: Int) -> (surplus: Int, hole: Int)? {
    var (surplus, hole) = (-1, -1)
    for offset in 0..<tables.sectorCount where surplus < 0 || hole < 0 {
      let sector = (first + offset) % tables.sectorCount
      let place = step * tables.sectorCount + sector
      let cell = tables.cells[place]
      if counts[place] < cell.minimum { hole = hole < 0 ? sector : hole }
      if counts[place] > cell.maximum { surplus = surplus < 0 ? sector : surplus }
    }
    return surplus < 0 || hole < 0 ? nil : (surplus, hole)
  }

  /// The objective and so many thousandths for each broken rule.
  func energy(perBreak: Int64) -> Int64 { objective + Int64(total.breaks) * perBreak }

  /// Broken rules, and tenths of minutes above a cap.
  var violation: Int64 { Int64(total.breaks + total.over) }

  /// The objective in thousandths of minutes; where the worst car goes first, a tenth of its minutes is
  /// worth a tenth of all cars'.
  var objective: Int64 {
    let sum = Int64(total.minutes * RosterTables.thousandthsPerTenth) + total.prices
    if tables.cap != nil {
      // Minutes above the cap weigh sixty times those of the total, which only decides between plans
      // that are as far above it. The shares are chosen, not tuned.
      return sum / 20 + 3 * Int64(total.over * RosterTables.thousandthsPerTenth)
    }
    switch tables.objective {
    case .total: return sum
    case .fair(let hundredths): return sum + Int64(worst * hundredths)
    case .worst:
      return sum + Int64(worst * RosterTables.thousandthsPerTenth * 10 * tables.carCount)
    }
  }

  private var worst: Int {
    var worst = 0
    for car in 0..<tables.carCount {
      worst = max(worst, carCosts[car].minutes + tables.cars[car].minutesBefore)
    }
    return worst
  }

  package var schedule: Schedule {
    var schedule = Schedule(carCount: tables.carCount, stepCount: tables.stepCount)
    for car in 0..<tables.carCount {
      for step in 0..<tables.stepCount {
        let sector = Int(routes[car * tables.stepCount + step])
        schedule[StepIndex(step), CarIndex(car)] = sector < 0 ? nil : SectorIndex(sector)
      }
    }
    return schedule
  }

  // MARK: - Changes

  /// What a change may alter, to be put back as it was.
  package struct Standing {
    fileprivate let joint, total, first, second: RosterCost
  }

  /// The costs before a change to one or two cars; the same car twice for one.
  package func standing(_ first: Int, _ second: Int) -> Standing {
    Standing(joint: joint, total: total, first: carCosts[first], second: carCosts[second])
  }

  /// Makes a change to one or two cars within some steps, and adds up what it costs.
  @inline(__always)
  package func change(_ first: Int, _ second: Int, _ steps: Range<Int>, _ body: () -> Void) {
    let before = hasJointRules ? jointBreaks(steps) : 0
    body()
    if hasJointRules { note(RosterCost(breaks: jointBreaks(steps) - before)) }
    renew(first)
    if second != first { renew(second) }
  }

  /// Takes a change back, without adding up again.
  @inline(__always)
  package func restore(_ standing: Standing, _ first: Int, _ second: Int, _ body: () -> Void) {
    body()
    carCosts[first] = standing.first
    carCosts[second] = standing.second
    joint = standing.joint
    total = standing.total
  }

  /// Puts a car somewhere else at a step, −1 for a break; only within ``change``.
  @inline(__always)
  package func put(_ car: Int, _ step: Int, _ sector: Int16) {
    let cell = car * tables.stepCount + step
    let old = routes[cell]
    guard old != sector else { return }
    routes[cell] = sector
    if old >= 0 { add(-1, step, Int(old)) }
    if sector >= 0 { add(1, step, Int(sector)) }
  }

  /// Exchanges two cars at a step; cells keep their numbers.
  @inline(__always)
  package func exchange(_ first: Int, _ second: Int, _ step: Int) {
    let (a, b) = (first * tables.stepCount + step, second * tables.stepCount + step)
    (routes[a], routes[b]) = (routes[b], routes[a])
  }

  @inline(__always)
  private func add(_ cars: Int32, _ step: Int, _ sector: Int) {
    let place = step * tables.sectorCount + sector
    let before = tables.cells[place].cost(counts[place])
    counts[place] += cars
    let after = tables.cells[place].cost(counts[place])
    note(RosterCost(prices: after.price - before.price, breaks: after.breaks - before.breaks))
  }

  @inline(__always)
  private func note(_ change: RosterCost) {
    joint += change
    total += change
  }

  private func renew(_ car: Int) {
    let cost = tables.cost(ofCar: car, route(of: car))
    total -= carCosts[car]
    total += cost
    carCosts[car] = cost
  }

  // MARK: - Rules about several cars

  private func jointBreaks(_ steps: Range<Int>) -> Int {
    var breaks = 0
    for limit in tables.limits where steps.contains(limit.step) {
      var cars = 0
      for car in 0..<tables.carCount
      where limit.isOfClass[car] && Int(route(of: car)[limit.step]) == limit.sector { cars += 1 }
      breaks += max(0, limit.least - cars) + max(0, cars - limit.most)
    }
    for pair in tables.pairs {
      let (a, b) = (route(of: pair.first.rawValue), route(of: pair.second.rawValue))
      for step in steps where a[step] >= 0 && b[step] >= 0 {
        guard pair.steps?.contains(StepIndex(step)) ?? true else { continue }
        if (a[step] == b[step]) != pair.isTogether { breaks += 1 }
      }
    }
    for (number, window) in tables.windows.enumerated() {
      guard let most = window.atOnce else { continue }
      for step in steps where window.window.contains(step) {
        var cars = 0
        for car in 0..<tables.carCount
        where route(of: car)[step] < 0 && tables.inService[car * tables.stepCount + step]
          && tables.windowsOfCar[car].contains(number)
        { cars += 1 }
        breaks += max(0, cars - most)
      }
    }
    return breaks
  }
}
