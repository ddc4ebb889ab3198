import Annealing
import QUBOFamilies
import QUBOFiles
public import QUBOModel
import RandomStreams

/// A function with penalties at two strengths, such as the QUBO of a shift.
public struct ConstrainedModel: Sendable {
  /// What reports call it.
  public let name: String
  /// With weights that a search would take.
  public let practical: QUBO
  /// With weights so large that walkers stay in local minima until an offset helps.
  public let stiff: QUBO

  /// Creates a model of two functions of the same bits.
  public init(name: String, practical: QUBO, stiff: QUBO) {
    self.name = name
    self.practical = practical
    self.stiff = stiff
  }
}

/// A model to be timed, with the name it has in reports.
struct BenchmarkModel {
  let name: String
  let qubo: QUBO

  /// All pairs interact, weights uniform in −`largest`...`largest`.
  static func dense<Weight: DenseWeight>(
    bits: Int, _: Weight.Type, upTo largest: Int, suffix: String,
    _ interactions: (DenseRows<Weight>) -> QUBO.Interactions
  ) throws(QUBOError) -> Self {
    var random = RandomStream(seed: KernelBenchmark.seed, stream: UInt64(largest))
    let weight = { Int64(random.uniform(below: 2 * largest + 1) - largest) }
    let rows = try DenseRows<Weight>(variableCount: bits) { enter in
      for i in 0..<bits { for j in i + 1..<max(bits, i + 1) { enter(i, j, weight()) } }
    }
    return BenchmarkModel(
      name: "dense-\(bits)-\(suffix)",
      qubo: try QUBO(
        offset: 0, linear: (0..<bits).map { _ in weight() }, interactions: interactions(rows)))
  }

  static func dense8(bits: Int, upTo largest: Int, suffix: String) throws(QUBOError) -> Self {
    try dense(bits: bits, Int8.self, upTo: largest, suffix: suffix) { .dense8($0) }
  }

  static func dense16(bits: Int) throws(QUBOError) -> Self {
    try dense(bits: bits, Int16.self, upTo: 32_767, suffix: "int16") { .dense16($0) }
  }

  /// A function of a known family.
  static func generated(
    _ family: QUBOFamily, bits: Int, name: String
  ) throws(QUBOError) -> Self {
    let recipe = QUBORecipe(
      family, variables: bits, density: family.usualDensity, seed: KernelBenchmark.seed)
    return BenchmarkModel(name: "\(name)-\(bits)", qubo: try recipe.generate().model)
  }

  /// How couplings are stored.
  var weights: String {
    switch qubo.interactions {
    case .dense8: "int8"
    case .dense16: "int16"
    case .dense32: "int32"
    case .denseFloat: "float"
    case .sparse32, .sparse64: "sparse"
    }
  }

  var isSparse: Bool { weights == "sparse" }

  var bits: Int { qubo.variableCount }

  /// The bytes of a row, on average.
  var bytesPerFlip: Int { qubo.interactions.rows.memoryBytes / max(1, bits) }

  /// A temperature at which most flips are accepted: the root mean square of flip energies.
  var hotTemperature: Double {
    var random = RandomStream(seed: KernelBenchmark.seed)
    let state = BitVector((0..<qubo.variableCount).map { _ in random.next() >> 63 == 1 })
    let squares = qubo.flipEnergies(at: state).reduce(0) { $0 + Double($1) * Double($1) }
    return max(1, squares / Double(max(1, bits))).squareRoot()
  }
}
