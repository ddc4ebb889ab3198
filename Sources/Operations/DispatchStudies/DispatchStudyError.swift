public import Failures
import Texts

/// Why policies cannot be compared.
public enum DispatchStudyError: ClassifiedError, Hashable {
  /// No sector has cars.
  case noCars
  /// No policy has this name; these are all names.
  case unknownPolicy(String, known: [String])
  /// Policies of both classes, and these decline.
  case mixedClasses(declining: [String])

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .noCars:
      FailureAccount(
        .invalidData, "no car is on duty in any sector that has areas",
        remedy: "give cars to a sector with areas")
    case .unknownPolicy(let name, let known):
      FailureAccount(
        .usage, "no policy is named \(name.quoted)",
        remedy: "name one of \(known.joined(separator: ", "))")
    case .mixedClasses(let declining):
      FailureAccount(
        .usage,
        "policies that may decline calls (\(declining.joined(separator: ", "))) are not compared "
          + "with policies that never do", remedy: "compare each class by itself")
    }
  }
}
