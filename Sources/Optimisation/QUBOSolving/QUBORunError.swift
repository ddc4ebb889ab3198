public import Failures
import Figures
public import QUBOModel

/// Why a search for the least value of a function came to no outcome.
public enum QUBORunError: ClassifiedError, Hashable {
  /// The search would not fit into memory, or its energies would not be exact.
  case model(QUBOError)
  /// The annealer's energy is not that of its assignment: a defect of this program.
  case wrongEnergy(claimed: Int64, recomputed: Int64)
}

extension QUBORunError {
  /// What happened and what to do.
  public var account: FailureAccount {
    switch self {
    case .model(.memoryLimit(let needed, let limit)):
      FailureAccount(
        .invalidData,
        "the search needs \(ByteCount(needed)) but the limit is \(ByteCount(limit))",
        remedy: "allow more memory, or use fewer replicas")
    case .model(let error): error.account
    case .wrongEnergy(let claimed, let recomputed):
      FailureAccount(
        .defect,
        "the search claims the energy \(claimed) but its assignment has \(recomputed) units",
        remedy: "this is a defect, please report it with the file and the seed")
    }
  }
}
