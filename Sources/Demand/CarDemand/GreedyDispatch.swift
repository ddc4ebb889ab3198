/// A shift as it goes: each call gets the cars that are there soonest, without foresight.
///
/// Cars wait at the posts of their sectors. A call takes the free cars that are nearest to it in minutes,
/// ties by the order of cars; where fewer are free than it needs it takes those, and waits for the rest,
/// in a queue by priority, then time. A car is busy until its service ends; while it drives home it is
/// free, and counted at the scene that it left, since where exactly it is nobody knows. When a block
/// begins, cars that are to wait elsewhere set out, of a sector the free ones first; busy ones go there
/// when they are done. A call is late if not all cars that it needs are there within its target.
struct GreedyDispatch: Sendable {
  /// The posts, by sector.
  let posts: [PlanePoint]
  /// How cars drive.
  let travel: StreetTravel
  /// The length of a block in minutes.
  let blockMinutes: Double

  private let postsEast, postsNorth: [Float]
  private let turnout, minutesPerKilometre: Float
  private let postMinutes: [[Double]]

  /// The minutes of an answer that never comes: a day.
  static let never: Float = 1_440

  init(posts: [PlanePoint], travel: StreetTravel, blockMinutes: Double) {
    precondition(!posts.isEmpty && blockMinutes > 0, "there are sectors and blocks")
    self.posts = posts
    self.travel = travel
    self.blockMinutes = blockMinutes
    postsEast = posts.map { Float($0.x) }
    postsNorth = posts.map { Float($0.y) }
    turnout = Float(travel.turnout)
    minutesPerKilometre = Float(1 / travel.speed)
    postMinutes = posts.map { from in posts.map { travel.minutes(from: from, to: $0) } }
  }

  /// The orders of an allocation.
  func orders(_ allocation: Allocation) -> StationPlan {
    StationPlan(allocation, minutes: postMinutes, blockMinutes: blockMinutes)
  }

  /// Plays a shift; afterwards `state.arrivals` has when the last car of each call was there.
  ///
  /// - Parameters:
  ///   - calls: In order of time.
  ///   - plan: Where cars wait.
  ///   - state: With room for the cars of the plan, and for these calls.
  func play(_ calls: UnsafeBufferPointer<Call>, _ plan: StationPlan, _ state: inout DispatchState) {
    start(plan, &state)
    var change = 0
    // Of an allocation that is the same all shift nothing changes.
    var nextChange = plan.changes.first?.minute ?? .infinity
    for index in 0..<calls.count {
      let call = calls[index]
      while nextChange <= call.minute {
        begin(plan.changes[change], calls, &state)
        change += 1
        nextChange = change < plan.changes.count ? plan.changes[change].minute : .infinity
      }
      if state.queued > 0 { serve(until: call.minute, calls, &state) }
      state.arrivals[index] = 0
      // While calls wait no car is free, so a new one waits with them.
      let needed = Int(call.cars)
      let sent = state.queued > 0 ? 0 : send(needed, to: index, call, at: call.minute, &state)
      if sent < needed {
        state.waiting[state.queued] = index
        state.missing[state.queued] = needed - sent
        state.queued += 1
      }
    }
    for later in plan.changes[change...] { begin(later, calls, &state) }
    serve(until: .infinity, calls, &state)
    for place in 0..<state.queued { state.arrivals[state.waiting[place]] = .infinity }
  }

  /// Puts all cars to their posts.
  private func start(_ plan: StationPlan, _ state: inout DispatchState) {
    state.queued = 0
    for (car, sector) in plan.sectors.enumerated() {
      let isOff = sector == posts.count
      let (east, north) = isOff ? (0, 0) : (postsEast[sector], postsNorth[sector])
      (state.cars + car).initialize(
        to: DispatchCar(
          freeAt: isOff ? .infinity : -.infinity, homeAt: .infinity, east: east, north: north,
          homeEast: east, homeNorth: north, doneAt: -.infinity, sector: Int32(sector)))
    }
  }

