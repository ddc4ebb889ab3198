import Foundation

/// Figures of the annealer's inner loops on this machine, `temper-kernel-benchmark/1`.
///
/// What does not apply to a figure is left out of the document.
public struct KernelReport: Encodable, Sendable {
  private let schema = "temper-kernel-benchmark/1"
  /// The name of the processor, if the system tells.
  public let processor: String?
  /// Whether the models were small and the blocks short.
  public let quick: Bool
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The number of timed blocks behind each spread.
  public let blocks: Int
  /// What one thread reads from memory.
  public let memory: MemoryFigure
  /// A figure for each model, move, temperature and kernel set.
  public let figures: [KernelFigure]

  /// The document as UTF-8, keys sorted, ending with a line feed.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  init(
    processor: String?, benchmark: KernelBenchmark, memory: MemoryFigure, figures: [KernelFigure]
  ) {
    self.processor = processor
    quick = benchmark.isQuick
    seed = benchmark.seed
    blocks = Spread.blocks
    self.memory = memory
    self.figures = figures
  }
}

/// What one thread reads from memory, one address after the other.
public struct MemoryFigure: Encodable, Sendable {
  /// The size of the buffer that was read, in bytes.
  public let bufferBytes: Int
  /// 10⁹ bytes per second.
  public let gigabytesPerSecond: Spread
}

/// What a model's steps or sweeps cost with one kernel set, in nanoseconds of wall time.
public struct KernelFigure: Encodable, Sendable {
  /// The model, as in `dense-7200-int8`.
  public let model: String
  /// The number of bits.
  public let bits: Int
  /// How couplings are stored: `int8`, `int16` or `sparse`.
  public let weights: String
  /// The kernel set, or `portable` where no kernel is involved.
  public let kernels: String
  /// `step` for the Digital Annealer's step, `sweep` for a Metropolis sweep.
  public let move: String
  /// The replicas that advance in turn or together; times are of one of them.
  public let replicas: Int
  /// The temperature, in units of the model's energy.
  public let temperature: Double
  /// What the dynamic offset grows by per rejected step, in the same units.
  public let offsetIncrement: Int
  /// Flips by steps, or by trials of a sweep.
  public let flipShare: Double
  /// Of a Digital Annealer step.
  public let nsPerStep: Spread?
  /// Of a sweep.
  public let nsPerSweep: Spread?
  /// Of one trial in a sweep.
  public let nsPerTrial: Spread?
  /// Time by flips, rejected trials included.
  public let nsPerFlip: Spread
  /// The row that a flip reads, on average.
  public let bytesPerFlip: Int
  /// Bytes read by median time, as a share of what memory gives; above 1 only from caches.
  public let bandwidthShare: Double
}

/// The median and the ends of a few measurements.
public struct Spread: Encodable, Hashable, Sendable {
  /// How many measurements make a spread.
  static let blocks = 5

  /// The median.
  public let median: Double
  /// The least.
  public let min: Double
  /// The largest.
  public let max: Double

  /// Sums up at least one measurement.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    precondition(!sorted.isEmpty, "a spread is of something")
    median = sorted[sorted.count / 2]
    min = sorted[0]
    max = sorted[sorted.count - 1]
  }

  static func / (spread: Spread, divisor: Double) -> Spread {
    Spread([spread.min / divisor, spread.median / divisor, spread.max / divisor])
  }
}
