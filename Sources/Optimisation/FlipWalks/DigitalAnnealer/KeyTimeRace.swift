package import RandomStreams
package import Tempering

/// Chooses the bit that a parallel trial flips without trying every bit, exact in law.
///
/// Give each accepted bit of a step a key uniform in (0, 1); the bit with the smallest key is
/// uniform among the accepted. So bit i arrives at a key s with hazard pᵢ / (1 − pᵢs), and only the
/// first arrival is needed. Weights wᵢ = min(1, exp(−ΔEᵢ / T)) give the probabilities at any offset
/// E, pᵢ = min(1, wᵢ · exp(E / T)): a growing offset changes a single factor.
package struct KeyTimeRace {
  /// wᵢ, but 0 while bit i is eager.
  package var tree: WeightTree
  /// What is subtracted from every ΔE, in energy units, until some flip is accepted.
  package private(set) var offset = 0
  /// The offset that the weights are made for; all bits below it weigh 1.
  package private(set) var base = 0
  /// exp((E − base) / T): the weights times this are the probabilities.
  private var growth = 1.0
  /// The temperature in energy units, the increment of the offset and exp(increment / T).
  private var temperature = 1.0
  private var increment = 0
  private var ratio = 1.0
  /// The bits with pᵢ > ½ that a step had to try one by one, and their weights.
  ///
  /// They stay so until a flip, as probabilities only grow before.
  private let eager: UnsafeMutablePointer<(bit: Int32, weight: Double)>
  private var eagerCount = 0

  /// Rates P up to here are those of a run of steps; above, steps are made one by one.
  ///
  /// A run proposes P(1 + κ/2) bits a step, κ = P / (1 − P): 1.9 at ¾, and without bound towards
  /// P = 1, where single steps with their fixed κ have to do.
  private static let rareRate = 0.75
  /// e⁶⁰⁰: what weighs 0 up to here, less than e⁻⁷⁰⁰, is accepted with a probability below e⁻¹⁰⁰.
  private static let largestGrowth = 3.77e260
  /// So far the offset may grow: its distance from a base is exact in doubles, and sums with flip
  /// energies are far from overflow.
  package static let largestOffset = 1 << 40
  /// A growth by less than this per step stays finite until it is outgrown: 3.77e260 · 1e40 < 1e308.
  private static let largestRatio = 1e40

  /// Makes a race of `count` ≥ 0 bits that weigh 0.
  package init(count: Int, in arena: Arena) {
    tree = WeightTree(count: count, in: arena)
    eager = arena.allocate(max(1, count), filledWith: (0, 0))
  }

  /// Whether weights must be made for a base nearer to the offset before the next step.
  package var isOutgrown: Bool { growth > Self.largestGrowth }

  /// Prepares for steps at a temperature with an increment of the offset.
  package mutating func prepare(temperature: Double, increment: Int) {
    self.increment = increment
    self.temperature = temperature
    ratio = naturalExponential(min(Double(increment) / temperature, 700))
    growth = exactGrowth(at: offset)
  }

  /// Makes all weights for an offset; it must not be above the current one, unless no flip is
  /// likely below it.
  package mutating func weigh(
    from base: Int, count: Int, table: AcceptanceTable, _ flipEnergy: (_ i: Int) -> Int64
  ) {
    self.base = base
    eagerCount = 0
    tree.setInOrder { set in
      for i in 0..<count { set(i, table[flipEnergy(i) - Int64(base)]) }
    }
    tree.refresh()
    growth = exactGrowth(at: offset)
  }

  /// Ends the growth of the offset; the weights of all bits are in the tree again, from its next
  /// `refresh` on.
  package mutating func reset() {
    for position in 0..<eagerCount {
      tree.set(eager[position].weight, of: Int(eager[position].bit))
    }
    eagerCount = 0
    offset = 0
    growth = 1
  }

  /// Tries all bits in one step, or in many while acceptance is rare; returns the accepted bit with
  /// the smallest key, or `nil`, and the steps made.
  ///
  /// The offset has grown for all of these steps but the last; weights must not be outgrown.
  package mutating func tryAll(
    within steps: Int, using random: inout RandomStream
  ) -> (chosen: Int?, steps: Int) {
    eagerCount == 0 && tree.total * growth <= Self.rareRate
      ? run(within: steps, using: &random) : (singleStep(using: &random), 1)
  }

  /// Lets the offset grow by its increment.
  package mutating func grow() {
    guard increment > 0 else { return }
    (offset, growth) = grown
  }

  /// The offset and the growth after another step that accepts nothing.
  private var grown: (offset: Int, growth: Double) {
    let offset = min(offset + increment, Self.largestOffset)
    // Products are as good as exact while steps are short and few, as they are below the bound.
    let isRegular = base == 0 && ratio < Self.largestRatio && offset < Self.largestOffset
    return (offset, isRegular ? growth * ratio : exactGrowth(at: offset))
  }

  /// exp((E − base) / T), within what doubles hold.
  private func exactGrowth(at offset: Int) -> Double {
    let exponent = Double(offset - base) / temperature
    return exponent == 0 ? 1 : exponent < -700 ? 0 : naturalExponential(min(exponent, 700))
  }
}

