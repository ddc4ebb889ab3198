public import Failures

/// Why a solver gave no answer that can be used.
public enum SolverError: ClassifiedError, Hashable {
  /// No usable HiGHS library was found; each candidate with what the loader said.
  case unavailable([String])
  /// The program is none: it is empty, or has numbers that are not.
  case invalidProgram(String)
  /// Python, or OR-Tools in it, cannot be had; with what it said.
  case pythonFailed(String)
  /// The solver refuses a call that should succeed.
  case refused(call: String)
  /// HiGHS ends with a status that says nothing about the program.
  case failed(modelStatus: Int32)
  /// The solver claims what its own numbers, computed again, do not bear out.
  case wrongAnswer(String)
}

extension SolverError {
  /// What happened and what to do.
  public var account: FailureAccount {
    switch self {
    case .unavailable(let attempts):
      FailureAccount(
        .missingLibrary, "there is no HiGHS library (tried \(attempts.joined(separator: "; ")))",
        remedy: .installLibrary(
          "libhighs.so, 1.11 or later", variable: HiGHSLibrary.environmentVariable))
    case .invalidProgram(let reason):
      FailureAccount(.defect, "this is no linear program: \(reason)")
    case .pythonFailed(let words):
      FailureAccount(
        .missingLibrary, "CP-SAT cannot be had from Python (\(words))",
        remedy: .installPythonPackage("ortools", variable: PythonInterpreter.environmentVariable))
    case .refused(let call):
      FailureAccount(
        .defect, "the solver refuses \(call)",
        remedy: "this is a defect, please report it with the input")
    case .failed(let status):
      FailureAccount(
        .defect, "HiGHS ends with model status \(status), which is no answer", remedy: .otherSeed)
    case .wrongAnswer(let reason):
      FailureAccount(
        .defect, "the solver's answer is wrong: \(reason)",
        remedy: "please report it with the input")
    }
  }
}
