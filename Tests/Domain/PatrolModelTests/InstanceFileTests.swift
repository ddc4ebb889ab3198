import Contradictions
import Foundation
import PatrolModel
import Testing
import _TemperTestSupport

@Suite struct InstanceFileTests {
  @Test func aFileIsReadAsWritten() throws {
    let instance = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    #expect(instance.name == "base")
    #expect(instance.summary == "Short.")
    #expect(instance.fleet == .anonymous(count: 3))
    #expect(instance.shift == Shift(startMinute: 480, stepMinutes: 60, stepCount: 3))
    #expect(instance.presence == .noReturn)
    #expect(
      instance.sectors == [
        Sector(
          id: .init("A"), name: "Alpha", position: .init(longitude: 103.8, latitude: 1.3)),
        Sector(id: .init("B"), name: "Beta"),
      ])
    #expect(instance.demand == Demand(rows: [[1, 2], [2, 1], [3, 0]]))
    #expect(instance.travel[from: SectorIndex(0), to: SectorIndex(1)] == Minutes(tenths: 72))
    #expect(instance.travel[from: SectorIndex(1), to: SectorIndex(0)] == Minutes(tenths: 73))
  }

  @Test(
    "What may be left out has a meaning",
    arguments: [
      ("\"description\":\"Short.\",", "", ""), (",\"limit\":2", "", "Short."),
      ("\"cars\":3", "\"cars\":3.0e0", "Short."),
      ("7.2", "72.000000000000000000000000000000e-1", "Short."),
      ("7.2", "0.00000000000000000000000072e25", "Short."),
    ])
  func equivalentFile(original: String, change: String, summary: String) throws {
    let base = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    let json = Malformed.base.replacing(original, with: change)
    let instance = try PatrolInstance(json: json.utf8, file: "changed.json")
    #expect(instance.summary == summary)
    #expect(instance.presence == base.presence)
    #expect(instance.travel == base.travel)
    #expect(instance.fleet == base.fleet)
  }

  @Test(
    "Each presence rule has its words",
    arguments: [
      ("{\"rule\":\"none\"}", PresenceRule.none),
      ("{\"rule\":\"no-return\",\"limit\":9}", .noReturn),
      ("{\"rule\":\"max-stay\"}", .maxStay(limit: 2)),
      ("{\"limit\":7,\"rule\":\"max-stay\"}", .maxStay(limit: 7)),
    ])
  func presenceRule(written: String, rule: PresenceRule) throws {
    let json = Malformed.base.replacing("{\"rule\":\"no-return\",\"limit\":2}", with: written)
    #expect(try PatrolInstance(json: json.utf8, file: "rule.json").presence == rule)
  }

  @Test func namedCarsAreReadInOrder() throws {
    let cars = "[{\"id\":\"F-103\"},{\"id\":\"F-101\"},{\"id\":\"\\u00e9\\ud83d\\ude93\"}]"
    let json = Malformed.base.replacing("\"cars\":3", with: "\"cars\":\(cars)")
    let fleet = try PatrolInstance(json: json.utf8, file: "named.json").fleet
    #expect(fleet.cars.map(\.id.rawValue) == ["F-103", "F-101", "é🚓"])
  }

  @Test func theTextHasOneRowPerLine() throws {
    let instance = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    #expect(
      instance.jsonText() == """
        {
          "format": "patrol-shift",
          "version": 1,
          "name": "base",
          "description": "Short.",
          "cars": 3,
          "startTime": "08:00",
          "stepMinutes": 60,
          "presence": {"rule": "no-return", "limit": 2},
          "sectors": [
            {"id": "A", "name": "Alpha", "lon": 103.8, "lat": 1.3},
            {"id": "B", "name": "Beta"}
          ],
          "demand": [
            [1,2],
            [2,1],
            [3,0]
          ],
          "travelMinutes": [
            [0,7.2],
            [7.3,0]
          ]
        }

        """)
  }

  @Test("Written and read, an instance is the same", arguments: 0..<300 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let instance = PatrolInstance.everyFeature(seed: seed)
    let text = instance.jsonText()
    let reread = try PatrolInstance(json: text.utf8, file: "seed \(seed)")
    #expect(reread == instance)
    #expect(reread.jsonText() == text)
  }
}

@Suite(.enabled(if: !RealInstances.files.isEmpty, "needs the real instances: set TEMPER_INSTANCES"))
struct RealInstanceTests {
  @Test("A real instance is read, and written byte for byte", arguments: RealInstances.files)
  func realInstance(file: URL) throws {
    let json = try Data(contentsOf: file)
    let instance = try PatrolInstance(json: json, file: file.lastPathComponent)
    #expect(instance.jsonText() == String(decoding: json, as: UTF8.self))
    let name = "\(instance.sectorCount)x\(instance.carCount)x\(instance.stepCount)"
    #expect(instance.name.hasSuffix(name))
    #expect(instance.presenceConflicts().isEmpty != instance.name.contains("infeasible"))
  }

  @Test func theInfeasibleOneSaysWhy() throws {
    let file = try #require(
      RealInstances.files.first { $0.lastPathComponent.contains("infeasible-event") })
    let instance = try PatrolInstance(json: try Data(contentsOf: file), file: "event")
    let conflict = try #require(instance.presenceConflicts().first)
    #expect(conflict.steps.map(\.number) == [5, 7])
    #expect(
      conflict.description == """
        L-11 Yishun North 2 needs 6 cars at 12:00 and 6 cars at 14:00, together 12, but there are \
        11 cars and no car may be in a sector again two steps later: lower these two numbers by 1 \
        in total
        """)
  }
}

/// The instances with real travel times, which are not part of the package.
enum RealInstances {
  static let files: [URL] = {
    let folder = Repository.instances
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".json") && $0 != "optima.json" }.sorted()
      .map { folder.appending(path: $0) }
  }()
}
