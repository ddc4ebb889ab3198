import InstanceSources
import PatrolModel
import PenaltyModel
import ShiftFunctions
import Testing
import _TemperTestSupport

@Suite("A QUBO forecast")
struct QUBOForecastTests {
  @Test(
    "is right about what is built",
    arguments: ["tiny-4x5x5", "presence-13x11x12", "max-stay-17x17x12"], [false, true])
  func sizes(name: String, everySector: Bool) throws {
    let instance = try Examples.instance(name)
    let forecast = try QUBOForecast(instance, everySector: everySector)
    let model = try ScheduleQUBO(instance, everySector: everySector)
    #expect(forecast.size.bits == model.variableCount)
    // Pairs without travel are counted, but are not built.
    #expect(forecast.size.couplingCount >= model.couplingCount)
    #expect(forecast.fullSize == ScheduleQUBOSize(instance, everySector: true))
    #expect(forecast.buildTime > .zero)
  }

  @Test("measures a small sample of a large instance", arguments: [false, true])
  func sample(everySector: Bool) throws {
    let city = try Examples.instance("city-172x172x48")
    let forecast = try QUBOForecast(city, everySector: everySector)
    #expect(forecast.memoryBytes > 10 << 30)
    #expect((10_000...250_000).contains(forecast.sampledCouplings))
  }
}
