public import QUBOFiles
public import QUBOModel

/// A family of random functions.
public enum QUBOFamily: String, CaseIterable, Hashable, Sendable {
  /// The dense functions of Palubeckis, known as p3000.1 to p7000.3.
  case palubeckis
  /// The Sherrington-Kirkpatrick model: all pairs of spins, couplings ±1.
  case sherringtonKirkpatrick = "sk"
  /// Random graphs for max-cut, all weights 1.
  case maxCut = "max-cut"
}

extension QUBOFamily {
  /// The percentage of interacting pairs unless told otherwise.
  public var usualDensity: Double { self == .maxCut ? 1 : 100 }

  /// The format that suits the family.
  public var usualFormat: QUBOFormat {
    switch self {
    case .palubeckis: .orLibrary
    case .sherringtonKirkpatrick: .bqmJSON
    case .maxCut: .rudy
    }
  }
}

/// What makes a random function: the same recipe makes the same function on every machine.
public struct QUBORecipe: Hashable, Sendable {
  /// The most variables, whatever the density.
  public static let mostVariables = 1_000_000
  /// The most pairs to be expected.
  private static let mostPairs = 50_000_000.0

  /// The family.
  public let family: QUBOFamily
  /// The number of variables, in 1...1 000 000.
  public let variables: Int
  /// The percentage of pairs that interact, in 0...100.
  public let density: Double
  /// The seed.
  public let seed: UInt64

  /// Creates a recipe; ``problem`` tells whether it is one that can be made.
  public init(_ family: QUBOFamily, variables: Int, density: Double, seed: UInt64) {
    self.family = family
    self.variables = variables
    self.density = density
    self.seed = seed
  }

  /// Why the function cannot be made, if so.
  public var problem: String? {
    guard (1...Self.mostVariables).contains(variables), (0...100).contains(density) else {
      return "A recipe has 1 to \(Self.mostVariables) variables and a density of 0 to 100 percent."
    }
    guard family != .palubeckis || (1..<UInt64(MinimalStandard.modulus)).contains(seed) else {
      return "Palubeckis's generator takes seeds from 1 to \(MinimalStandard.modulus - 1)."
    }
    let n = Double(variables)
    guard n * (n - 1) / 2 * density / 100 <= Self.mostPairs, family == .maxCut || n <= 50_000 else {
      return "That would be more than fifty million pairs: take fewer variables or less density."
    }
    return nil
  }

  /// Makes the function.
  ///
  /// - Precondition: ``problem`` is `nil`.
  /// - Throws: ``QUBOModel/QUBOError`` only if the coefficients add up too high, which they do not
  ///   within the limits of a recipe.
  public func generate() throws(QUBOError) -> QUBOFile {
    precondition(problem == nil, "the recipe can be made")
    switch family {
    case .palubeckis: return try palubeckis()
    case .sherringtonKirkpatrick: return try sherringtonKirkpatrick()
    case .maxCut: return try maxCut()
    }
  }
}
