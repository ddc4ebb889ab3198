import LinearPrograms
import QUBOModel

/// The search for the least energy of a linearised function, and for a proof.
struct LinearisedSearch {
  private let linearised: LinearisedQUBO
  private var options: SolverOptions
  private let report: (SolverProgress) -> Void
  private let deadline: ContinuousClock.Instant?

  init(
    _ linearised: LinearisedQUBO, options: SolverOptions,
    report: @escaping (SolverProgress) -> Void
  ) {
    self.linearised = linearised
    self.options = options
    self.report = report
    deadline = options.timeLimit.map { .now + $0 }
  }

  /// How many searches for something better have to fail.
  private static let confirmations = 2

  private var qubo: QUBO { linearised.qubo }

  /// Root, branch and bound, and searches for anything better than what that found.
  func run() throws(ExactError) -> ExactMinimum {
    let root = try rootBound()
    let outcome = try solve(linearised.program, seed: options.seed, report: report)
    let bound = max(root, claimedBound(of: outcome))
    guard let first = outcome.solution.map(assignment) else {
      return ExactMinimum(
        assignment: nil, energy: nil, bound: bound == .min ? nil : bound,
        wasCancelled: outcome.status == .interrupted, doubt: nil)
    }
    var (bits, energy) = (first, qubo.energy(of: first))
    var (failures, seed, status) = (0, options.seed, outcome.status)
    guard bound <= energy else {
      throw .wrongAnswer("the bound \(bound) is above the energy \(energy)")
    }
    while status == .optimal, energy > root, isChecked, failures < Self.confirmations {
      seed = (seed &+ 1) & .max
      let next = try solve(
        linearised.program.costing(atMost: Double(energy - qubo.offset - 1)), seed: seed
      ) { _ in }
      if let found = next.solution.map(assignment), qubo.energy(of: found) < energy {
        (bits, energy, failures) = (found, qubo.energy(of: found), 0)
        status = next.status
      } else if next.status == .infeasible {
        failures += 1
      } else {
        status = next.status
      }
    }
    let isProven = energy <= root || failures == Self.confirmations
    return ExactMinimum(
      assignment: bits, energy: energy, bound: isProven ? energy : min(bound, energy - 1),
      wasCancelled: status == .interrupted,
      doubt: isProven ? nil : doubt(status))
  }

  /// Whether a solver's tolerances are less than a unit of these energies.
  private var isChecked: Bool { qubo.largestEnergy <= LinearisedQUBO.largestCheckedEnergy }

  private func doubt(_ status: LinearStatus) -> String {
    if status == .timeLimit { return "the time was up" }
    if status == .interrupted { return "it was interrupted" }
    if !isChecked {
      return
        "the coefficients add up to \(qubo.largestEnergy) units, of which one is less than the "
        + "tolerances of the LP solver"
    }
    return "the LP solver calls it optimal, which could not be confirmed"
  }

  /// What the linear program proves, in whole numbers.
  private func rootBound() throws(ExactError) -> Int64 {
    let outcome = try solve(linearised.program.relaxed, seed: options.seed) { _ in }
    guard outcome.status == .optimal, let duals = outcome.solution?.rowDuals,
      let bound = linearised.program.wholeBound(rowDuals: duals)
    else { return .min }
    return Int64(bound) + qubo.offset
  }

  /// What a search says, less its tolerances.
  private func claimedBound(of outcome: LinearOutcome) -> Int64 {
    let rounding = Double(qubo.largestEnergy) * 0x1p-50
    let margin = 1e-6 * max(1, abs(outcome.bound)) + rounding
    return Int64(exactly: (outcome.bound - margin).rounded(.up)).map { $0 + qubo.offset } ?? .min
  }

  private func assignment(_ solution: LinearSolution) -> BitVector {
    BitVector((0..<qubo.variableCount).map { solution.values[$0] == 1 })
  }

  private func solve(
    _ program: LinearProgram, seed: Int32, report: @escaping (SolverProgress) -> Void
  ) throws(ExactError) -> LinearOutcome {
    var options = options
    options.seed = seed
    if program.columnCount != options.start?.count || !program.hasIntegers { options.start = nil }
    // A millisecond, since a solver takes no less for a limit.
    options.timeLimit = deadline.map { max(.milliseconds(1), ContinuousClock.now.duration(to: $0)) }
    return try ExactError.solving { () throws(SolverError) in
      try HiGHSSolver().solve(program, options: options, report: report)
    }
  }
}
