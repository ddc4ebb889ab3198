package import RandomStreams

/// A density over a space: a mixture of kernels, one per observed trial, and one for the prior.
///
/// Each kernel of the mixture is a product of one kernel per parameter, so that parameters that were
/// good together are tried together: the multivariate form of Falkner, Klein & Hutter 2018
/// (arXiv:1807.01774), as Watanabe 2023 (arXiv:2304.11127) writes it. With a single parameter it
/// is the estimator of Bergstra et al. 2011, § 4.2.
package struct ParzenEstimator: Sendable {
  private let entries: [SearchSpace.Entry]
  private let kernels: [[Kernel]]

  /// Builds the density of observations, each of which weighs as much as the prior.
  ///
  /// - Parameters:
  ///   - observations: The values of trials.
  ///   - entries: The parameters, in the order of the values.
  ///   - deviation: The standard deviation of kernels, in positions, > 0.
  package init(
    of observations: [[ParameterValue]], entries: [SearchSpace.Entry], deviation: Double
  ) {
    self.entries = entries
    let count = observations.count
    kernels =
      observations.map { observation in
        zip(entries, observation).map {
          Self.kernel(of: $0.domain, at: $1, among: count, deviation)
        }
      } + [entries.map { Self.prior(of: $0.domain) }]
  }

  /// Values drawn from the density, one per parameter.
  package func draw(using random: inout RandomStream) -> [ParameterValue] {
    let kernel = kernels[random.uniform(below: kernels.count)]
    return zip(entries, kernel).map { $1.draw(in: $0.domain, using: &random) }
  }

  /// The logarithm of the density at values, one per parameter.
  ///
  /// It is relative to positions for real numbers, and a probability for all others.
  package func logDensity(at values: [ParameterValue]) -> Double {
    let coordinates = zip(entries, values).map { $0.domain.coordinate(of: $1) }
    let terms = kernels.map { kernel in
      zip(kernel, coordinates).reduce(0) { $0 + $1.0.logDensity(at: $1.1) }
    }
    guard let greatest = terms.max(), greatest.isFinite else { return -.infinity }
    let sum = terms.reduce(0) { $0 + NormalMass.exponential($1 - greatest) }
    return greatest + naturalLogarithm(sum / Double(kernels.count))
  }

  /// The standard deviation of kernels for n observations, c·n^(−1/(d+4)), within 0.01...1.
  ///
  /// Scott's rule for d parameters (Scott 1992, doi:10.1002/9780470316849), whose factor stands for
  /// the spread of observations. Without a floor, a long study would end up between two trials.
  package static func deviation(_ factor: Double, _ count: Int, parameters: Int) -> Double {
    let logCount = naturalLogarithm(Double(max(count, 1)))
    return min(max(factor * naturalExponential(-logCount / Double(parameters + 4)), 0.01), 1)
  }

  private static func kernel(
    of domain: ParameterDomain, at value: ParameterValue, among count: Int, _ deviation: Double
  ) -> Kernel {
    switch domain.coordinate(of: value) {
    case .position(let position):
      return .continuous(TruncatedNormal(mean: position, deviation: deviation, range: 0...1))
    case .cell(let lower, let upper):
      // A kernel that lets go of no neighbour would try one number for ever.
      let reach = min(max(deviation, (upper - lower) / 2), 1)
      let middle = lower + (upper - lower) / 2
      return .discretised(TruncatedNormal(mean: middle, deviation: reach, range: 0...1))
    case .category(let index):
      // Such that n kernels on one category of C make Laplace's rule of succession, (n+1)/(n+C).
      let categories = domain.count ?? 1
      let spread = Double(categories - 1) / Double(count + categories)
      return .categorical(observed: index, count: categories, spread: spread)
    }
  }

  /// The prior of 2011, a normal density as wide as the range at its middle, or all categories alike.
  private static func prior(of domain: ParameterDomain) -> Kernel {
    let normal = TruncatedNormal(mean: 0.5, deviation: 1, range: 0...1)
    return switch domain {
    case .real: .continuous(normal)
    case .integer: .discretised(normal)
    case .categories(let labels):
      .categorical(observed: nil, count: labels.count, spread: 0)
    }
  }
}
