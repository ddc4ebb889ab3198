import Failures
import LinearPrograms
import PatrolModel

/// All ways to place named cars, step by step: an oracle for tiny shifts that needs no solver.
///
/// Dynamic programming over what all cars did in the last steps that the presence rule looks at, from
/// where they start. It knows neither flows nor bits.
struct CompleteAssignments {
  /// The most pasts that are kept at a step.
  static let largestStateCount = 200_000

  private let instance: PatrolInstance
  /// How many steps back the presence rule looks.
  private let memory: Int
  /// All ways to meet each step's demand: the sector of each car.
  private let choices: [Past]
  /// Asked now and then; `true` ends the search.
  private let isOver: () -> Bool

  /// In place of a sector, for cars out of service and for those that start anywhere.
  fileprivate static let nowhere = UInt16.max

  /// How many assignments are looked at between two looks at the clock: well below a millisecond's.
  private static let stride = 256

  /// Lists the ways to meet the demand of each step, unless `isOver` says that there is no more time.
  ///
  /// - Throws: ``ExactError/notApplicable(_:remedy:)`` for too many ways; ``ExactError/interrupted``.
  init(
    _ instance: PatrolInstance, isOver: @escaping () -> Bool = { false }
  ) throws(ExactError) {
    guard instance.rules.carTravelLimit == nil else {
      throw .notApplicable(
        "exhaustive forgets how far each car has travelled",
        remedy: ExactMethod.automatic.remedy)
    }
    self.instance = instance
    self.isOver = isOver
    memory =
      switch instance.presence {
      case .none: 1
      case .noReturn: 2
      case .maxStay(let limit): min(limit, instance.stepCount + 1)
      }
    for step in instance.shift.steps {
      var count = 1.0
      var rest = instance.demand[step].reduce(0, +)
      for cars in instance.demand[step] where cars > 0 {
        for car in 0..<cars { count *= Double(rest - car) / Double(car + 1) }
        rest -= cars
        guard count <= Double(Self.largestStateCount) else { throw Self.tooLarge }
      }
    }
    choices = try instance.shift.steps.map { (step) throws(ExactError) in
      var arrangements = Arrangements(instance: instance, step: step, isOver: isOver)
      try arrangements.place(from: 0, instance.demand[step])
      return arrangements.all.filter { Self.keepsMinimums($0, of: instance, at: step) }
    }
  }

  private static func keepsMinimums(
    _ sectors: [UInt16], of instance: PatrolInstance, at step: StepIndex
  ) -> Bool {
    instance.rules.classMinimums.allSatisfy { minimum in
      minimum.step != step
        || minimum.cars
          <= instance.carIndices.count { car in
            index(sectors[car.rawValue]) == minimum.sector
              && instance.fleet[car].carClass == minimum.carClass
          }
    }
  }

  private static let tooLarge = ExactError.notApplicable(
    "this shift has more than \(largestStateCount) complete assignments at a step",
    remedy: ExactMethod.automatic.remedy)

  /// The best schedule, or the proof that there is none.
  func result() throws(ExactError) -> ExactResult {
    guard let (routes, tenths) = try cheapestRoutes() else {
      return ExactResult(method: .exhaustive, end: .complete, best: nil, bound: nil)
    }
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for (step, sectors) in routes.enumerated() {
      for (car, sector) in sectors.enumerated() {
        schedule[StepIndex(step), CarIndex(car)] = Self.index(sector)
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
    let starts = instance.carIndices.map { instance.fleet[$0].start }
    let first = [starts.map { $0.map { UInt16(truncatingIfNeeded: $0.rawValue) } ?? Self.nowhere }]
    var layers: [[Past: Arrival]] = [[first: Arrival(cost: 0, before: [])]]
    for (step, all) in choices.enumerated() {
      // Where cars are alike, who is where at first does not matter.
      let choices = step == 0 && !instance.hasCarRules ? Array(all.prefix(1)) : all
      var next: [Past: Arrival] = [:]
      for (past, arrival) in layers[step] {
        for (number, now) in choices.enumerated() {
          if number.isMultiple(of: Self.stride), isOver() { throw .interrupted }
          guard isAllowed(now, after: past) else { continue }
          guard let travel = travel(from: past[past.count - 1], to: now) else { continue }
          let cost = arrival.cost + travel
          let window = Array((past + [now]).suffix(memory))
          // Ties go to the smaller past, so that the schedule does not depend on hashing.
          let isBetter = next[window].map { known in
            cost != known.cost ? cost < known.cost : Self.precedes(past, known.before)
          }
          guard isBetter ?? true else { continue }
          next[window] = Arrival(cost: cost, before: past)
          guard next.count <= Self.largestStateCount else { throw Self.tooLarge }
        }
      }
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
    // The starts are not part of the schedule.
    return (routes.reversed().dropFirst().map { $0 }, end.value.cost)
  }

  private static func precedes(_ a: Past, _ b: Past) -> Bool {
    a.joined().lexicographicallyPrecedes(b.joined())
  }

  /// Tenths of minutes of all cars together, or `nil` if one of the legs is too long.
  private func travel(from before: [UInt16], to now: [UInt16]) -> Int? {
    var tenths = 0
    for case (let from?, let to?) in zip(before.map(Self.index), now.map(Self.index)) {
      guard instance.admitsLeg(from: from, to: to) else { return nil }
      tenths += instance.travel[from: from, to: to].tenths
    }
    return tenths
  }

  private func isAllowed(_ now: [UInt16], after past: Past) -> Bool {
    switch instance.presence {
    case .none: true
    case .noReturn:
      past.count < 2 || zip(past[0], now).allSatisfy { $0 != $1 || $0 == Self.nowhere }
    case .maxStay(let limit):
      past.count < limit
        || now.indices.allSatisfy { car in
          now[car] == Self.nowhere || past.contains { $0[car] != now[car] }
        }
    }
  }

  private static func index(_ sector: UInt16) -> SectorIndex? {
    sector == nowhere ? nil : SectorIndex(Int(sector))
  }
}

/// All ways to place the cars of a step in the sectors that need some.
private struct Arrangements {
  let instance: PatrolInstance
  let step: StepIndex
  let isOver: () -> Bool
  /// The sector of each car, way by way.
  private(set) var all: [[UInt16]] = []
  private var sectors: [UInt16] = []

  init(instance: PatrolInstance, step: StepIndex, isOver: @escaping () -> Bool) {
    (self.instance, self.step, self.isOver) = (instance, step, isOver)
  }

  /// Places the cars from one on, where the others have left a demand.
  mutating func place(from car: Int, _ demand: [Int]) throws(ExactError) {
    guard car < instance.carCount else {
      all.append(sectors)
      return
    }
    if isOver() { throw .interrupted }
    guard instance.isInService(CarIndex(car), at: step) else {
      return try place(car, in: CompleteAssignments.nowhere, leaving: demand)
    }
    for sector in demand.indices
    where demand[sector] > 0 && instance.admits(CarIndex(car), to: SectorIndex(sector), at: step) {
      var less = demand
      less[sector] -= 1
      try place(car, in: UInt16(truncatingIfNeeded: sector), leaving: less)
    }
  }

  private mutating func place(
    _ car: Int, in sector: UInt16, leaving demand: [Int]
  ) throws(ExactError) {
    sectors.append(sector)
    try place(from: car + 1, demand)
    sectors.removeLast()
  }
}
