import Foundation
import Testing
import _TemperTestSupport

@Suite("Districts and routes")
struct RouteTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func town(_ name: String = "town.json", nodes: Int = 12) throws -> String {
    let run = try TemperRun(
      "route", "town", "--nodes", "\(nodes)", "--seed", "3", "-o", scratch[name])
    #expect(run.status == 0, "\(run.errors)")
    return scratch[name]
  }

  private func object(_ text: String?) throws -> [String: Any] {
    let data = Data(try #require(text).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("go from a map to districts, to what units learn, to routes and turn sheets")
  func wholeWay() throws {
    let map = try town(nodes: 20)
    let divided = try TemperRun(
      "district", map, "--units", "2", "--method", "enumeration", "-o", scratch["d.json"],
      "--geojson", scratch["d.geojson"], "--report", scratch["d.html"])
    #expect(divided.status == 0, "\(divided.errors)")
    #expect(divided.output.contains("proven to be the least"))
    #expect(divided.output.contains("all rules are kept"))
    let learned = try TemperRun(
      "route", "learn", map, "--districts", scratch["d.json"], "--drives", "2", "-o",
      scratch["p.json"])
    #expect(learned.status == 0 && learned.output == "", "\(learned.errors)")
    #expect(learned.errors.split(separator: "\n").count == 3)
    let drawn = try TemperRun(
      "route", "sample", scratch["p.json"], "--routes", "4", "--horizon", "60", "--call",
      "0@20+5", "--json", "-o", scratch["r.json"], "--geojson", scratch["r.geojson"], "--sheets",
      scratch["r.csv"], "--report", scratch["r.html"])
    #expect(drawn.status == 0, "\(drawn.errors)")
    let routes = try object(drawn.output)
    #expect(scratch.text(of: "r.json") == drawn.output)
    let units = try #require(routes["units"] as? [[String: Any]])
    #expect(units.count == 2)
    #expect(units.flatMap { $0["calls"] as? [Any] ?? [] }.count == 1)
    for unit in units {
      #expect((unit["routes"] as? [Any])?.count == 4)
      let means = try #require(unit["means"] as? [String: Double])
      #expect(means["entropy"].map { $0 > 0 } == true && means["callDelay"].map { $0 > 0 } == true)
    }
    for page in ["d.html", "r.html"] {
      #expect(try #require(scratch.text(of: page)).contains("<svg"), "\(page)")
    }
    #expect(try object(scratch.text(of: "d.geojson"))["type"] as? String == "FeatureCollection")
    #expect(
      try #require(scratch.text(of: "r.csv")).hasPrefix("unit,stop,turn,heading,node,drive,time,"))
  }

  @Test("are the same bytes from the same seed, for any number of threads")
  func seeds() throws {
    let map = try town()
    func learn(_ options: String...) throws -> String {
      let run = try TemperRun(["route", "learn", map, "--drives", "3", "-q"] + options)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      return run.output
    }
    let one = try learn("--threads", "1")
    #expect(try learn("--threads", "2") == one && learn("--threads", "4") == one)
    #expect(try learn("--seed", "2") != one)
    let policy = try scratch.write(one.utf8, to: "p.json")
    func sample(_ options: String...) throws -> String {
      let run = try TemperRun(
        ["route", "sample", policy, "--horizon", "50", "--json", "--temperatures"] + options)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    let drawn = try sample("--threads", "1")
    #expect(try sample("--threads", "4") == drawn)
    #expect(try sample("--seed", "2") != drawn)
  }

  @Test("drawn colder give more away, and at 0 are the best route")
  func temperatures() throws {
    let policy = try scratch.write(
      TemperRun("route", "learn", town(), "--drives", "2", "-q").output.utf8, to: "p.json")
    func means(_ options: String...) throws -> [String: Double] {
      let run = try TemperRun(
        ["route", "sample", policy, "--horizon", "60", "--by", "learned", "--json"] + options)
      let unit = (try object(run.output)["units"] as? [[String: Any]])?.first
      return try #require(unit?["means"] as? [String: Double])
    }
    let best = try means("--temperature", "0")
    let hot = try means("--temperature", "10%")
    #expect(best["entropy"] == 0 && best["predictability"] == 1)
    #expect(try #require(hot["entropy"]) > 0.2)
    #expect(try #require(hot["reward"]) < #require(best["reward"]))
    #expect(try #require(hot["predictability"]) < 1)
    let planned = try means("--by", "beam")
    #expect(planned["entropy"] == 0)
  }

  @Test("learned until a signal are written, and say that they are not complete")
  func interrupted() throws {
    let map = try town(nodes: 43)
    let log = try Channel()
    let process = try ChildProcess(
      TemperRun.executable,
      ["route", "learn", map, "--drives", "100", "--threads", "1", "-o", scratch["p.json"]],
      output: log.far, errors: log.far)
    log.closeFar()
    #expect(log.lines { $0.hasPrefix("Learning") }.count == 1)
    process.send(SIGINT)
    _ = log.lines { _ in false }
    #expect(process.wait() == 128 + SIGINT)
    let units = try #require(object(scratch.text(of: "p.json"))["units"] as? [[String: Any]])
    #expect(units[0]["isComplete"] as? Bool == false)
    #expect(try TemperRun("route", "sample", scratch["p.json"], "--horizon", "20").status == 0)
  }

  @Test("by program and by enumeration cost alike", .needsHiGHS)
  func methods() throws {
    let map = try town()
    for objective in ["compactness", "balance"] {
      let costs = try ["enumeration", "program"].map { method in
        let run = try TemperRun(
          "district", map, "--units", "3", "--deviation", "60", "--diameter", "5", "--method",
          method, "--objective", objective, "--json")
        #expect(run.status == 0, "\(run.errors)")
        let document = try object(run.output)
        #expect(document["keepsRules"] as? Bool == true)
        return try #require(document["cost"] as? Double)
      }
      #expect(abs(costs[0] - costs[1]) < 1e-6, "\(objective)")
    }
  }

  @Test(
    "say what is wrong, with the status for it",
    arguments: [
      ("district @none.json --units 2", 66, "none.json"),
      ("district @lonely.json --units 2", 65, "lonely.json: $.nodes[2]: node \"2\" has no edge"),
      ("district @twice.json --units 2", 65, "twice.json: $.edges[1]: asymmetric adjacency"),
      ("route learn @twice.json", 65, "twice.json: $.edges[1]: asymmetric adjacency"),
      ("district @pair.json --units 3", 65, "fewer than --units 3"),
      ("district @pair.json --units 2 --deviation 1", 20, ""),
      ("route learn @pair.json --discount 0", 64, "no amount"),
      ("route learn @pair.json --districts @pair.json", 65, "has no \"format\""),
      ("route sample @pair.json", 65, "has no \"format\""),
      ("route sample @p.json --call 0@20", 64, "node@time+service"),
      ("route sample @p.json --call 9@20+1", 65, "no node \"9\""),
      ("route sample @p.json --start 9", 65, "no node \"9\""),
      ("route sample @p.json --start 0 1", 64, "two nodes"),
      ("route sample @p.json --begin 08:00", 64, "minutes"),
      ("route sample @p.json --begin 8", 64, "time of day"),
      ("route sample @p.json --temperature hot", 64, "no temperature"),
      ("route sample @p.json --horizon 1e9", 64, "too long"),
      ("route town --nodes 3", 64, "4...400"),
    ])
  func failures(line: String, status: Int, word: String) throws {
    func node(_ id: Int, rate: Double = 1) -> String {
      "{\"id\":\(id),\"x\":\(id),\"y\":0,\"rate\":\(rate)}"
    }
    func map(_ nodes: [String], _ edges: String) -> String {
      "{\"name\":\"m\",\"nodes\":[\(nodes.joined(separator: ","))],\"edges\":[\(edges)]}"
    }
    let edge = "{\"a\":0,\"b\":1,\"distance\":1}"
    _ = try scratch.write(map([node(0), node(1, rate: 3)], edge).utf8, to: "pair.json")
    _ = try scratch.write(map([node(0), node(1), node(2)], edge).utf8, to: "lonely.json")
    _ = try scratch.write(
      map([node(0), node(1)], edge + ",{\"a\":1,\"b\":0,\"distance\":2}").utf8, to: "twice.json")
    let learned = try TemperRun("route", "learn", scratch["pair.json"], "--drives", "1", "-q")
    _ = try scratch.write(learned.output.utf8, to: "p.json")
    let run = try TemperRun(
      line.split(separator: " ").map { $0.hasPrefix("@") ? scratch["\($0.dropFirst())"] : "\($0)" })
    #expect(Int(run.status) == status, "\(run.errors)\(run.output)")
    #expect(word.isEmpty ? run.errors.isEmpty : run.errors.contains(word), "\(run.errors)")
  }
}
