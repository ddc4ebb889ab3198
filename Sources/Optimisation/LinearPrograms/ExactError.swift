/// Why there is no exact answer at all.
public enum ExactError: Error, Hashable, Sendable {
  /// The solver cannot be had, or gave no answer that can be used.
  case solver(SolverError)
  /// The model would not fit into memory; with its size in words.
  case tooLarge(String)
  /// The method does not hold for this instance; with the reason.
  case notApplicable(String)
  /// The end was asked for, or the time was up, before there was an answer.
  case interrupted
  /// An answer contradicts itself: a defect of the solver or of this program.
  case wrongAnswer(String)
}

extension ExactError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  public var description: String {
    switch self {
    case .solver(let error): error.description
    case .tooLarge(let reason): "\(reason), which is too many; use --method aggregated"
    case .notApplicable(let reason): "\(reason); use --method automatic"
    case .interrupted: "there was no time for an answer; raise --time-limit"
    case .wrongAnswer(let reason):
      "the exact answer contradicts itself: \(reason); this is a defect, please report it with the "
        + "instance"
    }
  }
}

extension ExactError {
  /// Does what needs a solver; its errors become those of exact answers.
  package static func solving<Value>(
    _ body: () throws(SolverError) -> Value
  ) throws(ExactError) -> Value {
    do throws(SolverError) { return try body() } catch { throw .solver(error) }
  }
}
