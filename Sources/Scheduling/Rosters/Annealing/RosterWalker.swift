import PatrolModel
import RandomStreams
import Tempering

/// A walker over plans of a roster: cars exchange parts of their ways, move elsewhere, shift breaks.
final class RosterWalker: Replica {
  private let state: RosterState
  private let perBreak: Int64
  private let tables: RosterTables
  private let countsMayChange: Bool
  @exclusivity(unchecked) private var random: RandomStream
  @exclusivity(unchecked) private(set) var acceptedMoves = 0
  private(set) var best: Incumbent<Schedule>
  @exclusivity(unchecked) private var bestRank: Rank
  @exclusivity(unchecked) private var isUnsaved = false
  @exclusivity(unchecked) private var now: Int64
  /// What a change overwrote: the route of a car.
  private let old: UnsafeMutablePointer<Int16>
  private let arena = Arena()

  init(_ tables: RosterTables, start: Schedule, perBreak: Int64, random: RandomStream) {
    self.tables = tables
    state = RosterState(tables, start)
    // Exchanges keep the numbers of cars: a plan whose numbers do not fit needs other moves, too.
    countsMayChange = tables.countsMayChange || !state.countsFit
    self.perBreak = perBreak
    self.random = random
    now = state.energy(perBreak: perBreak)
    old = arena.allocate(tables.stepCount, filledWith: -1)
    best = Incumbent(
      state: state.schedule, energy: state.objective, violation: state.violation)
    bestRank = best.rank
  }

  var energy: Int64 { now }

  /// Each cell of the plan is tried about ten times in a round.
  var stepsPerRound: Int { 10 * tables.carCount * tables.stepCount }

  func advance(steps: Int, temperature: Double) {
    for _ in 0..<steps { _ = tryMove(temperature) }
    saveIfBest()
  }

  func sampledBarriers() -> [Int64] {
    let cells = tables.carCount * tables.stepCount
    for _ in 0..<200 * cells { _ = tryMove(Self.coldestOfAll) }
    let changes = (0..<max(2_000, 10 * cells)).map { _ in tryMove(Self.coldestOfAll) }
    saveIfBest()
    return changes.filter { $0 > 0 }.sorted()
  }

  /// A temperature > 0 at which only descents are accepted.
  private static let coldestOfAll = 1e-9

  // MARK: - Moves

  /// Tries one move; returns its energy change, accepted or not.
  private func tryMove(_ temperature: Double) -> Int64 {
    // Where numbers of cars may change, a third of the moves change them.
    guard countsMayChange, random.uniform(below: 3) == 0 else {
      guard tables.carCount > 1 else { return 0 }
      return random.uniform(below: 4) == 0
        ? tryAnyExchange(temperature) : tryNearExchange(temperature)
    }
    if state.hasJointBreaks && random.uniform(below: 2) == 0 { return tryFilling(temperature) }
    let car = random.uniform(below: tables.carCount)
    if !tables.windowsOfCar[car].isEmpty && random.uniform(below: 3) == 0 {
      return tryBreak(of: car, temperature)
    }
    return tryRelocation(of: car, temperature)
  }

  /// Two cars, whichever they are, exchange where they are for some steps.
  private func tryAnyExchange(_ temperature: Double) -> Int64 {
    let first = random.uniform(below: tables.carCount)
    var second = random.uniform(below: tables.carCount - 1)
    if second >= first { second += 1 }
    return tryExchange(
      first, second, segment(from: random.uniform(below: tables.stepCount)), temperature)
  }

  /// A car goes on where some other one is that is near: the k-th nearest sector with chance 2⁻ᵏ.
  ///
  /// Of all pairs of cars most are too far apart for an exchange to please.
  private func tryNearExchange(_ temperature: Double) -> Int64 {
    let first = random.uniform(below: tables.carCount)
    let step = random.uniform(below: tables.stepCount)
    let route = state.route(of: first)
    var before = step - 1
    while before >= 0 && route[before] < 0 { before -= 1 }
    let origin = before >= 0 ? Int(route[before]) : tables.cars[first].start
    guard origin >= 0 else { return tryAnyExchange(temperature) }
    let rank = min(random.next().trailingZeroBitCount, tables.sectorCount - 1)
    let target = tables.near[origin * tables.sectorCount + rank]
    guard route[step] != target else { return 0 }
    var second = random.uniform(below: tables.carCount)
    for _ in 0..<tables.carCount {
      if second != first && state.route(of: second)[step] == target {
        return tryExchange(first, second, segment(from: step), temperature)
      }
      second += 1
      if second == tables.carCount { second = 0 }
    }
    return 0
  }

