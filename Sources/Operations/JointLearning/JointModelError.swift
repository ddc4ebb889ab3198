package import Failures
import Texts

/// Why a file is no model of patrol and dispatch, or not one for these beats.
package enum JointModelError: ClassifiedError, Hashable {
  /// The file says something else of itself, or nothing.
  case noModel(file: String, key: String, found: String?)
  /// It was made for other beats, cars or calls; what is given, and what it was made for.
  case otherWorld(file: String, given: String, trained: String)

  /// What is wrong and what to do.
  package var account: FailureAccount {
    switch self {
    case .noModel(let file, let key, let found):
      FailureAccount(
        .invalidData,
        "\(file.escaped): expected a model of patrol and dispatch, but its card says "
          + "\(found.map { $0.quoted } ?? "nothing") of \(key)",
        remedy: "give a file that training wrote")
    case .otherWorld(let file, let given, let trained):
      FailureAccount(
        .invalidData, "\(file.escaped): the model was made for \(trained), not for \(given)",
        remedy: "give the beats, cars and calls that it was made for")
    }
  }
}