  /// Gives cars that become free before a time to calls that wait.
  private func serve(
    until end: Float, _ calls: UnsafeBufferPointer<Call>, _ state: inout DispatchState
  ) {
    while state.queued > 0 {
      var free = Float.infinity
      for car in 0..<state.count { free = min(free, state.cars[car].freeAt) }
      guard free <= end, free < .infinity else { return }
      let first = firstWaiting(calls, state)
      let index = state.waiting[first]
      // A car may have been free before the call came: off duty cars are, when they come back.
      let now = max(free, calls[index].minute)
      state.missing[first] -= send(state.missing[first], to: index, calls[index], at: now, &state)
      if state.missing[first] == 0 {
        state.queued -= 1
        state.waiting[first] = state.waiting[state.queued]
        state.missing[first] = state.missing[state.queued]
      }
    }
  }

  /// The place in the queue of the call that is next: by priority, then as they came.
  private func firstWaiting(
    _ calls: UnsafeBufferPointer<Call>, _ state: borrowing DispatchState
  ) -> Int {
    var first = 0
    for place in 1..<max(1, state.queued) {
      let (a, b) = (state.waiting[place], state.waiting[first])
      if (calls[a].priority, a) < (calls[b].priority, b) { first = place }
    }
    return first
  }

  /// Sends the nearest free cars, up to so many; returns how many there were.
  private func send(
    _ needed: Int, to index: Int, _ call: Call, at now: Float, _ state: inout DispatchState
  ) -> Int {
    let (cars, count) = (state.cars, state.count)
    for sent in 0..<needed {
      var (best, nearest) = (-1, Float.infinity)
      for car in 0..<count {
        if cars[car].homeAt <= now { settle(cars + car) }
        let distance = abs(cars[car].east - call.east) + abs(cars[car].north - call.north)
        let reach = cars[car].freeAt <= now ? distance : .infinity
        if reach < nearest { (best, nearest) = (car, reach) }
      }
      guard best >= 0 else { return sent }
      let arrival = now + turnout + nearest * minutesPerKilometre
      state.arrivals[index] = max(state.arrivals[index], arrival)
      cars[best].freeAt = arrival + call.service
      cars[best].east = call.east
      cars[best].north = call.north
      cars[best].homeAt = cars[best].freeAt + homeward(cars[best])
    }
    return needed
  }

  /// Puts a car that has come home to its post.
  @inline(__always)
  private func settle(_ car: UnsafeMutablePointer<DispatchCar>) {
    car.pointee.east = car.pointee.homeEast
    car.pointee.north = car.pointee.homeNorth
    car.pointee.homeAt = .infinity
  }

  /// Minutes from where a car left to its post.
  private func homeward(_ car: DispatchCar) -> Float {
    turnout + (abs(car.east - car.homeEast) + abs(car.north - car.homeNorth)) * minutesPerKilometre
  }

  /// Serves who waits until a block begins, and sends cars to their posts of that block.
  private func begin(
    _ change: StationPlan.Change, _ calls: UnsafeBufferPointer<Call>, _ state: inout DispatchState
  ) {
    serve(until: change.minute, calls, &state)
    for move in change.moves {
      if let car = mover(of: move.from, at: change.minute, state) {
        station(state.cars + car, in: move.to, at: change.minute)
      }
    }
  }

  /// Gives a car another sector, or sends it off duty or back.
  private func station(_ car: UnsafeMutablePointer<DispatchCar>, in sector: Int, at now: Float) {
    let wasOff = car.pointee.sector == Int32(posts.count)
    car.pointee.sector = Int32(sector)
    guard sector < posts.count else {
      car.pointee.doneAt = car.pointee.freeAt
      car.pointee.freeAt = .infinity
      return
    }
    if car.pointee.homeAt <= now { settle(car) }
    car.pointee.homeEast = postsEast[sector]
    car.pointee.homeNorth = postsNorth[sector]
    if wasOff {
      // Who comes on duty begins at the post.
      car.pointee.freeAt = max(now, car.pointee.doneAt)
      settle(car)
    } else {
      car.pointee.homeAt = max(now, car.pointee.freeAt) + homeward(car.pointee)
    }
  }

  /// The car of a sector that is to move: the first that is free, else the first.
  private func mover(
    of sector: Int, at now: Float, _ state: borrowing DispatchState
  ) -> Int? {
    var first: Int?
    for car in 0..<state.count where state.cars[car].sector == Int32(sector) {
      if state.cars[car].freeAt <= now { return car }
      if first == nil { first = car }
    }
    return first
  }
}
