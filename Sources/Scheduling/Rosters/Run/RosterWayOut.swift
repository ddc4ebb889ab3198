import Contradictions
import LinearPrograms
import PatrolModel
import RosterPrograms
import Tempering

/// Why a roster has no plan, and which rule to take back for one.
struct RosterWayOut {
  private let request: RosterRequest
  private let deadline: ContinuousClock.Instant

  /// Answers for the shift of a request, until a deadline.
  init(_ request: RosterRequest, until deadline: ContinuousClock.Instant) {
    self.request = request
    self.deadline = deadline
  }

  /// What makes a plan impossible; `known` if there is no time to tell, or no rule to take back.
  ///
  /// - Throws: What planning without some rules throws, but for the end of the time or a lack of a solver.
  func conflicts(
    known: [PlanningConflict]
  ) throws(ExactError) -> (found: [PlanningConflict], report: ConflictReport<Int>?) {
    let rules = known.compactMap(\.rules)
    guard known.isEmpty || !rules.isEmpty else { return (known, nil) }
    do throws(ExactError) {
      // Named first, so that the words are there whatever time the cheapest way out takes.
      let named =
        rules.isEmpty ? try search.conflict(on: request.instance).map { [$0] } : rules
      guard let named else { return (known, nil) }
      do throws(ExactError) {
        let report = try search.report(on: request.instance, known: named)
        return ((report?.conflicts ?? named).map(PlanningConflict.rules), report)
      } catch {
        guard error.leavesOpen else { throw error }
        return (named.map(PlanningConflict.rules), nil)
      }
    } catch {
      guard error.leavesOpen else { throw error }
      return (known, nil)
    }
  }

  private var search: ConflictSearch<Int, ExactError> {
    ConflictSearch { (instance, anyWillDo) throws(ExactError) in
      guard instance.planningConflicts().isEmpty else { return nil }
      if let value = annealedValue(of: instance, anyWillDo) { return value }
      var request = request
      (request.instance, request.start, request.changes) = (instance, nil, nil)
      request.explainsImpossible = false
      request.timeLimit = try remaining()
      let outcome = try RosterRun(request).run()
      guard outcome.value != nil || outcome.isInfeasible else { throw .interrupted }
      return outcome.value?.thousandths
    }
  }

  /// The value of a plan that is found at once, if there is one.
  private func annealedValue(of instance: PatrolInstance, _ anyWillDo: Bool) -> Int? {
    var annealing = RosterAnnealing(instance, seed: request.seed)
    annealing.threads = request.threads
    let stop = Stop(
      steps: Self.trialSteps, time: max(.zero, ContinuousClock.now.duration(to: deadline)),

      targetEnergy: anyWillDo ? .max : nil, isCancelled: request.isCancelled)
    let found = annealing.run(until: stop).best
    return found.isValid ? Int(found.energy) : nil
  }

  /// Steps of each replica that find a plan where one is easy to find, else the program is asked; not tuned.
  private static let trialSteps = 5_000

  private func remaining() throws(ExactError) -> Duration {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero, !request.isCancelled() else { throw .interrupted }
    return left
  }
}

extension ExactError {
  /// Whether there was no time, or no solver, to tell more than is known.
  fileprivate var leavesOpen: Bool {
    if case .solver(.unavailable) = self { true } else { self == .interrupted }
  }
}
