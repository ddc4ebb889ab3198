import InstanceImports
import PatrolModel
import Testing

@Suite("An import of an OSRM table")
struct OSRMImportTests {
  private static let response = """
    {"code":"Ok","durations":[[0,426.04,480.1],[414,0,738.0],[510,600.2,0]],
     "sources":[{"hint":"x","distance":4.2,"location":[103.8,1.3],"name":"Main Street"},
                {"location":[103.9,1.31],"name":""},{"location":[103.85,1.29],"name":""}],
     "destinations":[]}
    """

  @Test("turns seconds into minutes and knows where the sectors are")
  func response() throws {
    var files = ImportFiles()
    files.osrm = Self.response
    let instance = try files.instance()
    #expect(instance.sectors.map(\.id.rawValue) == ["C", "A", "B"])
    #expect(instance.travel.tenths == [[0, 71, 80], [69, 0, 123], [85, 100, 0]])
    #expect(
      instance.sectors.map(\.position) == [
        Sector.Position(longitude: 103.8, latitude: 1.3),
        Sector.Position(longitude: 103.9, latitude: 1.31),
        Sector.Position(longitude: 103.85, latitude: 1.29),
      ])
  }

  @Test("above the limit for texts is refused in words")
  func size() {
    // Nobody looks at the bytes, so that they take no memory.
    let size = (512 << 20) + 1
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { $1 = size }
    let files = InstanceImport(
      name: "a", travel: .osrm(.init(name: "table.json", bytes: bytes)),
      demand: .init(name: "demand.csv", bytes: Array("time,A\n1,1\n".utf8)))
    let error = #expect(throws: ImportFailure.self) { try files.imported() }
    #expect(error?.errors.first?.found == "513 MiB")
    #expect(error?.errors.first?.expected == "a file of at most 512 MiB")
  }

  @Test("goes by the list of sectors, whose positions come first")
  func listedSectors() throws {
    var files = ImportFiles()
    files.osrm = Self.response
    files.sectors = "id,lon,lat\nB,1,2\nA,,\nC,,\n"
    let instance = try files.instance()
    #expect(instance.sectors.map(\.id.rawValue) == ["B", "A", "C"])
    #expect(instance.sectors[0].position == Sector.Position(longitude: 1, latitude: 2))
    #expect(instance.sectors[1].position == Sector.Position(longitude: 103.9, latitude: 1.31))
    #expect(instance.travel[from: SectorIndex(1), to: SectorIndex(2)] == Minutes(tenths: 123))
  }

  @Test("does without positions where there are none", arguments: ["", ",\"sources\":null"])
  func withoutSources(rest: String) throws {
    var files = ImportFiles()
    files.osrm = "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,4],[5,6,0]]\(rest)}"
    #expect(try files.instance().sectors.allSatisfy { $0.position == nil })
  }

  @Test(
    "is refused with the path of the value",
    arguments: [
      ("", "table.json: no valid JSON; save the response of the table service as it is"),
      ("[1", "table.json: no valid JSON; save the response of the table service as it is"),
      ("{}", "table.json: no \"code\"; save the response of the table service as it is"),
      (
        "{\"code\":\"TooBig\",\"message\":\"Too many coordinates\"}",
        "table.json, code: \"TooBig\", Too many coordinates; ask in parts, or let the server take larger "
          + "tables (its max-table-size)"
      ),
      (
        "{\"code\":\"Ok\"}",
        "table.json, code: \"Ok\", but no durations; ask the table service again, with "
          + "annotations=duration"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,null],[5,6,0]]}",
        "table.json, durations[1][2]: no way by road from sector A to B; move their points to a "
          + "road that both can reach"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,-4],[5,6,0]]}",
        "table.json, durations[1][2]: -4.0 seconds; seconds of travel, from 0 to 604800"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,604804],[5,6,0]]}",
        "table.json, durations[1][2]: 604804.0 seconds; seconds of travel, from 0 to 604800"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,60,4],[5,6,0]]}",
        "table.json, durations[1][1]: 60.0 seconds from sector A to itself; ask for the same "
          + "points, in the same order, as sources and destinations"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,\"4\"],[5,6,0]]}",
        "table.json, durations[1][2]: a value of another kind; save the response of the table "
          + "service as it is"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1],[3,0]]}",
        "table.json, durations: 2 rows; one for each of the 3 sectors, in their order"
      ),
      (
        "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0],[5,6,0]]}",
        "table.json, durations[1]: 2 numbers; one for each of the 3 sectors, in their order"
      ),
    ])
  func errors(text: String, words: String) {
    var files = ImportFiles()
    files.osrm = text
    #expect(files.complaint == words)
  }

  @Test(
    "never traps on hostile JSON",
    arguments: [
      "{\"code\":\"Ok\",\"durations\":[[0,1e400,2],[3,0,4],[5,6,0]]}",
      "{\"code\":\"Ok\",\"durations\":[[0,1e300,2],[3,0,4],[5,6,0]]}",
      "{\"code\":\"Ok\",\"durations\":[],\"sources\":[]}",
      "{\"code\":\"Ok\",\"durations\":[[0,1,2],[3,0,4],[5,6,0]],\"sources\":[{}]}",
      String(repeating: "[", count: 100_000),
      "{\"code\":\"\u{0}\"}",
    ])
  func hostile(text: String) {
    var files = ImportFiles()
    files.osrm = text
    #expect(files.complaint.hasPrefix("table.json"))
  }
}
