package import QUBOModel
import RandomStreams
package import Tempering

/// A crew of bundles: replica k is lane k mod 16 of bundle k / 16.
package struct BundleCrew: ReplicaCrew {
  private let bundles: [SweepBundle]

  /// Creates bundles at random states; bundle k draws from stream k + 1 of the seed.
  ///
  /// Returns `nil` unless replicas fill whole bundles and the function suits them: it is sparse, and
  /// lanes hold its energies in 32 bits.
  package init?(_ qubo: QUBO, replicas: Int, kernels: KernelSet, seed: UInt64) {
    guard replicas % SweepBundle.lanes == 0, qubo.largestEnergy < Int32.max,
      case .sparse32(let rows) = qubo.interactions
    else { return nil }
    let shared = SweepRows(rows)
    bundles = (0..<replicas / SweepBundle.lanes).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number) + 1)
      return SweepBundle(qubo, rows: shared, kernels: kernels, using: &random)
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

  package func advance(part: Int, steps: Int, temperatures: [Double]) {
    let first = SweepBundle.lanes * part
    bundles[part].advance(
      steps: steps, temperatures: temperatures[first..<first + SweepBundle.lanes])
  }
}
