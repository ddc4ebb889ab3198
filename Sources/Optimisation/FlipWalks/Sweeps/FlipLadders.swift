package import QUBOModel
import RandomStreams
package import Tempering

/// The temperatures for single flips, from the fields that spins feel.
///
/// The hottest temperature melts the stiffest spin, the coldest freezes the softest: functions whose
/// coefficients are of several scales need both. With x = (1 + s) / 2 spin i has the field
/// h = a/2 + Σⱼ b_ij/4 and the couplings J = b_ij/4, whose root sum of squares τᵢ is its unit.
///
/// - T_hot = 0.9 max τᵢ, with ΣJ² cut to that of a spin of mean degree, or else hubs set it.
/// - T_cold is 0.1 of the root mean square of all τᵢ, 0.12 of it from a hundred neighbours on, but
///   no more than 0.2 of the typical flip energies of the softest spins at a local minimum.
///
/// Where that makes the ends far apart, a narrow ladder from today's typical T_cold up stands beside
/// the wide one: on smooth heavy tails most of the energy is at the upper scales, where few rungs of
/// the wide ladder are.
package struct FlipLadders: Sendable {
  /// From end to end.
  package var main: TemperatureLadder
  /// For the scale of the root mean square alone, if that is not the main one.
  package private(set) var narrow: TemperatureLadder?

  /// A ladder that somebody chose.
  package init(main: TemperatureLadder) { self.main = main }

  /// The replicas on all ladders.
  package var replicaCount: Int {
    main.temperatures.count + (narrow?.temperatures.count ?? 0)
  }

  /// Derives the ladders of a function.
  ///
  /// - Parameters:
  ///   - qubo: The function.
  ///   - count: The number of replicas, all on one ladder, or `nil` for as many as needed.
  ///   - most: No more than these, where their number is left open.
  ///   - seed: Of the random states whose local minima are looked at.
  package init(forSweepsOf qubo: QUBO, count: Int? = nil, most: Int = .max, seed: UInt64) {
    let units = SpinUnits(of: qubo)
    let ends = units.ladderEnds(softest: FlipsAtMinima(of: qubo, seed: seed).softest)
    let spans = naturalLogarithm(ends.hottest / ends.coldest) / naturalLogarithm(Self.span)
    main = TemperatureLadder(
      coldest: ends.coldest, hottest: ends.hottest,
      count: count ?? min(most, Self.rungs(spans: spans, isDense: units.isDense)))
    guard count == nil, spans > Self.widest, replicaCount + SweepBundle.lanes <= most
    else { return }
    narrow = TemperatureLadder(
      coldest: ends.typical, hottest: ends.hottest, count: SweepBundle.lanes)
  }

  /// Derives the ladder for parallel trials of all bits.
  ///
  /// A step tries all bits: the chance that some bit crosses is N times that of one. Some bit crosses
  /// the median barrier, or the stiffest spin's, twice a step at the hottest rung; and the softest
  /// one once in a million steps at the coldest, which is a local search.
  ///
  /// Number of replicas and seed are as for sweeps.
  package init(
    forParallelTrialsOf qubo: QUBO, count: Int? = nil, most: Int = .max, seed: UInt64
  ) {
    let trials = Double(max(1, qubo.variableCount))
    let barriers = FlipsAtMinima(of: qubo, seed: seed)
    let stiffest = 2 * SpinUnits(of: qubo).ladderEnds(softest: nil).hottest
    let hottest = max(barriers.median, stiffest) / -naturalLogarithm(min(0.5, 2 / trials))
    let coldest = (barriers.softest ?? stiffest) / -naturalLogarithm(1e-6 / trials)
    let spans = naturalLogarithm(hottest / coldest) / naturalLogarithm(Self.span)
    main = TemperatureLadder(
      coldest: min(coldest, hottest), hottest: hottest,
      count: count ?? min(128, most, 32 + Int(8 * max(0, spans - Self.widest))))
  }

  /// hot / cold if all spins are alike.
  private static let span = 9.0
  /// So many spans need no second ladder.
  private static let widest = 2.0

  /// With more rungs than 512 a round takes longer than they are worth; bundles are to be whole.
  package static func mostRungs(within replicas: Int) -> Int {
    replicas < 512 ? replicas - replicas % SweepBundle.lanes : 512
  }

  /// As many rungs as were measured best for one span, and whole bundles for further ones; more than
  /// 512 would make rounds too long for what they bring.
  private static func rungs(spans: Double, isDense: Bool) -> Int {
    let further = max(0, spans - 1)
    if isDense { return min(512, 24 + Int((12 * further).rounded(.up))) }
    return min(512, (2 + Int((further / 2).rounded(.up))) * SweepBundle.lanes)
  }
}

