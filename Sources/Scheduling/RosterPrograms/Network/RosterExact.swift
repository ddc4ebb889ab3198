public import LinearPrograms
public import PatrolModel
import ScheduleChecking

/// Solves a roster by its integer program, and asks again before it calls a plan the best.
///
/// HiGHS has called plans optimal that are not: on the flow model of a night with an optimum of 1543.2
/// minutes, 4 of 20 seeds ended at 1543.6 or 1544.1. So a plan of value U counts as proven if the bound,
/// rounded up to what sums can be, is U, or if the program with the row `objective ≤ U − one unit` is
/// infeasible twice, with different seeds.
public struct RosterExact: Sendable {
  /// The shift.
  public let instance: PatrolInstance
  /// The most time for all of it; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// A plan to stay near.
  public var changes: PlanChanges?
  /// The threads of the solver.
  public var threads = 1
  /// The seed of the solver's random numbers.
  public var seed: Int32 = 0
  /// Asked again and again, on any thread; `true` ends the run.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The most arcs of a network that is handed to the solver.
  ///
  /// A night of 40 cars that are alike, 25 sectors and 16 steps has 15 · 25² = 9,375 between its steps; told
  /// apart, its cars have 40 times as many. The limit lies between the two, and is not tuned.
  public static let mostArcs = 150_000

  /// Creates a solver for a shift.
  public init(_ instance: PatrolInstance) { self.instance = instance }

  /// Whether the program of the shift is small enough to be worth a try.
  public var isApplicable: Bool {
    RosterNetwork.size(of: instance, single: changes != nil) <= Self.mostArcs
  }

  /// Solves; time up is no error.
  ///
  /// - Throws: ``ExactError`` if the solver cannot be had or answers nonsense.
  public func solve() throws(ExactError) -> RosterResult {
    let start = ContinuousClock.now
    let model = RosterProgram(RosterNetwork(instance, changes: changes))
    let run = try ExactError.solving { () throws(SolverError) in
      ProvenRun(
        solver: try HiGHSSolver(), threads: threads, seed: seed, isCancelled: isCancelled,
        deadline: timeLimit.map { start + $0 })
    }
    return try ExactError.solving { () throws(SolverError) in try solve(model, run) }
  }

  /// The worst car first where the objective says so, and the total with that.
  private func solve(
    _ model: RosterProgram, _ run: ProvenRun
  ) throws(SolverError) -> RosterResult {
    var result = RosterResult()
    result.solver = run.solver.title
    guard let first = model.ofWorstCar, changes == nil else {
      let answer = try run.minimise(model.program, unit: unit)
      result.take(answer, model)
      result.bound = answer.bound
      return result
    }
    let worst = try run.minimise(first, unit: RosterProgram.perTenth)
    result.take(worst, model)
    result.bound = worst.bound
    guard worst.proof != .open, let value = worst.value else { return result }
    let total = try run.minimise(
      model.limitingWorst(to: value / RosterProgram.perTenth), unit: RosterProgram.perTenth)
    result.take(total, model)
    if worst.proof == .claimed && result.proof == .proven { result.proof = .claimed }
    return result
  }

  /// All values of the objective are multiples of this, in thousandths of minutes.
  private var unit: Int {
    guard case .fair(let hundredths) = instance.roster.objective else {
      return RosterProgram.perTenth
    }
    return greatestCommonDivisor(RosterProgram.perTenth, hundredths)
  }

  private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}

extension RosterResult {
  fileprivate mutating func take(_ answer: ProvenRun.Answer, _ model: RosterProgram) {
    nodes += answer.nodes
    proof = answer.proof
    isInfeasible = answer.isInfeasible
    guard let values = answer.values else { return }
    if let schedule = model.schedule(of: values) {
      self.schedule = schedule
    } else {
      proof = .open
    }
  }
}
