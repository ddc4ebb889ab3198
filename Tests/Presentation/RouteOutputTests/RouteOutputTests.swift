import Districting
import Documents
import Foundation
import PatrolRouting
import Reports
import RouteOutput
import Testing
import _TemperTestSupport

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("What is told of districts and routes")
struct RouteOutputTests {
  /// A cross of streets: node 0 in the middle, then north, east, south and west of it.
  private static func cross() throws -> PatrolGraph {
    let places: [(x: Double, y: Double)] = [(0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)]
    return try PatrolGraph(
      name: "cross",
      nodes: places.enumerated().map {
        PatrolNode(id: "n\($0)", x: $1.x, y: $1.y, rate: 1, importance: 1)
      }, edges: (1...4).map { PatrolEdge(0, $0, distance: 1) })
  }

  private static func report(_ calls: [CallResponse.Call] = []) throws -> RouteReport {
    let graph = try GeneratedTown(nodeCount: 12, seed: 2).graph()
    let model = RoutingModel(graph, discountRate: 0.1)
    let unit = PatrolUnit(
      name: "a <b> & \"c\"", model: model, values: LinearRouteValues(nodeCount: 12), horizon: 60)
    var request = UnitRoutes.Request(horizon: 60, tolerance: 1)
    request.method = .greedy
    request.count = 4
    request.temperature = .share(0.05)
    request.calls = calls
    let routes = UnitRoutes(unit, from: 0, request)
    var report = RouteReport(graph: graph, units: [routes], seed: 1, program: "0")
    report.sweeps = [routes.sweep([0, 0.05, 0.2], seed: 1, threads: 1)]
    return report
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test("turns as they are seen from the car")
  func turns() throws {
    let graph = try Self.cross()
    let state = PatrolState(at: 3, in: RoutingModel(graph, discountRate: 0.1))
    let route = PatrolRoute(
      along: [0, 1, 0, 4, 0, 3, 0, 2], from: state, in: RoutingModel(graph, discountRate: 0.1))
    let rows = TurnSheet(start: 3, visits: route.visits, of: graph).rows
    #expect(rows.map(\.turn) == [nil, .straight, .back, .right, .back, .right, .back, .right])
    #expect(rows.map(\.heading) == ["N", "N", "S", "W", "E", "S", "N", "E"])
    #expect(rows.map(\.arrival) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(rows.allSatisfy { $0.drive == 1 } && rows.map(\.number) == Array(1...8))
    let left = PatrolRoute(along: [0, 4], from: state, in: RoutingModel(graph, discountRate: 0.1))
    #expect(TurnSheet(start: 3, visits: left.visits, of: graph).rows.last?.turn == .left)
  }

  @Test("learned units, read back as they were", arguments: UInt64(0)..<3)
  func policy(seed: UInt64) throws {
    let graph = try GeneratedTown(nodeCount: 8, seed: seed).graph()
    let model = RoutingModel(graph, discountRate: 0.1)
    var schedule = SSEULearner.Schedule()
    (schedule.greedySteps, schedule.rounds, schedule.roundSteps) = (500, 2, 200)
    let result = SSEULearner(model, horizon: 50, schedule: schedule).learn(seed: seed)
    let unit = PatrolUnit(name: "north", model: model, values: result.values, horizon: 50)
    let bytes = try RoutePolicyDocument(
      [LearnedUnit(unit, result)], of: graph, discountRate: 0.1, horizon: 50, seed: seed,
      program: "0"
    ).bytes()
    let content = try RoutePolicyDocument(parsing: bytes, file: "p.json").content(file: "p.json")
    #expect(content.graph == graph && content.units[0].values == result.values, "seed \(seed)")
    #expect(content.units[0].name == "north" && content.horizon == 50)
  }

  @Test(
    "files of policies that do not hold together are refused with the place",
    arguments: [
      ("\"horizon\" : 50", "\"horizon\" : 0", "$.horizon"),
      ("\"discountRate\" : 0.1", "\"discountRate\" : -1", "$.discountRate"),
      (
        "\"name\" : \"north\",\n      \"nodes\" : [\n        \"0\"", "\"nodes\" : [\n \"x\"", "name"
      ),
      ("\"constants\" : [", "\"constants\" : [ 1,", "$.units[0].values"),
      ("\"speed\" : 1", "\"speed\" : -1", "$.map"),
    ])
  func badPolicy(old: String, new: String, place: String) throws {
    let graph = try GeneratedTown(nodeCount: 4, seed: 1).graph()
    let model = RoutingModel(graph, discountRate: 0.1)
    var schedule = SSEULearner.Schedule()
    (schedule.greedySteps, schedule.rounds, schedule.seeds) = (100, 0, 1)
    let result = SSEULearner(model, horizon: 50, schedule: schedule).learn(seed: 1)
    let unit = PatrolUnit(name: "north", model: model, values: result.values, horizon: 50)
    let text = String(
      decoding: try RoutePolicyDocument(
        [LearnedUnit(unit, result)], of: graph, discountRate: 0.1, horizon: 50, seed: 1,
        program: "0"
      ).bytes(), as: UTF8.self)
    let changed = text.replacing(old, with: new)
    #expect(changed != text, "\(text)")
    let error = #expect(throws: DocumentError.self) {
      try RoutePolicyDocument(parsing: Array(changed.utf8), file: "p.json").content(file: "p.json")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(place), "\(String(describing: error))")
  }

