import Annealing
public import ExactScheduling
import LinearPrograms
import PatrolModel
import ScheduleChecking

/// Plans a shift by the way that promises most: the exact method first, and annealing where that has no
/// proof within its share of the time.
public struct PortfolioRun: Sendable {
  /// What to solve, how, and for how long: the annealer's part.
  public let request: SolveRequest
  /// The exact part; its limit is set here.
  public let solver: ExactSolver

  /// The share of the time limit that the exact method has.
  ///
  /// Where it ends with a proof it mostly needs a few seconds; where it does not, the annealer gains most
  /// in the first half of its time. A plan close to the bound leaves annealing nothing: it has all of it.
  private static let exactShare = 2

  /// Creates a run of a request; a plan within `gap` of the bound, 0 for a proof, is good enough.
  public init(_ request: SolveRequest, gap: Double, solverSeed: Int32 = 0) {
    self.request = request
    var solver = ExactSolver(request.instance)
    // The exact method starts from plans only.
    solver.start = request.start.flatMap {
      ScheduleChecker(request.instance).judge($0).isFeasible ? $0 : nil
    }
    solver.relativeGap = gap
    solver.threads = request.threads
    solver.seed = solverSeed
    solver.timeLimit = request.stop.time.map { $0 / Self.exactShare }
    solver.closeTimeLimit = request.stop.time
    solver.isCancelled = request.stop.isCancelled
    self.solver = solver
  }

  /// Runs to the end; the logs are told what happens, on the calling thread.
  ///
  /// - Throws: ``SolveError`` or ``ExactError`` if an answer is refused. That there is no solver is none:
  ///   the annealer plans then.
  public func run(
    exact: @escaping (ExactEvent) -> Void = { _ in }, annealing: (SolveEvent) -> Void = { _ in },
    turning: (PortfolioTurn) -> Void = { _ in }
  ) throws -> PortfolioOutcome {
    let start = ContinuousClock.now
    let proof: ExactOutcome
    do throws(ExactError) {
      proof = try ExactRun(solver, balances: request.balances).run(log: exact)
    } catch {
      guard let turn = PortfolioTurn(error) else { throw error }
      turning(turn)
      return .annealed(try SolveRun(remaining(since: start)).run(log: annealing), exact: nil)
    }
    guard wantsMore(than: proof, since: start) else { return .exact(proof) }
    turning(.noProof)
    var rest = remaining(since: start, from: better(proof.plan))
    rest.knownBound = proof.result?.bound
    let found = try SolveRun(rest).run(log: annealing)
    guard let travel = found.plan?.verdict.totalTravel else { return .exact(proof) }
    if let known = proof.plan?.verdict.totalTravel, known <= travel { return .exact(proof) }
    return .annealed(found, exact: proof)
  }

  private func wantsMore(
    than proof: ExactOutcome, since start: ContinuousClock.Instant
  ) -> Bool {
    let isOver = request.stop.time.map { start.duration(to: .now) >= $0 * 0.99 } ?? false
    return switch proof.status {
    case .optimal, .infeasible: false
    case .feasible: proof.result?.end != .gap && !isOver && !request.stop.isCancelled()
    case .noneFound: !request.stop.isCancelled()
    }
  }

  /// The plan to anneal from: the one that travels less of the exact method's and the one given.
  private func better(_ plan: CheckedPlan?) -> Schedule? {
    guard let plan, let given = request.start else { return plan?.schedule ?? request.start }
    let verdict = ScheduleChecker(request.instance).judge(given)
    return verdict.isFeasible && verdict.totalTravel < plan.verdict.totalTravel
      ? given : plan.schedule
  }

  private func remaining(
    since start: ContinuousClock.Instant, from plan: Schedule? = nil
  ) -> SolveRequest {
    var request = request
    request.start = plan ?? request.start
    request.stop.time = request.stop.time.map {
      max(.milliseconds(1), $0 - start.duration(to: .now))
    }
    return request
  }
}

/// Why the annealer takes over.
public enum PortfolioTurn: Hashable, Sendable {
  /// The exact method ended without a proof.
  case noProof
  /// There is no solver.
  case noSolver
  /// The exact model is too large, or does not hold for the shift; with the reason.
  case notApplicable(String)

  init?(_ error: ExactError) {
    switch error {
    case .solver(.unavailable): self = .noSolver
    case .tooLarge(let reason, _), .notApplicable(let reason, _): self = .notApplicable(reason)
    default: return nil
    }
  }

  /// The way taken from here on, and why, in one line.
  public var words: String {
    switch self {
    case .noProof: "annealing: the exact method found no proof in its half of the time"
    case .noSolver: "annealing: there is no solver for the exact method"
    case .notApplicable(let reason): "annealing: \(reason)"
    }
  }
}

/// What a portfolio came to, told by whoever found the better plan.
public enum PortfolioOutcome: Sendable {
  /// The exact method's answer.
  case exact(ExactOutcome)
  /// The annealer's, and what the exact method had found before, if it was asked.
  case annealed(SolveOutcome, exact: ExactOutcome?)
}
