package import QUBOModel
import RandomStreams
package import Tempering

/// A crew of bundles: replica k is lane k mod 16 of bundle k / 16.
package struct BundleCrew: FlipCrew {
  private let bundles: [SweepBundle]

  /// Creates bundles at random states; bundle k draws from stream k + 1 of the seed.
  ///
  /// Returns `nil` unless replicas fill whole bundles and the function suits them: it is sparse, and
  /// flip energies end before thresholds do.
  package init?(
    _ qubo: QUBO, replicas: Int, kernels: KernelSet, refusesTies: Bool = false, seed: UInt64
  ) {
    guard replicas % SweepBundle.lanes == 0, qubo.largestFlip < 1 << 30,
      case .sparse32(let rows) = qubo.interactions
    else { return nil }
    let shared = SweepRows(rows)
    bundles = (0..<replicas / SweepBundle.lanes).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number) + 1)
      return SweepBundle(
        qubo, rows: shared, kernels: kernels, refusesTies: refusesTies, using: &random)
    }
  }

  package var partCount: Int { bundles.count }
  package var acceptedMoves: Int { bundles.reduce(0) { $0 + $1.acceptedMoves } }
  package var bestRank: Rank { Rank(violation: 0, energy: bestBundle.bestEnergy) }
  package var best: Incumbent<BitVector> { bestBundle.best }

  private var bestBundle: SweepBundle {
    bundles.dropFirst().reduce(bundles[0]) { $1.bestEnergy < $0.bestEnergy ? $1 : $0 }
  }

  package func energy(of replica: Int) -> Int64 {
    bundles[replica / SweepBundle.lanes].energy(of: replica % SweepBundle.lanes)
  }

  package func state(of replica: Int) -> BitVector {
    bundles[replica / SweepBundle.lanes].state(of: replica % SweepBundle.lanes)
  }

  /// Puts a replica at a state of known energies.
  package func place(_ replica: Int, at state: BitVector, energy: Int64, flipEnergies: [Int64]) {
    bundles[replica / SweepBundle.lanes].place(
      replica % SweepBundle.lanes, at: state, energy: energy, flipEnergies: flipEnergies)
  }

  package func advance(part: Int, steps: Int, temperatures: [Double]) {
    let first = SweepBundle.lanes * part
    bundles[part].advance(
      steps: steps, temperatures: temperatures[first..<first + SweepBundle.lanes])
  }
}
