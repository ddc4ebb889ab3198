import RandomStreams

/// The density around one observed value of one parameter, over positions, cells or categories.
enum Kernel: Hashable, Sendable {
  /// Of real numbers: a normal density cut to [0, 1].
  case continuous(TruncatedNormal)
  /// Of whole numbers: the same, summed up over each number's cell.
  case discretised(TruncatedNormal)
  /// Of categories: the observed one, and what is spread over the others.
  ///
  /// Aitchison & Aitken 1976 (doi:10.1093/biomet/63.3.413).
  case categorical(observed: Int?, count: Int, spread: Double)

  /// The logarithm of the density at a coordinate of the kernel's own kind.
  func logDensity(at coordinate: ParameterDomain.Coordinate) -> Double {
    switch (self, coordinate) {
    case (.continuous(let normal), .position(let position)):
      normal.logDensity(at: position)
    case (.discretised(let normal), .cell(let lower, let upper)):
      // Of more numbers than positions can tell apart, the density is constant over a cell.
      upper - lower < 1e-12
        ? normal.logDensity(at: lower) + naturalLogarithm(max(upper - lower, 1e-17))
        : normal.logProbability(from: lower, to: upper)
    case (.categorical(let observed, let count, let spread), .category(let index)):
      naturalLogarithm(Self.probability(of: index, observed, count, spread))
    default:
      preconditionFailure("a kernel is asked for coordinates of its own parameter")
    }
  }

  /// A value drawn from the kernel of a parameter with this domain.
  func draw(in domain: ParameterDomain, using random: inout RandomStream) -> ParameterValue {
    let share = random.unit()
    switch self {
    case .continuous(let normal), .discretised(let normal):
      return domain.value(at: normal.quantile(share))
    case .categorical(let observed, let count, let spread):
      var rest = share
      for index in 0..<count {
        rest -= Self.probability(of: index, observed, count, spread)
        if rest < 0 { return .category(index) }
      }
      return .category(count - 1)
    }
  }

  private static func probability(
    of index: Int, _ observed: Int?, _ count: Int, _ spread: Double
  ) -> Double {
    guard let observed, count > 1 else { return 1 / Double(count) }
    return index == observed ? 1 - spread : spread / Double(count - 1)
  }
}
