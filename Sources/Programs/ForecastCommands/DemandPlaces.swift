import CarDemand
import CommandSupport
import DemandOutput
import Incidents
import Temper

extension DemandRun {
  /// When a shift begins, and how long it lasts.
  static func span(of instance: PatrolInstance) -> ShiftSpan {
    let shift = instance.shift
    return ShiftSpan(
      clock: shift.startMinute % 1440, minutes: shift.stepMinutes * shift.stepCount)
  }

  /// The fewest cars in service in a block.
  static func cars(of instance: PatrolInstance, block: Int, _ blockMinutes: Int) -> Int {
    let steps = blockMinutes / instance.shift.stepMinutes
    let inService = instance.fleet.inService(during: instance.shift)
    return inService[block * steps..<min((block + 1) * steps, inService.count)].min() ?? 0
  }

  /// Where cars wait: the sectors of a shift, or those that the city is divided into.
  static func places(
    _ command: DemandCommand, _ given: PatrolInstance?, _ forecast: DemandForecast,
    _ plane: CityPlane, _ travel: StreetTravel
  ) throws -> ([PlanePoint], DemandInstance.Frame) {
    let posts: [PlanePoint]
    let sectors: [Sector]
    if let given {
      sectors = given.sectors
      posts = try given.sectors.map { sector in
        guard let place = sector.position else {
          throw Failure(
            .invalidData, "--shift: sector \(sector.id) has no lon and lat, which say where it is")
        }
        return plane.point(latitude: place.latitude, longitude: place.longitude)
      }
    } else {
      posts =
        PatrolSectors(
          count: command.shift.sectors, of: forecast.training, on: plane, travel: travel,
          division: command.shift.division
        ).posts
      sectors = posts.enumerated().map { index, post in
        let place = plane.degrees(of: post)
        let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        return Sector(
          id: .init("S-\(number)"), name: "Sector \(index + 1)",
          position: Sector.Position(
            longitude: rounded(place.longitude), latitude: rounded(place.latitude)))
      }
    }
    let frame = DemandInstance.Frame(
      name: given?.name ?? "demand-\(forecast.starts[0].hour.date)",
      summary: "Cars by sector and hour from \(forecast.method), seed \(command.seed.seed).",
      cars: given?.carCount ?? command.shift.cars ?? 1,
      shift: given?.shift
        ?? shift(of: forecast, blockMinutes: command.shift.blockMinutes(step: nil)),
      sectors: sectors, travel: given?.travel ?? minutes(between: posts, travel))
    return (posts, frame)
  }

  /// A shift of the longest steps, hours at most, that fit it and its blocks.
  private static func shift(of forecast: DemandForecast, blockMinutes: Int) -> Shift {
    let start = forecast.starts[0]
    let step =
      [60, 30, 20, 15, 10].first { forecast.minutes % $0 == 0 && blockMinutes % $0 == 0 } ?? 5
    return Shift(
      startMinute: start.hour.hourOfDay * 60 + start.minuteOfHour, stepMinutes: step,
      stepCount: forecast.minutes / step)
  }

  /// Five decimals of a degree are a metre.
  private static func rounded(_ degrees: Double) -> Double { (degrees * 1e5).rounded() / 1e5 }

  /// Minutes of drives between posts, without the minute to set out, which is for calls.
  private static func minutes(
    between posts: [PlanePoint], _ travel: StreetTravel
  ) -> TravelTimes {
    TravelTimes(
      rows: posts.map { from in
        posts.map { to in
          Minutes(rounding: travel.minutes(from: from, to: to) - travel.turnout) ?? .zero
        }
      })
  }
}
