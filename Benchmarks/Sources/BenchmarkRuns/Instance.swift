/// A public benchmark instance: where it comes from and what is known of it.
public struct Instance: Sendable, Equatable {
  /// Where the file comes from.
  public enum Source: Sendable, Equatable {
    /// A file of the benchmarks' folder.
    case file(String)
    /// A file of the benchmarks' folder that `xz` unpacks.
    case packed(String)
    /// One of Palubeckis' dense QUBOs, to be generated.
    case generated(PalubeckisProblem)
  }

  /// The name in tables, as "G22".
  public let name: String
  /// Where the file comes from.
  public let source: Source
  /// The best value in the literature, in the sense it is published in: a maximum for all of these.
  public let bestKnown: Int

  /// Whether the file asks for a minimum: generated QUBOs are written negated.
  public var isMinimum: Bool {
    if case .generated = source { true } else { false }
  }

  /// A value in the sense of the file as a published one, and the other way about.
  public func published(_ value: Int) -> Int { isMinimum ? -value : value }

  /// The name of the file that solvers read, for what is not read in place.
  public var cachedName: String? {
    switch source {
    case .file: nil
    case .packed: "\(name).rud"
    case .generated: "\(name).qubo"
    }
  }
}

extension Instance {
  /// All instances, the ones of the standard run first.
  ///
  /// Best known values are the tables' of the G-set's literature, of K2000 and of Palubeckis' sets.
  public static let catalogue: [Instance] =
    standard + [
      gset("G1", 11_624), gset("G11", 564), gset("G14", 3_064), gset("G51", 3_848),
      gset("G58", 19_294), gset("G67", 6_950), gset("G70", 9_595), gset("G81", 14_060),
    ]

  /// What a run measures unless told otherwise.
  public static let standard: [Instance] = [
    gset("G22", 13_359), gset("G39", 2_408), gset("G43", 6_660), gset("G55", 10_299),
    Instance(name: "K2000", source: .packed("dense/WK2000_1.rud.xz"), bestKnown: 33_337),
    palubeckis("p3000.4", 5_761_822, variables: 3_000, seed: 34_000),
    palubeckis("p5000.5", 12_731_803, variables: 5_000, seed: 55_000),
  ]

  /// The instance of this name.
  public static func named(_ name: String) -> Instance? {
    catalogue.first { $0.name == name }
  }

  private static func gset(_ name: String, _ bestKnown: Int) -> Instance {
    Instance(name: name, source: .file("gset/\(name).txt"), bestKnown: bestKnown)
  }

  private static func palubeckis(
    _ name: String, _ bestKnown: Int, variables: Int, seed: UInt64
  ) -> Instance {
    let problem = PalubeckisProblem(variables: variables, density: 100, seed: seed)
    return Instance(name: name, source: .generated(problem), bestKnown: bestKnown)
  }
}
