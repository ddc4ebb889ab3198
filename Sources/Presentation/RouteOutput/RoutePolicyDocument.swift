public import Documents
package import PatrolRouting

/// What units learned as JSON, `temper-route-policy` version 1.
public struct RoutePolicyDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-route-policy"
  /// The version of the format.
  public static let version = 1

  struct Values: Codable {
    /// A row per node of the unit.
    let slopes: [[Double]]
    let constants: [Double]

    init(_ values: LinearRouteValues) {
      let count = values.constants.count
      slopes = (0..<count).map { Array(values.slopes[$0 * count..<($0 + 1) * count]) }
      constants = values.constants
    }

    /// The values; nil unless they fit so many nodes.
    func values(for count: Int) -> LinearRouteValues? {
      guard constants.count == count, slopes.count == count,
        slopes.allSatisfy({ $0.count == count })
      else { return nil }
      return LinearRouteValues(slopes: slopes.flatMap(\.self), constants: constants)
    }
  }

  struct Unit: Codable {
    let name: String
    let nodes: [String]
    let values: Values
    let worth: Values
    let worthError: Double
    let rewards: [Double]
    let seedKept: Int
    let learnedReward: Double
    let greedyReward: Double
    let isComplete: Bool
  }

  private let format: String
  private let version: Int
  private let program: String
  private let seed: UInt64
  private let discountRate: Double
  private let horizon: Double
  private let map: GraphPart
  private let units: [Unit]

  /// Collects what is to be written; `units` have at least one.
  package init(
    _ units: [LearnedUnit], of graph: PatrolGraph, discountRate: Double, horizon: Double,
    seed: UInt64, program: String
  ) {
    format = Self.format
    version = Self.version
    self.program = program
    self.seed = seed
    self.discountRate = discountRate
    self.horizon = horizon
    map = GraphPart(graph)
    self.units = units.map { learned in
      Unit(
        name: learned.unit.name, nodes: learned.unit.model.graph.nodes.map(\.id),
        values: Values(learned.unit.values), worth: Values(learned.worth),
        worthError: learned.error, rewards: learned.rewards, seedKept: learned.kept + 1,
        learnedReward: learned.learned, greedyReward: learned.greedy,
        isComplete: learned.isComplete)
    }
  }

  /// What routes are made of.
  package struct Content: Sendable {
    package let graph: PatrolGraph
    package let discountRate: Double
    package let horizon: Double
    package let units: [PatrolUnit]
  }

  /// The content, if it holds together.
  ///
  /// - Parameter file: What errors call the document.
  /// - Returns: The map, and the units with what they learned.
  /// - Throws: ``DocumentError`` if it does not hold together.
  package func content(file: String) throws(DocumentError) -> Content {
    func failure(_ words: String) -> DocumentError {
      .content(file: file, words: words, format: Self.format)
    }
    guard let graph = map.graph else { throw failure("$.map is no graph that a unit can patrol") }
    guard discountRate.isFinite, (1e-9...1e9).contains(discountRate) else {
      throw failure("$.discountRate is not in 1e-9...1e9")
    }
    guard horizon.isFinite, horizon > 0, horizon * discountRate <= 1e4 else {
      throw failure("$.horizon is not above 0 and at most 10000 / discountRate")
    }
    guard !units.isEmpty else { throw failure("$.units are none") }
    let numbers = Dictionary(uniqueKeysWithValues: graph.nodes.enumerated().map { ($1.id, $0) })
    var read: [PatrolUnit] = []
    for (index, unit) in units.enumerated() {
      let place = "$.units[\(index)]"
      let members = unit.nodes.compactMap { numbers[$0] }
      guard members.count == unit.nodes.count, Set(members).count == members.count else {
        throw failure("\(place).nodes are not each a node of the map, once")
      }
      guard let part = try? graph.district(members, name: unit.name) else {
        throw failure("\(place).nodes do not hang together by streets among them")
      }
      guard let values = unit.values.values(for: members.count) else {
        throw failure("\(place).values are no finite numbers for \(members.count) nodes")
      }
      read.append(
        PatrolUnit(
          name: unit.name, model: RoutingModel(part, discountRate: discountRate), values: values,
          horizon: horizon))
    }
    return Content(graph: graph, discountRate: discountRate, horizon: horizon, units: read)
  }
}
