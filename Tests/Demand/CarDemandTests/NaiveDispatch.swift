import CarDemand

/// Greedy dispatch as its rule is worded: one event after the other, cars and calls as objects.
final class NaiveDispatch {
  private final class Car {
    var sector: Int?
    var position: PlanePoint
    var home: PlanePoint
    var busyUntil: Float = -.infinity
    var homeAt: Float = -.infinity

    init(sector: Int?, post: PlanePoint) {
      (self.sector, position, home) = (sector, post, post)
    }

    func place(at time: Float) -> PlanePoint { homeAt <= time ? home : position }
    func isFree(at time: Float) -> Bool { sector != nil && busyUntil <= time }
  }

  private let city: RandomCity
  private var cars: [Car] = []
  private var waiting: [(call: Call, index: Int, missing: Int)] = []
  private(set) var arrivals: [Float] = []

  init(_ city: RandomCity) { self.city = city }

  /// Plays calls in order of time and leaves when the last car of each was there.
  func play(_ calls: [Call], _ allocation: Allocation) {
    let total = allocation.cars.map { $0.reduce(0, +) }.max() ?? 0
    cars = allocation.cars[0].enumerated().flatMap { sector, count in
      (0..<count).map { _ in Car(sector: sector, post: city.posts[sector]) }
    }
    while cars.count < total { cars.append(Car(sector: nil, post: city.posts[0])) }
    arrivals = Array(repeating: -.infinity, count: calls.count)
    waiting = []
    let blockMinutes = city.minutes / Double(allocation.blockCount)
    var begun = 0
    for (index, call) in calls.enumerated() {
      while begun + 1 < allocation.blockCount,
        Float(Double(begun + 1) * blockMinutes) <= call.minute
      {
        begun += 1
        begin(allocation, block: begun, at: Float(Double(begun) * blockMinutes))
      }
      work(until: call.minute)
      waiting.append((call, index, Int(call.cars)))
      assign(at: call.minute)
    }
    while begun + 1 < allocation.blockCount {
      begun += 1
      begin(allocation, block: begun, at: Float(Double(begun) * blockMinutes))
    }
    work(until: .infinity)
    for rest in waiting { arrivals[rest.index] = .infinity }
  }

  /// Lets time pass from one end of service to the next.
  private func work(until end: Float) {
    while !waiting.isEmpty {
      let next = cars.filter { $0.sector != nil }.map(\.busyUntil).min() ?? .infinity
      guard next <= end, next < .infinity else { return }
      assign(at: max(next, waiting.map(\.call.minute).min() ?? next))
    }
  }

  /// Gives free cars to waiting calls, the most urgent and then the oldest first.
  private func assign(at now: Float) {
    waiting.sort { ($0.call.priority, $0.index) < ($1.call.priority, $1.index) }
    while let first = waiting.first {
      let free = cars.filter { $0.isFree(at: now) }
      guard !free.isEmpty else { return }
      let nearest = free.min { distance($0, first.call, now) < distance($1, first.call, now) }
      guard let nearest else { return }
      let arrival =
        now + Float(city.travel.turnout)
        + distance(nearest, first.call, now) * Float(1 / city.travel.speed)
      arrivals[first.index] = max(arrivals[first.index], arrival)
      nearest.busyUntil = arrival + first.call.service
      nearest.position = first.call.point
      nearest.homeAt = nearest.busyUntil + drive(nearest.position, nearest.home)
      waiting[0].missing -= 1
      if waiting[0].missing == 0 { waiting.removeFirst() }
    }
  }

  private func begin(_ allocation: Allocation, block: Int, at now: Float) {
    work(until: now)
    let total = cars.count
    var surplus = zip(allocation.cars[block - 1], allocation.cars[block]).map { $0 - $1 }
    surplus.append(-surplus.reduce(0, +))
    while surplus.contains(where: { $0 > 0 }) {
      var best: (from: Int, to: Int, minutes: Double)?
      for from in surplus.indices where surplus[from] > 0 {
        for to in surplus.indices where surplus[to] < 0 {
          let isDuty = max(from, to) == city.posts.count
          let minutes =
            isDuty ? 0 : city.travel.minutes(from: city.posts[from], to: city.posts[to])
          if minutes < best?.minutes ?? .infinity { best = (from, to, minutes) }
        }
      }
      guard let best else { return }
      surplus[best.from] -= 1
      surplus[best.to] += 1
      let own = cars.filter { ($0.sector ?? city.posts.count) == best.from }
      guard let car = own.first(where: { $0.isFree(at: now) }) ?? own.first else { continue }
      move(car, to: best.to == city.posts.count ? nil : best.to, at: now)
    }
    precondition(cars.count == total, "no car is lost")
  }

  private func move(_ car: Car, to sector: Int?, at now: Float) {
    let was = car.sector
    defer { car.sector = sector }
    guard let sector else { return }
    if was == nil {
      car.home = city.posts[sector]
      car.position = car.home
      car.busyUntil = max(now, car.busyUntil)
      car.homeAt = car.busyUntil
    } else {
      car.position = car.place(at: now)
      car.home = city.posts[sector]
      car.homeAt = max(now, car.busyUntil) + drive(car.position, car.home)
    }
  }

  private func distance(_ car: Car, _ call: Call, _ now: Float) -> Float {
    let place = car.place(at: now)
    return abs(Float(place.x) - call.east) + abs(Float(place.y) - call.north)
  }

  private func drive(_ from: PlanePoint, _ to: PlanePoint) -> Float {
    Float(city.travel.turnout)
      + (abs(Float(from.x) - Float(to.x)) + abs(Float(from.y) - Float(to.y)))
      * Float(1 / city.travel.speed)
  }
}
