import PatrolModel

/// All ways to place named cars, step by step: an oracle for tiny shifts that needs no solver.
///
/// Dynamic programming over what all cars did in the last steps that the presence rule looks at. It
/// knows neither flows nor bits.
struct CompleteAssignments {
  /// The most pasts that are kept at a step.
  static let largestStateCount = 200_000

  private let instance: PatrolInstance
  /// How many steps back the presence rule looks.
  private let memory: Int
  /// All ways to meet each step's demand: the sector of each car.
  private let choices: [[[UInt16]]]

  init(_ instance: PatrolInstance) throws(ExactError) {
    self.instance = instance
    memory =
      switch instance.presence {
      case .none: 1
      case .noReturn: 2
      case .maxStay(let limit): min(limit, instance.stepCount)
      }
    for step in instance.shift.steps {
      var count = 1.0
      var rest = instance.carCount
      for cars in instance.demand[step] where cars > 0 {
        for car in 0..<cars { count *= Double(rest - car) / Double(car + 1) }
        rest -= cars
        guard count <= Double(Self.largestStateCount) else { throw Self.tooLarge }
      }
    }
    choices = instance.shift.steps.map { Self.arrangements(of: instance.demand[$0]) }
  }

  private static let tooLarge = ExactError.notApplicable(
    "this shift has more than \(largestStateCount) complete assignments at a step")

  /// The best schedule, or the proof that there is none.
  func result() throws(ExactError) -> ExactResult {
    guard let (routes, tenths) = try cheapestRoutes() else {
      return ExactResult(method: .exhaustive, end: .complete, best: nil, bound: nil)
    }
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for (step, sectors) in routes.enumerated() {
      for (car, sector) in sectors.enumerated() {
        schedule[StepIndex(step), CarIndex(car)] = SectorIndex(Int(sector))
      }
    }
    let travel = Minutes(tenths: tenths)
    return ExactResult(
      method: .exhaustive, end: .complete, best: (schedule, travel), bound: travel)
  }

  /// The recent past of all cars, oldest first; what came before no longer matters.
  private typealias Past = [[UInt16]]

  private struct Arrival {
    let cost: Int
    let before: Past
  }

  private func cheapestRoutes() throws(ExactError) -> (routes: Past, tenths: Int)? {
    // Cars are alike: the first step's assignment may be fixed.
    let first: Past = [choices[0][0]]
    var layers: [[Past: Arrival]] = [[first: Arrival(cost: 0, before: [])]]
    for step in 1..<max(1, instance.stepCount) {
      var next: [Past: Arrival] = [:]
      for (past, arrival) in layers[step - 1] {
        for now in choices[step] where isAllowed(now, after: past) {
          let cost = arrival.cost + travel(from: past[past.count - 1], to: now)
          let window = Array((past + [now]).suffix(memory))
          // Ties go to the smaller past, so that the schedule does not depend on hashing.
          let isBetter = next[window].map { known in
            cost != known.cost ? cost < known.cost : Self.precedes(past, known.before)
          }
          guard isBetter ?? true else { continue }
          next[window] = Arrival(cost: cost, before: past)
        }
      }
      guard next.count <= Self.largestStateCount else { throw Self.tooLarge }
      layers.append(next)
    }
    return trace(layers)
  }

  private func trace(_ layers: [[Past: Arrival]]) -> (routes: Past, tenths: Int)? {
    let end = layers[layers.count - 1].min { a, b in
      a.value.cost != b.value.cost
        ? a.value.cost < b.value.cost : Self.precedes(a.key, b.key)
    }
    guard let end else { return nil }
    var (routes, past) = (Past(), end.key)
    for layer in layers.reversed() {
      routes.append(past[past.count - 1])
      past = layer[past]?.before ?? []
    }
    return (routes.reversed(), end.value.cost)
  }

  private static func precedes(_ a: Past, _ b: Past) -> Bool {
    a.joined().lexicographicallyPrecedes(b.joined())
  }

  private func travel(from before: [UInt16], to now: [UInt16]) -> Int {
    zip(before, now).reduce(0) {
      $0 + instance.travel[from: SectorIndex(Int($1.0)), to: SectorIndex(Int($1.1))].tenths
    }
  }

  private func isAllowed(_ now: [UInt16], after past: Past) -> Bool {
    switch instance.presence {
    case .none: true
    case .noReturn: past.count < 2 || zip(past[0], now).allSatisfy { $0 != $1 }
    case .maxStay(let limit):
      past.count < limit || now.indices.allSatisfy { car in past.contains { $0[car] != now[car] } }
    }
  }

  private static func arrangements(of demand: [Int]) -> [[UInt16]] {
    guard demand.contains(where: { $0 > 0 }) else { return [[]] }
    return demand.indices.filter { demand[$0] > 0 }.flatMap { sector in
      var rest = demand
      rest[sector] -= 1
      return arrangements(of: rest).map { [UInt16(truncatingIfNeeded: sector)] + $0 }
    }
  }
}
