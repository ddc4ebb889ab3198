import Districting
public import Documents
package import PatrolRouting

/// Districts as JSON, `temper-districts` version 1.
public struct DistrictDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-districts"
  /// The version of the format.
  public static let version = 1

  struct Rules: Codable {
    let units: Int
    let deviation: Double
    let diameter: Nullable<Double>
    let objective: String
  }

  struct District: Codable {
    let name: String
    let nodes: [String]
    let weight: Double
    let deviation: Double
    let isContiguous: Bool
    let centre: String
    let meanDrive: Double
    let longestDrive: Double
    let diameter: Double
  }

  private let format: String
  private let version: Int
  private let program: String
  private let map: String
  private let rules: Rules
  private let method: String
  private let status: String
  private let cost: Nullable<Double>
  private let bound: Nullable<Double>
  private let keepsRules: Bool
  private let districts: [District]

  /// Collects what is to be written.
  package init(_ report: DistrictReport) {
    let (graph, rules) = (report.graph, report.rules)
    format = Self.format
    version = Self.version
    program = report.program
    map = graph.name
    self.rules = Rules(
      units: rules.count, deviation: rules.deviation,
      diameter: Nullable(rules.diameter < .infinity ? rules.diameter : nil),
      objective: rules.objective.rawValue)
    method = report.method.rawValue
    status = report.outcome.status.rawValue
    cost = Nullable(report.outcome.cost)
    bound = Nullable(report.outcome.bound.isFinite ? report.outcome.bound : nil)
    keepsRules = report.keepsRules
    districts =
      report.check.map { check in
        report.members.enumerated().map { number, nodes in
          District(
            name: "\(number + 1)", nodes: nodes.map { graph.nodes[$0].id },
            weight: report.weight(of: nodes), deviation: check.deviations[number],
            isContiguous: !check.broken.contains(number),
            centre: graph.nodes[check.centres[number]].id, meanDrive: check.meanTime[number],
            longestDrive: check.longestTime[number], diameter: check.diameters[number])
        }
      } ?? []
  }

  /// The districts as parts of a map.
  ///
  /// - Parameters:
  ///   - graph: The map that they are of.
  ///   - file: What errors call the document.
  /// - Returns: The part of each district, with its name.
  /// - Throws: ``DocumentError`` if a node is missing, unknown or in two districts, or if a district
  ///   does not hang together.
  package func parts(
    of graph: PatrolGraph, file: String
  ) throws(DocumentError) -> [(name: String, graph: PatrolGraph)] {
    func failure(_ words: String) -> DocumentError {
      .content(file: file, words: words, format: Self.format)
    }
    let numbers = Dictionary(uniqueKeysWithValues: graph.nodes.enumerated().map { ($1.id, $0) })
    var owners: [Int: String] = [:]
    var parts: [(name: String, graph: PatrolGraph)] = []
    guard !districts.isEmpty else { throw failure("$.districts are none") }
    for (index, district) in districts.enumerated() {
      let place = "$.districts[\(index)].nodes"
      var members: [Int] = []
      for id in district.nodes {
        guard let number = numbers[id] else {
          throw failure("\(place): the map \"\(graph.name)\" has no node \"\(id)\"")
        }
        if let owner = owners.updateValue(district.name, forKey: number) {
          throw failure("\(place): node \"\(id)\" is in district \"\(owner)\" already")
        }
        members.append(number)
      }
      do throws(PatrolGraphDefect) {
        parts.append((district.name, try graph.district(members, name: district.name)))
      } catch {
        throw failure(
          members.count < 2
            ? "\(place): a unit patrols two nodes or more"
            : "\(place): the nodes do not hang together by streets among them")
      }
    }
    if let lost = graph.nodes.indices.first(where: { owners[$0] == nil }) {
      throw failure("$.districts: node \"\(graph.nodes[lost].id)\" of the map is in none")
    }
    return parts
  }
}