/// τᵢ of every spin, in the function's units.
struct SpinUnits {
  /// τᵢ² without the field: ΣⱼJᵢⱼ².
  private var couplingSquares: [Double]
  private var fieldSquares: [Double]
  private var degrees: [Int]

  init(of qubo: QUBO) {
    let count = qubo.variableCount
    couplingSquares = Array(repeating: 0, count: count)
    fieldSquares = couplingSquares
    degrees = Array(repeating: 0, count: count)
    // A switch, so that each storage has a loop of its own type.
    switch qubo.interactions {
    case .dense8(let rows): collect(qubo.linear, rows)
    case .dense16(let rows): collect(qubo.linear, rows)
    case .dense32(let rows): collect(qubo.linear, rows)
    case .denseFloat(let rows): collect(qubo.linear, rows)
    case .sparse32(let rows): collect(qubo.linear, rows)
    case .sparse64(let rows): collect(qubo.linear, rows)
    }
  }

  private mutating func collect(_ linear: [Int64], _ rows: some InteractionRows) {
    for i in linear.indices {
      var (field, squares, degree) = (Double(linear[i]) / 2, 0.0, 0)
      rows.forEachCoupling(of: i) { _, coefficient in
        let coupling = Double(coefficient) / 4
        field += coupling
        squares += coupling * coupling
        degree += coefficient == 0 ? 0 : 1
      }
      (fieldSquares[i], couplingSquares[i], degrees[i]) = (field * field, squares, degree)
    }
  }

  /// The mean number of neighbours.
  var meanDegree: Double { Double(degrees.reduce(0, +)) / Double(max(1, degrees.count)) }

  /// Whether a spin interacts with a hundred others and more, as spins of complete graphs do.
  var isDense: Bool { meanDegree >= 100 }

  /// The coldest and the hottest temperature for a softest flip energy, if there is one.
  func ladderEnds(softest: Double?) -> (coldest: Double, typical: Double, hottest: Double) {
    let meanDegree = meanDegree
    let squares = zip(fieldSquares, couplingSquares).map(+)
    let mean = squares.reduce(0, +) / Double(max(1, squares.count))
    let cut = degrees.indices.map {
      fieldSquares[$0] + couplingSquares[$0] * min(1, meanDegree / Double(max(1, degrees[$0])))
    }
    // A function without coefficients has no unit; any temperature > 0 will do.
    let hottest = max(1e-9, 0.9 * (cut.max() ?? 0).squareRoot())
    let typical = (isDense ? 0.12 : 0.1) * mean.squareRoot()
    let coldest = max(1e-9, min(typical, softest.map { 0.2 * $0 } ?? typical))
    return (min(hottest, coldest), min(hottest, max(1e-9, typical)), hottest)
  }
}

/// What spins cost to flip at local minima.
private struct FlipsAtMinima {
  /// The least of all spins' mean flip energies, zeros left out; `nil` if no flip changes anything.
  let softest: Double?
  /// The median of these means, 0 if there are none.
  let median: Double

  /// The number of minima looked at: from sixteen, the mean of a spin is known to a quarter of its
  /// spread.
  ///
  /// Large functions have many spins of each kind, and fewer minima will do: a second's work.
  private static func minima(of variables: Int) -> Int {
    max(2, min(16, 1_600_000 / max(1, variables)))
  }

  init(of qubo: QUBO, seed: UInt64) {
    let count = qubo.variableCount
    // Streams of replicas begin at 1 and never come to that number.
    var random = RandomStream(seed: seed, stream: .max)
    let walker = FlipWalkers(of: qubo, move: .sweep)
      .walker(at: BitVector(count: count), random: random)
    var sums = Array(repeating: 0.0, count: count)
    var terms = Array(repeating: 0, count: count)
    for _ in 0..<Self.minima(of: count) {
      walker.move(to: BitVector(count: count) { _ in random.next() >> 63 == 1 })
      walker.descend()
      for (i, energy) in walker.flipEnergies.enumerated() where energy != 0 {
        sums[i] += Double(energy.magnitude)
        terms[i] += 1
      }
    }
    let means = zip(sums, terms).filter { $1 > 0 }.map { $0 / Double($1) }.sorted()
    softest = means.first
    median = means.isEmpty ? 0 : means[means.count / 2]
  }
}
