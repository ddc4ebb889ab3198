import CAnnealKernels
import RandomStreams

/// The inner loops of the annealer for one instruction set.
///
/// Every set computes the same bits, so the choice changes speed and nothing else.
public struct KernelSet: Sendable, CustomStringConvertible {
  // Unchecked in effect: the table is a constant of the program.
  nonisolated(unsafe) let table: UnsafePointer<anneal_kernels>

  typealias Accepted =
    @convention(c) (
      UnsafePointer<Int32>?, Int, Int32, UnsafeMutablePointer<anneal_sweep>?,
      UnsafeMutablePointer<Int32>?
    ) -> Int

  /// The fastest set this processor can run.
  public static let best = KernelSet(table: anneal_kernels_best())

  /// All sets this processor can run, fastest first; the last works element by element.
  public static let available = ["avx512", "avx2", "sse2", "neon", "baseline", "scalar"]
    .compactMap(KernelSet.init(named:))

  /// The set with a name, such as `avx2`, or `nil` if this processor cannot run it.
  public init?(named name: String) {
    guard let table = anneal_kernels_named(name) else { return nil }
    self.table = table
  }

  private init(table: UnsafePointer<anneal_kernels>) { self.table = table }

  /// The name: `avx512`, `avx2` or `sse2` on x86-64, `neon` on arm64, `scalar` everywhere.
  public var description: String { String(cString: table.pointee.name) }
}

extension anneal_random16 {
  /// Sixteen generators whose states come from a stream.
  init(using random: inout RandomStream) {
    self.init()
    withUnsafeMutableBytes(of: &self) { bytes in
      for offset in stride(from: 0, to: bytes.count, by: 8) {
        bytes.storeBytes(of: random.next(), toByteOffset: offset, as: UInt64.self)
      }
      // The all-zero state is the one xoshiro cannot leave.
      for lane in 0..<16 {
        let first = bytes.load(fromByteOffset: 4 * lane, as: UInt32.self)
        bytes.storeBytes(of: first | 1, toByteOffset: 4 * lane, as: UInt32.self)
      }
    }
  }
}
