/// Why a solver gave no answer that can be used.
public enum SolverError: Error, Hashable, Sendable {
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

extension SolverError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  public var description: String {
    switch self {
    case .unavailable(let attempts):
      "there is no HiGHS library (tried \(attempts.joined(separator: "; "))); run 'make setup' in "
        + "Temper's folder, or set TEMPER_HIGHS_LIBRARY to the path of libhighs.so, 1.11 or later"
    case .invalidProgram(let reason):
      "this is no linear program: \(reason)"
    case .pythonFailed(let words):
      "CP-SAT cannot be had from Python (\(words)); run 'pip install ortools', or set TEMPER_PYTHON "
        + "to a Python that has it"
    case .refused(let call):
      "the solver refuses \(call); this is a defect, please report it with the input"
    case .failed(let status):
      "HiGHS ends with model status \(status), which is no answer; another --seed may help"
    case .wrongAnswer(let reason):
      "the solver's answer is wrong: \(reason); please report it with the input"
    }
  }
}
