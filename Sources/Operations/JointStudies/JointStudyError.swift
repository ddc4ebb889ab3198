package import Failures
import Texts

/// Why policies of patrol and answer cannot be compared.
package enum JointStudyError: ClassifiedError, Hashable {
  /// No policy has this name; these are all names.
  case unknownPolicy(String, known: [String])

  /// What is wrong and what to do.
  package var account: FailureAccount {
    switch self {
    case .unknownPolicy(let name, let known):
      FailureAccount(
        .usage, "no policy is named \(name.quoted)",
        remedy: "name one of \(known.joined(separator: ", "))")
    }
  }
}
