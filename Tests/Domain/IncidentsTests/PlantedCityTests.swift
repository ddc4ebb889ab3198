import Incidents
import Testing

@Suite("The planted city")
struct PlantedCityTests {
  private static let start = CalendarDate(daysSince1970: 19_723)

  @Test(
    "is written and read again as it is, the same from the same seed",
    arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    let city = PlantedCity(rows: 5, columns: 4, callsPerHour: 6, seed: seed)
    let calls = city.incidents(from: Self.start, days: 20)
    let read = try IncidentRecords([
      ("city.csv", Array(city.table(from: Self.start, days: 20).utf8))
    ])
    #expect(read.records.count == calls.count)
    #expect(read.records.map(\.time) == calls.map(\.time))
    #expect(read.log.excluded == 0)
    #expect(
      PlantedCity(rows: 5, columns: 4, callsPerHour: 6, seed: seed)
        .incidents(from: Self.start, days: 20) == calls)
    #expect(
      PlantedCity(rows: 5, columns: 4, callsPerHour: 6, seed: seed + 9)
        .incidents(from: Self.start, days: 20) != calls)
  }

  @Test("has the calls and the dependence that were asked for")
  func rates() {
    let (perHour, dependence, days) = (10.0, 0.4, 200)
    let city = PlantedCity(
      rows: 6, columns: 6, callsPerHour: perHour, dependence: dependence, seed: 4)
    let calls = city.incidents(from: Self.start, days: days)
    let expected = perHour * 24 * Double(days)
    // Variance of a self-exciting process: mean / (1 − dependence)². Five deviations: one false
    // alarm in a million seeds, and the seed is fixed.
    let deviation = expected.squareRoot() / (1 - dependence)
    #expect(abs(Double(calls.count) - expected) < 5 * deviation)
    #expect(abs(city.shares.reduce(0, +) - 1) < 1e-12)
    #expect(abs(city.levels.reduce(0, +) - 168) < 1e-9)
  }

  @Test("spreads what a call causes over its cell and those around it")
  func kernel() {
    let city = PlantedCity(rows: 3, columns: 3, callsPerHour: 0, dependence: 0.4, seed: 1)
    let rates = city.rates(of: Self.start.midnight, after: [0, 0, 0, 0, 2, 0, 0, 0, 0])
    #expect(abs(rates[4] - 0.4) < 1e-12)
    #expect(abs(rates[0] - 0.05) < 1e-12)
    #expect(abs(rates.reduce(0, +) - 0.8) < 1e-12)
  }
}
