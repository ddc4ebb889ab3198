import PatrolModel
import RandomStreams

/// How much is going on in each sector at each step: weight × time of day × noise.
///
/// A sector's weight grows with the fourth root of its population, times log-normal luck: cities
/// have more incidents than villages, but also more sectors of their own in reality. The noise is
/// e to an autoregressive process: a busy hour tends to follow a busy hour.
struct DemandPattern {
  /// The standard deviation of the logarithm of a sector's luck.
  static let weightDeviation = 0.4
  /// The correlation of the noise at one step and the next, ρ.
  static let correlation = 0.5
  /// The standard deviation of the logarithm of the noise, σ.
  static let noiseDeviation = 0.5

  /// Intensities relative to each other, step by step, in sector order.
  let intensities: [[Double]]

  init(towns: [Town], shift: Shift, seed: UInt64) {
    let bySector = towns.enumerated().map { index, town in
      // Stream 0 is the roads'; a sector's own stream makes it the same in a larger region.
      var random = RandomStream(seed: seed, stream: UInt64(index) + 1)
      return Self.series(of: town, shift: shift, using: &random)
    }
    intensities = shift.steps.map { step in bySector.map { $0[step.rawValue] } }
  }

  private static func series(
    of town: Town, shift: Shift, using random: inout RandomStream
  ) -> [Double] {
    let luck = naturalExponential(weightDeviation * PortableMath.normal(using: &random))
    let weight = Double(town.population).squareRoot().squareRoot() * luck
    let commercialShare = random.unit()
    var noise = noiseDeviation * PortableMath.normal(using: &random)
    // Keeps the variance at σ² from the first step to the last.
    let innovation = noiseDeviation * (1 - correlation * correlation).squareRoot()
    return shift.steps.map { step in
      let hour = shift.hour(of: step)
      let timeOfDay =
        commercialShare * DayProfile.commercial[hour]
        + (1 - commercialShare) * DayProfile.residential[hour]
      let intensity = weight * timeOfDay * naturalExponential(noise)
      noise = correlation * noise + innovation * PortableMath.normal(using: &random)
      return intensity
    }
  }
}
