import Dispatching
import Simulation

/// What the rest of a shift has to live on in one sector, as numbers of about the size of 1.
///
/// The published state (cars' use, presence, timetables) lacks what binds, the budget of changes;
/// these numbers have it, beside time, free cars, and how far they are from where calls come.
struct SectorOutlook {
  /// How many numbers describe a sector.
  static let size = 19
  /// Periods from now at which free cars are counted.
  private static let freeAfter = [0, 2, 4, 8]
  /// Periods from now at which it is asked whom own cars reach in time.
  private static let ownReach = [0, 3, 6]
  /// The same for cars of the sector and its neighbours.
  private static let jointReach = [0, 3]
  /// Periods of travel within which an answer is a success.
  private static let inTime = ResponseUtility.targetMinutes / ShiftClock.periodMinutes
  /// Travel that counts as endless: a car that far away comes when the call is long late.
  private static let farthest = 6

  private let state: ShiftState
  private let period: Int

  /// Looks at a state as it is after a decision in a period.
  init(_ state: ShiftState, period: Int) {
    (self.state, self.period) = (state, period)
  }

  /// The sectors that have cars, in order.
  var staffed: [Int] { state.carsOfSector.indices.filter { !state.carsOfSector[$0].isEmpty } }

  /// The numbers of a sector, ``size`` of them, appended to a list.
  func append(_ sector: Int, to numbers: inout [Float]) {
    let neighbours = state.region.sectors[sector].neighbours.filter {
      !state.carsOfSector[$0].isEmpty
    }
    let (own, helpers) = (budget(sector), neighbours.map(budget))
    let count = Double(max(1, helpers.count))
    var all = [
      time, own.left, own.pace,
      helpers.reduce(0) { $0 + $1.left } / count, helpers.reduce(0) { $0 + $1.pace } / count,
      Double(state.carsOfSector[sector].count) / 8,
    ]
    all += Self.freeAfter.map { freeShare(sector, at: period + $0) }
    all += Self.ownReach.map { reach(sector, by: [sector], at: period + $0).inTime }
    all += Self.jointReach.map { reach(sector, by: [sector] + neighbours, at: period + $0).inTime }
    all += [reach(sector, by: [sector], at: period).travel]
    all += presence(sector) + [kept(sector)]
    numbers += all.map(Float.init)
  }

  /// The share of the shift that is left.
  private var time: Double { Double(ShiftClock.periods - period) / Double(ShiftClock.periods) }

  /// What is left of a sector's budget of changes, as a share of all and, up to 4, per time left.
  private func budget(_ sector: Int) -> (left: Double, pace: Double) {
    let allowance = Double(max(1, state.allowance(sector)))
    let left = Double(state.allowance(sector) - state.changed[sector]) / allowance
    return (left, min(4, left / max(0.01, time)) / 4)
  }

  /// The share of a sector's cars that are free in a period.
  private func freeShare(_ sector: Int, at period: Int) -> Double {
    let period = min(period, ShiftClock.periods - 1)
    let cars = state.carsOfSector[sector]
    let free = cars.count { state.available[state.index($0, period)] }
    return Double(free) / Double(cars.count)
  }

  /// The share of a sector's calls that free cars reach in time, and mean travel of the nearest.
  private func reach(
    _ sector: Int, by sectors: [Int], at period: Int
  ) -> (inTime: Double, travel: Double) {
    let period = min(period, ShiftClock.periods - 1)
    var places: [Int] = []
    for car in sectors.flatMap({ state.carsOfSector[$0] }) {
      let index = state.index(car, period)
      if state.available[index], state.cells[index] >= 0 { places.append(state.cells[index]) }
    }
    var (all, near, travel) = (0, 0, 0)
    for area in state.region.sectors[sector].areas {
      // Calls come where patrol is needed, and one minute's worth everywhere.
      let weight = state.region.areas[area].minPatrolMinutes + 1
      var nearest = Self.farthest
      for place in places { nearest = min(nearest, state.region.periods(from: place, to: area)) }
      all += weight
      travel += weight * nearest
      if nearest <= Self.inTime { near += weight }
    }
    let total = Double(max(1, all))
    return (Double(near) / total, Double(travel) / (total * Double(Self.farthest)))
  }

  /// Presence in a sector's areas per car, and the share of needed patrol that is missing.
  private func presence(_ sector: Int) -> [Double] {
    var (worth, missing, needed) = (0.0, 0, 0)
    for area in state.region.sectors[sector].areas {
      let required = state.region.areas[area].requiredPeriods
      worth += state.utility(area: area, periods: state.patrol[area])
      missing += max(0, required - state.patrol[area])
      needed += required
    }
    let periods = Double(ShiftClock.periods * state.carsOfSector[sector].count)
    return [worth / periods, Double(missing) / Double(max(1, needed))]
  }

  /// The share of what is to come of the cars' timetables that is as it was at the start.
  private func kept(_ sector: Int) -> Double {
    var (same, all) = (0, 0)
    for car in state.carsOfSector[sector] {
      for index in state.cells(of: car, from: period) {
        all += 1
        if state.cells[index] == state.initial.cells[index] { same += 1 }
      }
    }
    return Double(same) / Double(max(1, all))
  }
}
