import PatrolModel

/// The ways of one car through the shift, as if there were no others.
///
/// A dynamic program over steps. A state is the sector, the sector before, the length of the stay, and
/// whether the stay began with a move, each only as far as rules ask for it.
struct CarWays {
  /// What is added up along a way.
  enum Measure {
    /// Tenths of minutes.
    case minutes
    /// Legs between two different sectors.
    case moves
  }

  /// No way gets past a step.
  struct Stuck: Error { let step: StepIndex }

  private let instance: PatrolInstance
  private let car: CarIndex
  private let shape: Shape

  init(_ instance: PatrolInstance, _ car: CarIndex) {
    self.instance = instance
    self.car = car
    shape = Shape(instance)
  }

  /// The states and legs of one car.
  static func work(of instance: PatrolInstance) -> Int {
    Shape(instance).count * instance.sectorCount * instance.stepCount
  }

  /// The least of all ways.
  func least(_ measure: Measure) -> Result<Int, Stuck> {
    // Breaks may be anywhere in their windows: steps there may be passed over.
    let windows = instance.roster.breakWindows.filter { instance.crew(of: $0).contains(car) }
    guard windows.isEmpty else { return .success(0) }
    var reached = start()
    var gap = 0
    for step in instance.shift.steps {
      guard instance.isInService(car, at: step) else {
        gap += 1
        continue
      }
      let next = advanced(reached, to: step, across: gap, measure)
      guard next.contains(where: { $0 != Shape.nowhere }) else {
        return .failure(Stuck(step: step))
      }
      reached = next
      gap = 0
    }
    return end(reached, measure)
  }

  /// How the states of a car are numbered.
  private struct Shape {
    static let nowhere = Int.max
    let sectors, befores, runs, opened: Int

    init(_ instance: PatrolInstance) {
      sectors = instance.sectorCount
      let rules = instance.sectorIndices.map(instance.presence(in:))
      befores = rules.contains(.noReturn) ? sectors + 1 : 1
      let least = instance.roster.minimumStay
      opened = least > 1 ? 2 : 1
      runs = rules.reduce(least) { longest, rule in
        if case .maxStay(let limit) = rule { max(longest, limit) } else { longest }
      }
    }

    var count: Int { sectors * befores * runs * opened }

    func place(_ state: State) -> Int {
      let before = befores == 1 ? 0 : state.before + 1
      let stay = (state.sector * befores + before) * runs + min(state.run, runs) - 1
      return opened == 1 ? stay : stay * 2 + (state.isOpenedByMove ? 1 : 0)
    }

    func state(_ place: Int) -> State {
      let stay = place / opened
      let sides = stay / runs
      return State(
        sector: sides / befores, before: sides % befores - 1, run: stay % runs + 1,
        isOpenedByMove: opened == 2 && place % 2 == 1)
    }
  }

  private struct State {
    let sector: Int
    /// −1 for none.
    var before = -1
    /// The steps in the sector so far; longer stays than any rule asks about are alike.
    var run = 1
    /// Whether it moved here, so that the stay has a least length.
    var isOpenedByMove = false
  }

  // MARK: - Steps

  private func start() -> [Int]? {
    let past = instance.fleet[car].history
    guard let start = past.last else { return nil }
    let run = past.reversed().prefix { $0 == start }.count
    let before = past.count > 1 ? past[past.count - 2].rawValue : -1
    var reached = [Int](repeating: Shape.nowhere, count: shape.count)
    reached[shape.place(State(sector: start.rawValue, before: before, run: run))] = 0
    return reached
  }

  private func advanced(
    _ reached: [Int]?, to step: StepIndex, across gap: Int, _ measure: Measure
  ) -> [Int] {
    var next = [Int](repeating: Shape.nowhere, count: shape.count)
    let open = instance.sectorIndices.filter { instance.admits(car, to: $0, at: step) }
    guard let reached else {
      for sector in open { next[shape.place(State(sector: sector.rawValue))] = 0 }
      return next
    }
    let times = instance.travelTimes(at: step)
    for (place, soFar) in reached.enumerated() where soFar != Shape.nowhere {
      let state = shape.state(place)
      for sector in open {
        guard let leg = leg(from: state, to: sector, across: gap, times) else { continue }
        let stays = state.sector == sector.rawValue
        let after = State(
          sector: sector.rawValue, before: gap == 0 ? state.sector : -1,
          run: stays && gap == 0 ? state.run + 1 : 1,
          // A stay beside a break may be shorter, and so may the one the car was in before the shift.
          isOpenedByMove: gap == 0 && (!stays || state.isOpenedByMove))
        let place = shape.place(after)
        next[place] = min(
          next[place], soFar + amount(leg, isMove: !stays && counts(across: gap), measure))
      }
    }
    return next
  }

  private func end(_ reached: [Int]?, _ measure: Measure) -> Result<Int, Stuck> {
    guard let reached else { return .success(0) }
    let last = StepIndex(instance.stepCount - 1)
    var least = Shape.nowhere
    for (place, soFar) in reached.enumerated() where soFar != Shape.nowhere {
      let sector = SectorIndex(shape.state(place).sector)
      guard let end = instance.fleet[car].end, end != sector else {
        least = min(least, soFar)
        continue
      }
      let leg = instance.minutes(from: sector, to: end, at: last)
      if !isTooLong(leg) { least = min(least, soFar + amount(leg.tenths, isMove: true, measure)) }
    }
    return least == Shape.nowhere ? .failure(Stuck(step: last)) : .success(least)
  }

  private func amount(_ tenths: Int, isMove: Bool, _ measure: Measure) -> Int {
    switch measure {
    case .minutes: tenths
    case .moves: isMove ? 1 : 0
    }
  }

  // MARK: - Legs

  /// The tenths of a leg, if rules allow it.
  private func leg(
    from state: State, to sector: SectorIndex, across gap: Int, _ times: TravelTimes
  ) -> Int? {
    let stays = state.sector == sector.rawValue
    guard keepsPresence(state, sector, stays, gap) else { return nil }
    guard !stays else { return 0 }
    if gap == 0, state.isOpenedByMove, state.run < instance.roster.minimumStay,
      !instance[SectorIndex(state.sector)].isReserve
    {
      return nil
    }
    if gap > 0 {
      switch instance.roster.breakTravel {
      case .free: return 0
      case .sameSector: return nil
      case .counted: break
      }
    }
    let leg = times[from: SectorIndex(state.sector), to: sector]
    return isTooLong(leg) ? nil : leg.tenths
  }

  /// Whether a way to another sector is a leg at all: across a break it may be free.
  private func counts(across gap: Int) -> Bool { gap == 0 || instance.roster.breakTravel != .free }

  private func keepsPresence(
    _ state: State, _ sector: SectorIndex, _ stays: Bool, _ gap: Int
  ) -> Bool {
    switch instance.presence(in: sector) {
    case .none: true
    case .noReturn: !(gap == 0 && state.before == sector.rawValue || gap == 1 && stays)
    case .maxStay(let limit): !(gap == 0 && stays && state.run >= limit)
    }
  }

  private func isTooLong(_ leg: Minutes) -> Bool {
    instance.rules.longestLeg.map { leg > $0 } ?? false
  }
}
