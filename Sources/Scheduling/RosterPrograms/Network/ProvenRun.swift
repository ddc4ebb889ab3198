import LinearPrograms

/// Minimises a program of whole costs until there is a proof that holds without the solver's word.
struct ProvenRun {
  /// What a minimisation came to.
  struct Answer {
    var values: [Double]?
    /// The objective of the values.
    var value: Int?
    /// No values cost less.
    var bound: Int?
    var proof = RosterProof.open
    var isInfeasible = false
    var nodes = 0
  }

  let solver: any LinearSolver
  let threads: Int
  let seed: Int32
  let isCancelled: @Sendable () -> Bool
  let deadline: ContinuousClock.Instant?

  /// How many searches for something better have to fail.
  private static let confirmations = 2

  /// Minimises; all objectives are multiples of `unit`.
  func minimise(_ program: LinearProgram, unit: Int) throws(SolverError) -> Answer {
    var answer = Answer()
    var seed = seed
    var confirmed = 0
    let root = try rootBound(of: program, unit)
    answer.bound = root
    while true {
      guard let outcome = try solve(program, below: answer.value.map { $0 - unit }, seed) else {
        return answer
      }
      answer.nodes += outcome.nodes
      if let found = outcome.solution {
        confirmed = 0
        answer.values = found.values
        answer.value = Int(found.objective.rounded())
        if outcome.status == .optimal { answer.proof = .claimed }
        if let root, let value = answer.value, value <= root { confirmed = Self.confirmations }
      } else if outcome.status == .infeasible {
        confirmed += 1
      } else {
        return answer
      }
      guard outcome.status == .optimal || outcome.status == .infeasible else { return answer }
      if confirmed == Self.confirmations {
        answer.isInfeasible = answer.value == nil
        answer.bound = answer.value
        answer.proof = .proven
        return answer
      }
      seed = (seed &+ 1) & .max
    }
  }

  /// One search for good values, in a part of the time that is left; `nil` if none were found.
  func search(
    _ program: LinearProgram, for share: Double
  ) throws(SolverError) -> (values: [Double], value: Int)? {
    var run = self
    if let deadline {
      run = Self(
        solver: solver, threads: threads, seed: seed, isCancelled: isCancelled,
        deadline: .now + ContinuousClock.now.duration(to: deadline) * share)
    }
    guard let found = try run.solve(program, below: nil, seed)?.solution else { return nil }
    return (found.values, Int(found.objective.rounded()))
  }

  /// What the program without the demand for whole numbers proves; `nil` if there was no time.
  private func rootBound(of program: LinearProgram, _ unit: Int) throws(SolverError) -> Int? {
    guard let outcome = try solve(program.relaxed, below: nil, seed), outcome.status == .optimal,
      let root = outcome.solution
    else { return nil }
    return roundedUp(root.objective, unit)
  }

  /// One search, for values below a limit if there is one; `nil` if there is no time left.
  private func solve(
    _ program: LinearProgram, below limit: Int?, _ seed: Int32
  ) throws(SolverError) -> LinearOutcome? {
    var options = SolverOptions()
    options.threads = threads
    options.seed = seed
    options.isCancelled = isCancelled
    options.absoluteGap = 0.5
    if let deadline {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return nil }
      options.timeLimit = left
    }
    guard !isCancelled() else { return nil }
    let program = limit.map { program.costing(atMost: Double($0)) } ?? program
    return try solver.solve(program, options: options) { _ in }
  }

  /// The least multiple of a unit that a bound leaves; the margin is the solver's tolerance.
  private func roundedUp(_ bound: Double, _ unit: Int) -> Int? {
    guard bound.isFinite, abs(bound) < 1e15 else { return nil }
    let units = (bound - 1e-6 * max(1, abs(bound))) / Double(unit)
    return Int(units.rounded(.up)) * unit
  }
}
