import Figures

/// Why a quadratic function cannot be built exactly.
public enum QUBOError: Error, Hashable, Sendable {
  /// A sum of coefficients leaves the range in which energies are exact, ±2⁶².
  case energyOutOfRange
  /// A coupling is too large for every storage, or not exact in it.
  case coefficientNotExact(Int64, storage: String)
  /// The model would take more memory than allowed, in bytes.
  case memoryLimit(needed: Int, limit: Int)
}

extension QUBOError: CustomStringConvertible {
  /// What happened and what to do, in one sentence each.
  public var description: String {
    switch self {
    case .energyOutOfRange:
      "the coefficients add up to more than 2^62 units, beyond which energies are not exact; "
        + "use smaller penalty weights or a coarser scale"
    case .coefficientNotExact(let value, let storage):
      "the coefficient \(value) cannot be held exactly in \(storage) storage; use another storage "
        + "or smaller penalty weights"
    case .memoryLimit(let needed, let limit):
      "the model needs \(ByteCount(needed)) but the limit is \(ByteCount(limit)); raise "
        + "--memory-limit, use fewer --replicas, or --moves exchange, which needs no matrix"
    }
  }
}