extension KeyTimeRace {
  /// Steps while acceptance is rare: those without an arrival cost next to nothing.
  ///
  /// With P = Σ pᵢ < 1, hazards are at most pᵢ(1 + κs) with κ = P / (1 − P), for 1 / (1 − Ps) is
  /// convex. Arrivals are drawn at that rate, on a clock that runs on from step to step.
  private mutating func run(
    within steps: Int, using random: inout RandomStream
  ) -> (chosen: Int?, steps: Int) {
    var passed = 0
    var wait = random.exponential()
    while true {
      let rate = tree.total * growth
      let slope = rate / (1 - rate)
      let ofStep = rate * (1 + slope / 2)
      if wait < ofStep {
        let key = Self.key(wait / rate, slope)
        if let bit = arrival(at: key, slope, using: &random) { return (bit, passed + 1) }
        wait += random.exponential()
      } else if increment > 0 {
        wait -= ofStep
        passed += 1
        let next = grown
        // Growth out of the run is the caller's: exponential draws have no memory of the wait.
        let staysRare =
          tree.total * next.growth <= Self.rareRate && next.growth <= Self.largestGrowth
        guard passed < steps, staysRare else { return (nil, passed) }
        (offset, growth) = next
      } else {
        let whole = (wait / ofStep).rounded(.down)
        guard whole < Double(steps - passed) else { return (nil, steps) }
        wait = max(0, wait - whole * ofStep)
        passed += Int(whole)
      }
    }
  }

  /// The bit that one step flips, if any, where acceptance is frequent.
  ///
  /// Up to the key ½, hazards are at most pᵢ(1 + 2s), for 1 / (1 − s) is convex. Few steps come past
  /// it; there the bits with pᵢ > ½, whose hazards may grow without bounds, are tried one by one.
  private mutating func singleStep(using random: inout RandomStream) -> Int? {
    var start = 0.0
    // Weights far above probabilities would mostly propose bits in vain.
    if eagerCount == 0 && (growth <= 1 || tree.total * growth < 8) {
      start = 0.5
      if let first = firstArrival(2, from: 0, before: start, using: &random) { return first.bit }
    }
    takeEager()
    let first = firstEager(from: start, using: &random)
    // 1 / (1 − s / 2) is convex: with pᵢ ≤ ½ hazards are at most pᵢ(1 + s).
    return firstArrival(1, from: start, before: first?.key ?? 1, using: &random)?.bit ?? first?.bit
  }

  /// The first arrival at a key in `start`..<`end` of the bits in the tree.
  private func firstArrival(
    _ slope: Double, from start: Double, before end: Double, using random: inout RandomStream
  ) -> (bit: Int, key: Double)? {
    let rate = tree.total * growth
    guard rate > 0 else { return nil }
    var time = start * (1 + slope / 2 * start)
    while true {
      time += random.exponential() / rate
      let key = Self.key(time, slope)
      guard key < end else { return nil }
      if let bit = arrival(at: key, slope, using: &random) { return (bit, key) }
    }
  }

  /// The key s at which a clock that runs at 1 + κs shows a time t = s + κs² / 2.
  private static func key(_ time: Double, _ slope: Double) -> Double {
    2 * time / (1 + (1 + 2 * slope * time).squareRoot())
  }

  /// A bit that arrives, or `nil` if thinning discards it: rates wᵢ(1 + κs) are more than hazards.
  private func arrival(at key: Double, _ slope: Double, using random: inout RandomStream) -> Int? {
    let i = tree.pick(random.unit() * tree.total)
    let weight = tree.weights[i] * growth
    let probability = min(1, weight)
    let rate = weight * (1 + slope * key) * (1 - probability * key)
    return random.unit() * rate < probability ? i : nil
  }

  /// Moves the bits with pᵢ > ½ from the tree to the list.
  private mutating func takeEager() {
    let before = eagerCount
    tree.forEach(above: 0.5 / growth) { i in
      eager[eagerCount] = (Int32(truncatingIfNeeded: i), tree.weights[i])
      eagerCount += 1
    }
    guard eagerCount > before else { return }
    for position in before..<eagerCount { tree.set(0, of: Int(eager[position].bit)) }
    tree.refresh()
  }

  /// The eager bit with the smallest key among those accepted at keys above `start`.
  ///
  /// An accepted bit's key is uniform; it was not accepted below `start`.
  private func firstEager(
    from start: Double, using random: inout RandomStream
  ) -> (bit: Int, key: Double)? {
    var first: (bit: Int, key: Double)?
    for position in 0..<eagerCount {
      let probability = min(1, eager[position].weight * growth)
      let accepted = probability * (1 - start) / (1 - probability * start)
      let share = random.unit() / accepted
      let key = start + (1 - start) * share
      if share < 1, key < first?.key ?? 1 { first = (Int(eager[position].bit), key) }
    }
    return first
  }
}
