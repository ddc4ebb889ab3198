import PatrolModel
import PenaltyModel
import RandomStreams
import _TemperTestSupport

/// The published energy, evaluated from its sums over cars, sectors and steps.
///
/// It knows one thing of the implementation: the order of bits, by step, car and sector, then
/// auxiliary bits by step, sector, car and place in their chain.
struct NaiveEnergy {
  let instance: PatrolInstance
  /// The value of y(t, i, j) as 0 or 1; sectors without bits are 0.
  private let y: [[[Int]]]
  /// The auxiliary bits, in order.
  private let auxiliary: [Int]
  private let hasBits: [[Bool]]

  init(_ instance: PatrolInstance, everySector: Bool, _ bits: [Bool]) {
    self.instance = instance
    let hasBits = instance.shift.steps.map { step in
      instance.sectorIndices.map { everySector || instance.demand[step, $0] > 0 }
    }
    var rest = bits.map { $0 ? 1 : 0 }[...]
    y = hasBits.map { row in
      (0..<instance.carCount).map { _ in row.map { $0 ? rest.removeFirst() : 0 } }
    }
    auxiliary = Array(rest)
    self.hasBits = hasBits
  }

  private var cars: Range<Int> { 0..<instance.carCount }
  private var sectors: Range<Int> { 0..<instance.sectorCount }
  private var steps: Range<Int> { 0..<instance.stepCount }

  /// The value of a term in its own units.
  func units(_ term: PenaltyTerm) -> Int {
    switch term {
    case .migration: migration
    case .demand:
      sum(steps) { t in
        sum(sectors) { j in square(sum(cars) { y[t][$0][j] } - needed(t, j)) }
      }
    case .oneLocation:
      sum(steps) { t in sum(cars) { i in square(sum(sectors) { y[t][i][$0] } - 1) } }
    case .presence: presence
    // Rules that the instances of these tests do not have.
    case .classDemand, .travelLimit: 0
    }
  }

  /// The energy in tenths of minutes.
  func energy(_ weights: PenaltyWeights) -> Int {
    units(.migration) + weights.demand.tenths * units(.demand)
      + weights.oneLocation.tenths * units(.oneLocation)
      + weights.presence.tenths * units(.presence)
  }

  private var migration: Int {
    sum(steps.dropFirst()) { t in
      sum(cars) { i in
        sum(sectors) { a in
          sum(sectors) { b in
            let minutes = instance.travel[from: SectorIndex(a), to: SectorIndex(b)]
            return minutes.tenths * y[t - 1][i][a] * y[t][i][b]
          }
        }
      }
    }
  }

  private var presence: Int {
    switch instance.presence {
    case .none: return 0
    case .noReturn: return windows(3) { $0[0] * $0[2] }
    case .maxStay(limit: 1): return windows(2) { $0[0] * $0[1] }
    case .maxStay(let limit): return chains(limit)
    }
  }

  /// Each break z_{k−1} · y(t+k), and each equality z = x · y as xy − 2z(x + y) + 3z.
  private func chains(_ limit: Int) -> Int {
    var rest = auxiliary[...]
    return windows(limit + 1, everyStepNeeded: true) { bits in
      var product = bits[0]
      var total = 0
      for bit in bits.dropFirst().dropLast() {
        let z = rest.removeFirst()
        total += product * bit - 2 * z * (product + bit) + 3 * z
        product = z
      }
      return total + product * bits[limit]
    }
  }

  /// Sums over the values of each sector and car in so many consecutive steps.
  private func windows(
    _ length: Int, everyStepNeeded: Bool = false, _ value: ([Int]) -> Int
  ) -> Int {
    guard instance.stepCount >= length else { return 0 }
    return sum(0..<instance.stepCount - length + 1) { start in
      sum(sectors) { j in
        let window = start..<start + length
        guard !everyStepNeeded || window.allSatisfy({ hasBits[$0][j] }) else { return 0 }
        return sum(cars) { i in value(window.map { y[$0][i][j] }) }
      }
    }
  }

  private func needed(_ step: Int, _ sector: Int) -> Int {
    instance.demand[StepIndex(step), SectorIndex(sector)]
  }

  private func square(_ x: Int) -> Int { x * x }

  private func sum(_ range: Range<Int>, _ value: (Int) -> Int) -> Int {
    range.reduce(0) { $0 + value($1) }
  }
}

/// A random instance, its QUBO and random weights.
struct RandomScheduleQUBO {
  let instance: PatrolInstance
  let everySector: Bool
  let qubo: ScheduleQUBO
  let weights: PenaltyWeights
  var random: RandomStream

  init(seed: UInt64, presence: PresenceRule? = nil) throws {
    random = RandomStream(seed: seed, stream: 1)
    instance = .random(
      seed: seed, cars: 1 + random.uniform(below: 4), sectors: 1 + random.uniform(below: 4),
      steps: 1 + random.uniform(below: 6),
      presence: presence ?? PresenceRule.samples[Int(seed % UInt64(PresenceRule.samples.count))])
    everySector = random.uniform(below: 2) == 0
    qubo = try ScheduleQUBO(instance, everySector: everySector)
    weights = PenaltyWeights(
      demand: Minutes(tenths: random.uniform(below: 5_000)),
      oneLocation: Minutes(tenths: random.uniform(below: 5_000)),
      presence: Minutes(tenths: random.uniform(below: 5_000)))
  }

  /// A schedule that visits only sectors with bits: the demand met, or any sector.
  mutating func schedule() -> Schedule {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    let isMet = random.uniform(below: 2) == 0
    for step in instance.shift.steps {
      let wanted = instance.sectorIndices.flatMap {
        Array(repeating: $0, count: instance.demand[step, $0])
      }
      let places = wanted.shuffled(using: &random)
      for car in instance.carIndices {
        schedule[step, car] = places[isMet ? car.rawValue : random.uniform(below: places.count)]
      }
    }
    return schedule
  }
}
