import Forecasts
import Incidents
import RandomStreams
import Testing

@Suite("Cells and counts")
struct CountsTests {
  @Test(
    "a grid covers all incidents, from multiples of the resolution",
    arguments: 0..<20 as Range<UInt64>)
  func grid(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let resolution = [0.01, 0.02, 0.05][random.uniform(below: 3)]
    let incidents = (0..<50).map { _ in
      Incident(
        time: LocalMinute(index: 0), latitude: random.unit() - 0.5,
        longitude: random.unit() - 0.5, type: 0)
    }
    let grid = try CellGrid(covering: incidents, resolution: resolution)
    for incident in incidents {
      let cell = try #require(
        grid.cell(latitude: incident.latitude, longitude: incident.longitude))
      let corner = grid.corner(of: cell)
      #expect(incident.latitude >= corner.latitude - 1e-9)
      #expect(incident.latitude < corner.latitude + resolution)
      #expect(incident.longitude >= corner.longitude - 1e-9)
      #expect(incident.longitude < corner.longitude + resolution)
    }
    #expect(grid.cell(latitude: 40, longitude: 0) == nil)
    let inner = grid.rows > 2 && grid.columns > 2 ? grid.columns + 1 : nil
    if let inner { #expect(grid.neighbours(of: inner).count == 8) }
    #expect(grid.neighbours(of: 0).count == (grid.rows > 1 && grid.columns > 1 ? 3 : 1))
  }

  @Test("five decimals of degrees never fall beside their cell")
  func borders() {
    for step in -2_000..<2_000 {
      let degrees = Double(step) / 1_000
      let grid = CellGrid(resolution: 0.02, firstRow: -200, firstColumn: 0, rows: 400, columns: 1)
      let row = step >= 0 ? step / 20 : -((-step + 19) / 20)
      #expect(grid.cell(latitude: degrees, longitude: 0) == row + 200, "\(degrees)")
    }
  }

  @Test("too many cells are refused")
  func cells() {
    let far = [(-80.0, -170.0), (80.0, 170.0)].map {
      Incident(time: LocalMinute(index: 0), latitude: $0.0, longitude: $0.1, type: 0)
    }
    #expect(throws: ForecastError.self) { try CellGrid(covering: far, resolution: 0.02) }
  }

  @Test("incidents without a known time count in each hour by their share of it")
  func aoristic() throws {
    let grid = CellGrid(resolution: 1, firstRow: 0, firstColumn: 0, rows: 1, columns: 1)
    let start = CalendarDate(daysSince1970: 0).midnight
    let incident = Incident(
      time: LocalMinute(index: 90), span: 120, latitude: 0.5, longitude: 0.5, type: 0)
    let counts = HourlyCounts([incident], on: grid, hours: start..<start.advanced(by: 24))
    #expect(start.advanced(by: 0) == LocalHour(index: 0))
    #expect((0..<5).map { counts.total(of: LocalHour(index: $0)) } == [0, 0.25, 0.5, 0.25, 0])
  }

  @Test("what was known at a midnight is what happened before", arguments: 0..<5 as Range<UInt64>)
  func before(seed: UInt64) throws {
    let random = try RandomCounts(days: 9, seed: seed)
    let cut = random.counts.hours.lowerBound.advanced(by: 96)
    let known = random.counts.before(cut)
    #expect(known.hours == random.counts.hours.lowerBound..<cut)
    for hour in known.hours { #expect(Array(known[hour]) == Array(random.counts[hour])) }
    let total = random.counts.hours.reduce(0) { $0 + random.counts.total(of: $1) }
    #expect(Int(total) == random.incidents.count)
  }
}
