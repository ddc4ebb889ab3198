public import PatrolModel
public import PenaltyModel
public import Planning
import QUBOModel

/// What an instance's QUBO will take, before it is built: bits, couplings, memory and time.
public struct QUBOForecast: Sendable {
  /// The size of the QUBO.
  public let size: ScheduleQUBOSize
  /// The size with bits for sectors without demand, as in the published tables.
  public let fullSize: ScheduleQUBOSize
  /// Memory of structure and coefficients while building, in bytes.
  public var memoryBytes: Int { size.sparseBytes }
  /// The time to build, scaled up from a sample built just now.
  public let buildTime: Duration
  /// The couplings of the sample that was built to measure the time.
  public let sampledCouplings: Int

  /// Forecasts for an instance, by building a small part of it.
  public init(_ instance: PatrolInstance, everySector: Bool) throws(SolveError) {
    size = ScheduleQUBOSize(instance, everySector: everySector)
    fullSize = ScheduleQUBOSize(instance, everySector: true)
    // A quarter of a million couplings take some hundredths of a second: enough to measure.
    var sample = instance.cut(toCars: 40, sectors: 40)
    while sample.stepCount > 2,
      ScheduleQUBOSize(sample, everySector: everySector).couplingCount > 250_000
    {
      sample = sample.firstSteps((sample.stepCount + 1) / 2)
    }
    sampledCouplings = ScheduleQUBOSize(sample, everySector: everySector).couplingCount
    let clock = ContinuousClock()
    let bounds = PenaltyBounds(instance).practical.weights
    do throws(QUBOError) {
      let start = clock.now
      let model = try ScheduleQUBO(sample, everySector: everySector)
      _ = try model.qubo(weights: bounds)
      let ratio = Double(max(1, size.couplingCount)) / Double(max(1, sampledCouplings))
      buildTime = start.duration(to: clock.now) * ratio
    } catch {
      throw .model(error)
    }
  }
}

extension PatrolInstance {
  /// An instance of the same kind with fewer cars and sectors; the first sector takes what is left.
  ///
  /// Rules for single cars are left out: they change the time per coupling little.
  fileprivate func cut(toCars cars: Int, sectors count: Int) -> PatrolInstance {
    guard carCount > cars || sectorCount > count || hasCarRules else { return self }
    let (cars, kept) = (min(cars, carCount), sectorIndices.prefix(count))
    let rows = shift.steps.map { step in
      var rest = cars
      var row = kept.map { sector in
        let need = min(rest, demand[step, sector])
        rest -= need
        return need
      }
      row[0] += rest
      return row
    }
    return PatrolInstance(
      name: name, summary: summary, fleet: .anonymous(count: cars), shift: shift,
      presence: presence,
      sectors: sectors.prefix(count).map { Sector(id: $0.id, name: $0.name) },
      demand: Demand(rows: rows),
      travel: TravelTimes(rows: kept.map { from in kept.map { travel[from: from, to: $0] } }))
  }

  /// The instance cut off after its first steps; `count` is in 1...`stepCount`.
  fileprivate func firstSteps(_ count: Int) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet,
      shift: Shift(
        startMinute: shift.startMinute, stepMinutes: shift.stepMinutes, stepCount: count),
      presence: presence, sectors: sectors,
      demand: Demand(rows: shift.steps.prefix(count).map { demand[$0] }), travel: travel)
  }
}