  @Test("districts, which are read back as parts of their map and refused on another one")
  func districts() throws {
    let graph = try GeneratedTown(nodeCount: 20, seed: 3).graph()
    let rules = DistrictRules(graph, count: 2, deviation: 0.1)
    let outcome = DistrictEnumeration(rules).best()
    let report = DistrictReport(outcome, rules: rules, method: .enumeration, program: "0")
    let document = try DistrictDocument(
      parsing: DistrictDocument(report).bytes(), file: "d.json")
    let parts = try document.parts(of: graph, file: "d.json")
    #expect(
      parts.map { $0.graph.nodes.map(\.id) }
        == outcome.districts?.members.map { $0.map { graph.nodes[$0].id } })
    let new = PatrolNode(id: "20", x: 9, y: 9, rate: 1, importance: 1)
    let larger = try PatrolGraph(
      name: "larger", nodes: graph.nodes + [new],
      edges: graph.edges + [PatrolEdge(0, 20, distance: 1)])
    let lost = #expect(throws: DocumentError.self) {
      try document.parts(of: larger, file: "d.json")
    }
    #expect("\(lost.map { "\($0)" } ?? "")".contains("node \"20\" of the map is in none"))
    let smaller = try GeneratedTown(nodeCount: 8, seed: 3).graph()
    let unknown = #expect(throws: DocumentError.self) {
      try document.parts(of: smaller, file: "d.json")
    }
    #expect("\(unknown.map { "\($0)" } ?? "")".contains("has no node"))
    #expect(report.text.contains("all rules are kept") && report.keepsRules)
    let features = try object(MapFeatures(report).bytes())["features"] as? [[String: Any]]
    #expect(features?.count == 2 + 20)
  }

  @Test("routes as lines with a time for each of their points")
  func features() throws {
    let report = try Self.report()
    let collection = try object(MapFeatures(report).bytes())
    #expect(collection["type"] as? String == "FeatureCollection")
    let features = try #require(collection["features"] as? [[String: Any]])
    let lines = features.filter {
      ($0["geometry"] as? [String: Any])?["type"] as? String == "LineString"
    }
    #expect(lines.count == 4 && features.count == 4 + 12)
    for line in lines {
      let geometry = try #require(line["geometry"] as? [String: Any])
      let properties = try #require(line["properties"] as? [String: Any])
      let times = try #require(properties["times"] as? [Double])
      #expect((geometry["coordinates"] as? [[Double]])?.count == times.count)
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    }
    #expect(lines.count { ($0["properties"] as? [String: Any])?["isDriven"] as? Bool == true } == 1)
  }

  @Test("routes on a page that is well-formed, and draws no name as markup")
  func page() throws {
    let html = try Self.report([CallResponse.Call(node: 3, time: 20, service: 5)]).page.html
    #expect(!html.contains("a <b>"))
    #expect(html.contains("call at node 3"))
    #expect(html.contains("Response and presence") && html.contains("Turn sheets"))
    let xml = html.dropFirst("<!DOCTYPE html>\n".count)
    #expect(XMLParser(data: Data(xml.utf8)).parse())
  }

  @Test("routes as JSON with every figure, and sheets as a table of as many lines as stops")
  func document() throws {
    let report = try Self.report([CallResponse.Call(node: 3, time: 20, service: 5)])
    let document = try object(RoutesDocument(report).bytes())
    #expect(document["format"] as? String == "temper-routes")
    let unit = try #require((document["units"] as? [[String: Any]])?.first)
    #expect((unit["routes"] as? [Any])?.count == 4 && (unit["calls"] as? [Any])?.count == 1)
    #expect((unit["temperatures"] as? [Any])?.count == 3)
    let visits = try #require(unit["visits"] as? [[String: Any]])
    #expect(report.table.split(separator: "\r\n").count == 1 + visits.count)
    #expect(report.text.contains("bits per step") && report.text.contains("resumes at node"))
  }
}
