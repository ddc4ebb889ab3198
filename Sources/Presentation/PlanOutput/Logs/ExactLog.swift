import Contradictions
public import ExactScheduling
public import Failures
import Figures
public import InstanceSources
import LinearPrograms
public import PatrolModel
public import Planning
import ScheduleChecking

/// Turns an exact run's events into a log: incumbents and bounds as they come.
///
/// A line in the table appears for a better schedule (`*`), and for a better bound (`+`) if half a
/// second has passed since the last line.
public struct ExactLog {
  private let solver: ExactSolver
  private let optimum: KnownOptimum?
  private let remedies: (Remedy) -> String
  private let write: (String) -> Void
  private var table: ProgressLog
  private var incumbent: Minutes?
  private var bound: Minutes?

  /// Creates a log that hands finished lines to `write`, and puts what may help as `remedies` do.
  public init(
    _ solver: ExactSolver, optimum: KnownOptimum?,
    remedies: @escaping (Remedy) -> String = { $0.description },
    write: @escaping (String) -> Void
  ) {
    self.solver = solver
    self.optimum = optimum
    self.remedies = remedies
    self.write = write
    table = ProgressLog(
      [
        .init("Nodes", width: 14), .init("Best", width: 10), .init("Bound", width: 10),
        .init("Gap", width: 10), .init("Time", width: 11),
      ], write: write)
  }

  /// Writes what is known before the run.
  public func header(version: String) {
    write(
      "Temper \(version), \(Figure.count(solver.threads, "thread")), "
        + "seed \(solver.seed)")
    for line in solver.instance.logLines { write(line) }
    write("Method    \(solver.method.words(for: solver.instance))")
  }

  /// Writes what an event deserves.
  public mutating func note(_ event: ExactEvent) {
    switch event {
    case .built(let columns, let rows, let terms, let time):
      if let title = solver.engine.title { write("Solver    \(title)") }
      write(
        "Model     \(Figure.grouped(columns)) variables, \(Figure.grouped(rows)) rows, "
          + "\(Figure.grouped(terms)) coefficients; built in \(Figure.clock(time))")
    case .relaxed(let bound, let time):
      write("LP        no plan travels less than \(bound) minutes; solved in \(Figure.clock(time))")
    case .restricted(let columns, let cost):
      write(
        "Sift      \(Figure.grouped(columns)) variables with reduced costs up to \(cost) minutes")
    case .progress(let incumbent, let bound, let nodes, let time):
      noteProgress(incumbent, bound, nodes, time)
    }
  }

  /// Writes how the run ended.
  public func footer(_ outcome: ExactOutcome) {
    write("")
    write("Status    \(Self.words(outcome, of: solver.instance, remedies: remedies))")
    guard let result = outcome.result else { return }
    for line in outcome.plan?.logLines(optimum: optimum) ?? [] { write(line) }
    let bound = result.bound.map { "no plan travels less than \($0) minutes" } ?? "none known"
    write("Bound     \(bound)\(result.gap.map { ", gap \(Figure.percent($0))" } ?? "")")
    write("Search    nodes \(Figure.grouped(result.nodes)); ended by \(result.end.rawValue)")
  }

  /// How a run ended, in a planner's words.
  public static func words(
    _ outcome: ExactOutcome, of instance: PatrolInstance,
    remedies: (Remedy) -> String = { $0.description }
  ) -> String {
    switch outcome.status {
    case .optimal: return "proven optimal"
    case .feasible:
      return "feasible, not proven optimal"
        + (outcome.wasCancelled ? " (interrupted, best so far)" : "")
    case .infeasible:
      return SolverLog.infeasible(outcome.reasons(of: instance))
    case .noneFound:
      return "no feasible schedule found; try \(remedies(.moreTime)), or \(remedies(.anneal))"
    }
  }

  private mutating func noteProgress(
    _ incumbent: Minutes?, _ bound: Minutes?, _ nodes: Int, _ time: Duration
  ) {
    let isBetter = incumbent.map { new in self.incumbent.map { new < $0 } ?? true } ?? false
    let isTighter = bound.map { new in self.bound.map { new > $0 } ?? true } ?? false
    guard isBetter || isTighter && table.isDue(at: time) else { return }
    if isBetter { self.incumbent = incumbent }
    if isTighter { self.bound = bound }
    let gap = zip(self.incumbent, self.bound).flatMap { best, bound in
      best == .zero ? nil : Figure.percent((best.value - bound.value) / best.value)
    }
    let cells = [
      Figure.grouped(nodes), self.incumbent?.description ?? "-", self.bound?.description ?? "-",
      gap ?? "-", Figure.clock(time),
    ]
    table.write(isBetter ? "*" : "+", at: time, cells)
  }

  private func zip(_ a: Minutes?, _ b: Minutes?) -> (Minutes, Minutes)? {
    if let a, let b { (a, b) } else { nil }
  }
}
