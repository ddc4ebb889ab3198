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
  /// A line of a file is not one of shifts that were kept.
  case noCheckpoint(file: String, line: Int, expected: String)
  /// A file keeps shifts of another region, or by other policies.
  case otherCheckpoint(file: String)

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
    case .noCheckpoint(let file, let line, let expected):
      FailureAccount(
        .invalidData, "\(file.escaped), line \(line): expected \(expected)",
        remedy: "give the file that the comparison was kept in, or begin anew")
    case .otherCheckpoint(let file):
      FailureAccount(
        .invalidData,
        "\(file.escaped): keeps a comparison of other shifts, policies or models",
        remedy: "give the same options as then, or name another file")
    }
  }
}
