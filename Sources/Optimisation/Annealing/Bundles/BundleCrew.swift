import QUBOModel
import RandomStreams

/// A crew of bundles: replica k is lane k mod 16 of bundle k / 16.
struct BundleCrew<Field>: ReplicaCrew
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable {
  private let bundles: [SweepBundle<Field>]
  private static var lanes: Int { SweepBundle<Field>.lanes }

  /// Creates bundles at random states; bundle k draws from stream k + 1 of the seed.
  init(_ qubo: QUBO, rows: SparseRows<Int32>, bundles: Int, kernels: KernelSet, seed: UInt64) {
    let rows = SweepRows(rows)
    self.bundles = (0..<bundles).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number) + 1)
      return SweepBundle(qubo, rows: rows, kernels: kernels, using: &random)
    }
  }

  var replicaCount: Int { Self.lanes * bundles.count }
  var partCount: Int { bundles.count }
  var acceptedMoves: Int { bundles.reduce(0) { $0 + $1.acceptedMoves } }
  var bestRank: Rank { Rank(violation: 0, energy: bestBundle.bestEnergy) }
  var best: Incumbent<BitVector> { bestBundle.best }

  private var bestBundle: SweepBundle<Field> {
    bundles.dropFirst().reduce(bundles[0]) { $1.bestEnergy < $0.bestEnergy ? $1 : $0 }
  }

  func energy(of replica: Int) -> Int64 {
    bundles[replica / Self.lanes].energy(of: replica % Self.lanes)
  }

  func advance(part: Int, steps: Int, temperatures: [Double]) {
    let first = Self.lanes * part
    bundles[part].advance(
      steps: steps, temperatures: temperatures[first..<first + Self.lanes])
  }
}
