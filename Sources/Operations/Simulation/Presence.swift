import RandomStreams

/// How much patrol counts: linear up to what an area needs, decaying beyond it.
public struct PresenceUtility: Sendable {
  /// Decay of what is beyond, in periods (β_p).
  public static let decay = 2.5

  @usableFromInline let values: [Double]
  @usableFromInline let width: Int

  /// Tabulates U for every area and any number of periods up to so many cars' shifts.
  public init(_ region: Region, cars: Int) {
    // One car more, as repair asks for a whole shift beside what is already spent.
    width = ShiftClock.periods * (cars + 1) + 1
    // Beyond 40 decays another period is worth less than 10⁻¹⁵: the sum stays as it is.
    let most = Int(40 * Self.decay)
    let extra = (0...most).map { Self.value(periods: $0, required: 0) }
    values = region.areas.flatMap { [width] area in
      let required = area.requiredPeriods
      return (0..<width).map {
        $0 <= required ? Double($0) : Double(required) + extra[min(most, $0 - required)]
      }
    }
  }

  /// U(n) of an area that n effective periods are spent in.
  @inlinable
  public func callAsFunction(area: Int, periods: Int) -> Double { values[area * width + periods] }

  /// U(n) = n up to Q, then Q + Σ_{u=1..n−Q} u·exp(−u/β_p).
  public static func value(periods: Int, required: Int) -> Double {
    guard periods > required else { return Double(periods) }
    return (1...(periods - required)).reduce(Double(required)) { sum, extra in
      sum + Double(extra) * naturalExponential(-Double(extra) / decay)
    }
  }
}

/// How much an answer counts by how late it is.
public enum ResponseUtility {
  /// Minutes within which an answer is a success (τ_target).
  public static let targetMinutes = 20
  /// Decay of what is later, in minutes (β_r).
  public static let decay = 25.0

  /// f_r(τ) = exp(−max(0, τ − 20) / 25).
  public static func value(minutes: Int) -> Double {
    naturalExponential(-Double(max(0, minutes - targetMinutes)) / decay)
  }
}