  /// Two cars exchange where they are for some steps; cells keep their numbers.
  private func tryExchange(
    _ first: Int, _ second: Int, _ steps: Range<Int>, _ temperature: Double
  ) -> Int64 {
    let steps0 = tables.stepCount
    return judge(first, second, steps, temperature) {
      for step in steps
      where tables.inService[first * steps0 + step] && tables.inService[second * steps0 + step] {
        state.exchange(first, second, step)
      }
    } undo: {
      for step in steps
      where tables.inService[first * steps0 + step] && tables.inService[second * steps0 + step] {
        state.exchange(first, second, step)
      }
    }
  }

  /// A car is elsewhere for some steps: where it was before or will be after, or anywhere.
  private func tryRelocation(of car: Int, _ temperature: Double) -> Int64 {
    let steps = segment(from: random.uniform(below: tables.stepCount))
    let route = state.route(of: car)
    let neighbour =
      random.uniform(below: 2) == 0
      ? (steps.lowerBound > 0 ? Int(route[steps.lowerBound - 1]) : tables.cars[car].start)
      : (steps.upperBound < tables.stepCount ? Int(route[steps.upperBound]) : -1)
    let target =
      neighbour >= 0 && random.uniform(below: 2) == 0
      ? neighbour : random.uniform(below: tables.sectorCount)
    remember(car)
    return judge(car, car, steps, temperature) {
      for step in steps where route[step] >= 0 { state.put(car, step, Int16(target)) }
    } undo: {
      for step in steps { state.put(car, step, old[step]) }
    }
  }

  /// A car goes from a sector with one too many to one with one too few, at one step.
  private func tryFilling(_ temperature: Double) -> Int64 {
    let step = random.uniform(below: tables.stepCount)
    let first = random.uniform(below: tables.sectorCount)
    guard let (surplus, hole) = state.misfit(at: step, from: first) else { return 0 }
    var car = random.uniform(below: tables.carCount)
    for _ in 0..<tables.carCount where Int(state.route(of: car)[step]) != surplus {
      car = car + 1 == tables.carCount ? 0 : car + 1
    }
    remember(car)
    return judge(car, car, step..<step + 1, temperature) {
      state.put(car, step, Int16(hole))
    } undo: {
      state.put(car, step, old[step])
    }
  }

  /// A car has its break at another time; where it was to be on its break, it stays where it is.
  private func tryBreak(of car: Int, _ temperature: Double) -> Int64 {
    let own = tables.windowsOfCar[car]
    let number = own[random.uniform(below: own.count)]
    let window = tables.windows[number]
    let starts = tables.breakStarts[car][number]
    guard !starts.isEmpty else { return 0 }
    let first = starts[random.uniform(below: starts.count)]
    let route = state.route(of: car)
    let resting = first..<first + window.length
    remember(car)
    let steps = window.window.lowerBound..<window.window.upperBound + 1
    return judge(car, car, steps, temperature) {
      var here = steps.lowerBound > 0 ? route[steps.lowerBound - 1] : Int16(tables.cars[car].start)
      if here < 0 { here = steps.first { route[$0] >= 0 }.map { route[$0] } ?? 0 }
      for step in steps where tables.inService[car * tables.stepCount + step] {
        if route[step] >= 0 { here = route[step] }
        state.put(car, step, resting.contains(step) ? -1 : here)
      }
    } undo: {
      for step in steps { state.put(car, step, old[step]) }
    }
  }

  /// Steps from one on: in half of the cases to the end, else up to a quarter of the shift.
  private func segment(from first: Int) -> Range<Int> {
    if random.uniform(below: 2) == 0 { return first..<tables.stepCount }
    let length = 1 + random.uniform(below: max(1, tables.stepCount / 4))
    return first..<min(tables.stepCount, first + length)
  }

  private func remember(_ car: Int) {
    let route = state.route(of: car)
    for step in 0..<tables.stepCount { old[step] = route[step] }
  }

  /// Makes a change, and takes it back unless it is accepted (Metropolis).
  @inline(__always)
  private func judge(
    _ first: Int, _ second: Int, _ steps: Range<Int>, _ temperature: Double,
    _ change: () -> Void, undo: () -> Void
  ) -> Int64 {
    // The best plan is copied when the walk is about to leave it, not each time it gets better.
    if isUnsaved { saveIfBest() }
    let before = state.standing(first, second)
    state.change(first, second, steps, change)
    let energy = state.energy(perBreak: perBreak)
    let difference = energy - now
    guard difference <= 0 || Double(difference) <= temperature * random.exponential() else {
      state.restore(before, first, second, undo)
      return difference
    }
    acceptedMoves += 1
    now = energy
    let rank = Rank(violation: state.violation, energy: state.objective)
    if rank < bestRank {
      bestRank = rank
      isUnsaved = true
    }
    return difference
  }

  // MARK: - The best plan

  private func saveIfBest() {
    guard isUnsaved else { return }
    isUnsaved = false
    best = Incumbent(
      state: state.schedule, energy: bestRank.energy, violation: bestRank.violation)
  }
}
