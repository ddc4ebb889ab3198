import CGSL
import RandomStreams

/// Spreads trials evenly: the points of Sobol's sequence, shifted at random.
///
/// Any first 2ᵐ points put equally many into each half, quarter, … of every parameter. Sobol 1967
/// (doi:10.1016/0041-5553(67)90144-9) as implemented by GSL for up to 40 parameters; further ones
/// are drawn at random. A digital shift, the same for all trials of a seed, keeps the property and
/// lets seeds differ (L'Ecuyer & Lemieux 2002, doi:10.1007/0-306-48102-2_20).
public struct SobolSampler: Sampler {
  /// The bits of a coordinate in GSL's sequence.
  private static let bits = 30
  private static let mostParameters = 40

  /// Creates the sampler.
  public init() {}

  /// The values of a trial.
  public func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    let entries = request.space.entries
    let point = point(request.number, dimensions: min(entries.count, Self.mostParameters))
    var shifts = request.sharedRandom
    var random = request.random
    return entries.indices.map { index in
      let shift = shifts.next() >> UInt64(64 - Self.bits)
      // Within its cell of 2⁻³⁰ a point is placed at random, so that no seed has a lattice.
      let fraction = random.unit()
      guard index < point.count else { return entries[index].domain.value(at: fraction) }
      let cell = Double(point[index] ^ shift)
      return entries[index].domain.value(at: (cell + fraction) * 0x1p-30)
    }
  }

  /// A point of the sequence as whole numbers below 2³⁰; number 0 is the origin.
  private func point(_ number: Int, dimensions: Int) -> [UInt64] {
    guard dimensions > 0, let sequence = gsl_sobol_alloc(UInt32(dimensions)) else {
      return []
    }
    defer { gsl_qrng_free(sequence) }
    var point = Array(repeating: 0.0, count: dimensions)
    // GSL leaves out the origin.
    for _ in 0..<number { gsl_qrng_get(sequence, &point) }
    return point.map { UInt64($0 * 0x1p30) }
  }
}
