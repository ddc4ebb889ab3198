public import RandomStreams

/// Draws the incidents of a shift: calls of each sector by a Poisson process, gamma durations.
public struct IncidentGenerator: Sendable {
  /// Calls per sector and hour before minutes are rounded up (λ).
  public static let callsPerHour = 2.0
  /// Shape of what a call takes beyond its first period.
  public static let durationShape = 3
  /// Scale of the same, in minutes.
  public static let durationScale = 10.0

  /// Where incidents happen.
  public let region: Region
  /// The sectors that calls come from.
  public let sectors: [Int]

  /// Creates a generator for the sectors that have areas.
  public init(_ region: Region, sectors: [Int]) {
    self.region = region
    self.sectors = sectors.filter { !region.sectors[$0].areas.isEmpty }
  }

  /// The incidents of a shift that end within it.
  ///
  /// - Parameters:
  ///   - random: Where they are drawn from.
  ///   - start: The minute after which they come, a multiple of 10.
  /// - Returns: Incidents, sector by sector.
  public func incidents(_ random: inout RandomStream, after start: Int = 0) -> [Incident] {
    var incidents: [Incident] = []
    for sector in sectors {
      var minute = start
      while true {
        minute += Self.ceil10((60 / Self.callsPerHour * Self.exponential(&random)).rounded(.down))
        let duration = Self.duration(&random)
        guard minute + duration <= ShiftClock.shiftMinutes else { break }
        incidents.append(
          Incident(
            startMinute: minute, resolutionMinutes: duration, area: place(in: sector, &random)))
      }
    }
    return incidents
  }

  /// Minutes rounded up to a multiple of ten.
  public static func ceil10(_ minutes: Double) -> Int {
    ShiftClock.periods(coveringMinutes: minutes) * ShiftClock.periodMinutes
  }

  private static func exponential(_ random: inout RandomStream) -> Double {
    -naturalLogarithm(random.unit())
  }

  /// ceil10(10 + Gamma(3, 10)); a gamma variate of whole shape is a sum of exponential ones.
  ///
  /// That is exact, and the same bits on every machine; GSL's own variates take logarithms of the
  /// C library, whose last bits differ, so GSL only judges these in tests.
  package static func duration(_ random: inout RandomStream) -> Int {
    let gamma = (0..<durationShape).reduce(0.0) { sum, _ in sum + exponential(&random) }
    return ceil10(Double(ShiftClock.periodMinutes) + durationScale * gamma)
  }

  /// An area by its need of patrol, plus one minute so that none is without calls.
  private func place(in sector: Int, _ random: inout RandomStream) -> Int {
    let areas = region.sectors[sector].areas
    let total = areas.reduce(0) { $0 + region.areas[$1].minPatrolMinutes + 1 }
    var draw = random.uniform(below: total)
    for area in areas {
      draw -= region.areas[area].minPatrolMinutes + 1
      if draw < 0 { return area }
    }
    return areas[areas.count - 1]
  }
}
