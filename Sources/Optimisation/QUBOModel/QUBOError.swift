public import Failures
import Figures

/// Why a quadratic function cannot be built exactly.
public enum QUBOError: ClassifiedError, Hashable {
  /// A sum of coefficients leaves the range in which energies are exact, ±2⁶².
  case energyOutOfRange
  /// A coupling is too large for every storage, or not exact in it.
  case coefficientNotExact(Int64, storage: String)
  /// The model would take more memory than allowed, in bytes.
  case memoryLimit(needed: Int, limit: Int)
}

extension QUBOError {
  /// What happened and what to do.
  public var account: FailureAccount {
    switch self {
    case .energyOutOfRange:
      FailureAccount(
        .invalidData,
        "the coefficients add up to more than 2^62 units, beyond which energies are not exact",
        remedy: "use smaller penalty weights or a coarser scale")
    case .coefficientNotExact(let value, let storage):
      FailureAccount(
        .invalidData, "the coefficient \(value) cannot be held exactly in \(storage) storage",
        remedy: "use another storage or smaller penalty weights")
    case .memoryLimit(let needed, let limit):
      FailureAccount(
        .invalidData, "the model needs \(ByteCount(needed)) but the limit is \(ByteCount(limit))",
        remedy: .raiseMemoryLimit)
    }
  }
}
