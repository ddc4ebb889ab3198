import CarDemand
import Incidents
import RandomStreams
import Testing

@Suite("Sectors")
struct SectorTests {
  private func incidents(_ places: [(Double, Double)], times: Int) -> [Incident] {
    places.flatMap { place in
      (0..<times).map { _ in
        Incident(time: LocalMinute(index: 0), latitude: place.0, longitude: place.1, type: 0)
      }
    }
  }

  @Test("have their posts where calls are, from north to south")
  func clusters() {
    // Three places, 11 km from each other.
    let places = [(10.0, 20.0), (10.1, 20.0), (10.2, 20.0)]
    let records = incidents(places, times: 5)
    let plane = CityPlane(around: records)
    let sectors = PatrolSectors(count: 3, of: records, on: plane, travel: StreetTravel())
    #expect(sectors.count == 3)
    for (post, place) in zip(sectors.posts, places.reversed()) {
      let degrees = plane.degrees(of: post)
      // Posts are in the middle of cells of a kilometre.
      #expect(abs(degrees.latitude - place.0) < 0.01 && abs(degrees.longitude - place.1) < 0.01)
    }
    #expect(sectors.shares.allSatisfy { abs($0 - 1.0 / 3) < 1e-9 })
    #expect(sectors.sector(of: plane.point(latitude: 10.19, longitude: 20)) == 0)
  }

  @Test("are no more than there are cells")
  func few() {
    let records = incidents([(0, 0), (0.2, 0.2)], times: 1)
    let sectors = PatrolSectors(
      count: 9, of: records, on: CityPlane(around: records), travel: StreetTravel())
    #expect(sectors.count == 2)
  }

  @Test("of one size are not drawn to where most calls are")
  func area() {
    let records =
      incidents([(0, 0), (0, 0.02)], times: 500)
      + incidents((1...20).map { (0, 0.05 * Double($0)) }, times: 1)
    let plane = CityPlane(around: records)
    func east(_ division: SectorDivision) -> Double {
      PatrolSectors(
        count: 1, of: records, on: plane, travel: StreetTravel(), division: division
      ).posts[0].x
    }
    #expect(east(.area) > east(.calls) + 20)
  }

  @Test("lie on a plane that is true to a few metres, and leads back")
  func plane() {
    let records = incidents([(41.8, -87.6)], times: 1)
    let plane = CityPlane(around: records)
    let point = plane.point(latitude: 41.9, longitude: -87.5)
    #expect(abs(point.y - 11.1195) < 1e-6)
    #expect(abs(point.x - 8.289) < 0.002)
    let degrees = plane.degrees(of: point)
    #expect(abs(degrees.latitude - 41.9) < 1e-9 && abs(degrees.longitude + 87.5) < 1e-9)
  }
}

@Suite("Rules of calls")
struct CallRuleTests {
  private let start = LocalMinute(index: 16 * 60)

  private func call(_ priority: Int?, _ rules: CallRules = CallRules(), seed: UInt64 = 1) -> Call {
    let incident = Incident(
      time: LocalMinute(index: 16 * 60 + 30), latitude: 0, longitude: 0, type: 2,
      priority: priority)
    var random = RandomStream(seed: seed)
    return rules.call(incident, start: start, on: CityPlane(around: [incident]), &random)
  }

  @Test("take the record's priority, then that of its type, then one that is drawn")
  func priority() {
    var rules = CallRules()
    rules.typePriorities = [2: 3]
    #expect(call(1, rules).priority == 1 && call(1, rules).target == 10)
    #expect(call(nil, rules).priority == 3 && call(nil, rules).weight == 1)
    #expect(call(9).priority == 3)
    let drawn = (0..<2_000).map { Int(call(nil, seed: $0).priority) }
    // Shares of 0.2, 0.3 and 0.5, within four standard errors.
    for (priority, share) in [(1, 0.2), (2, 0.3), (3, 0.5)] {
      let found = Double(drawn.filter { $0 == priority }.count) / 2_000
      #expect(abs(found - share) < 4 * (share * (1 - share) / 2_000).squareRoot())
    }
  }

  @Test("draw minutes on scene and second cars, the same whatever the priority is")
  func service() {
    let calls = (0..<2_000).map { call(1, seed: $0) }
    let mean = calls.reduce(0) { $0 + Double($1.service) } / 2_000
    // Ten minutes and a gamma variate of mean 30 and standard deviation 17.3.
    #expect(abs(mean - 40) < 4 * 17.3 / 2_000.0.squareRoot())
    #expect(calls.allSatisfy { $0.service > 10 })
    let pairs = Double(calls.filter { $0.cars == 2 }.count) / 2_000
    #expect(abs(pairs - 0.3) < 4 * (0.21 / 2_000).squareRoot())
    #expect((0..<50).allSatisfy { call(1, seed: $0).service == call(3, seed: $0).service })
    #expect(call(3).cars == 1 && call(2).minute == 30)
  }
}
