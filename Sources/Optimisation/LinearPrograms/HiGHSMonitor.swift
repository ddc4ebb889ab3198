/// What a HiGHS run calls back: keeps the incumbent, passes progress on, and stops the run.
///
/// One run owns it; HiGHS calls from the thread that runs, or from one that it waits for.
final class HiGHSMonitor {
  /// The events asked for, with their numbers in `highs_c_api.h`.
  enum Kind: Int32, CaseIterable {
    case simplexInterrupt = 1
    case interiorPointInterrupt = 2
    case improvingSolution = 4
    case branchingLog = 5
    case branchingInterrupt = 6
  }

  private let library: HiGHSLibrary
  private let columnCount: Int
  private let deadline: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool
  private let report: (SolverProgress) -> Void
  private let started: ContinuousClock.Instant
  private var best: Double?
  private var bound = -Double.infinity
  /// The values of the best solution that HiGHS has told of.
  private(set) var incumbent: [Double]?
  /// Whether the run was stopped because somebody asked for it.
  private(set) var wasCancelled = false

  init(
    _ library: HiGHSLibrary, columnCount: Int, options: SolverOptions,
    report: @escaping (SolverProgress) -> Void
  ) {
    self.library = library
    self.columnCount = columnCount
    let now = ContinuousClock.now
    started = now
    deadline = options.timeLimit.map { now + $0 }
    isCancelled = options.isCancelled
    self.report = report
  }

  var elapsed: Duration { started.duration(to: .now) }

  static let callback: HiGHSLibrary.Callback = { number, _, output, input, context in
    guard let kind = Kind(rawValue: number), let output, let context else { return }
    let monitor = Unmanaged<HiGHSMonitor>.fromOpaque(context).takeUnretainedValue()
    if monitor.note(kind, output), let input {
      // `user_interrupt` is the first field, and stays so (HighsCallbackStruct.h).
      input.storeBytes(of: 1, as: Int32.self)
    }
  }

  /// Takes note of an event; returns whether the run is to end.
  private func note(_ kind: Kind, _ output: UnsafeRawPointer) -> Bool {
    switch kind {
    case .simplexInterrupt, .interiorPointInterrupt: break
    case .improvingSolution, .branchingLog, .branchingInterrupt:
      let earlier = (best, bound)
      if kind == .improvingSolution { keepIncumbent(output) }
      keepBound(output)
      if earlier != (best, bound) { reportProgress(output) }
    }
    wasCancelled = wasCancelled || isCancelled()
    // HiGHS looks at its own time limit too seldom to be held to it.
    return wasCancelled || deadline.map { .now >= $0 } ?? false
  }

  private func keepIncumbent(_ output: UnsafeRawPointer) {
    guard
      let values: UnsafePointer<Double> = library.callbackItem(output, "mip_solution")?
        .assumingMemoryBound(to: Double.self),
      let objective: Double = item("objective_function_value", output), objective.isFinite
    else { return }
    if let best, best <= objective { return }
    incumbent = Array(UnsafeBufferPointer(start: values, count: columnCount))
    best = objective
  }

  private func keepBound(_ output: UnsafeRawPointer) {
    if let dual: Double = item("mip_dual_bound", output), dual.isFinite { bound = max(bound, dual) }
  }

  private func reportProgress(_ output: UnsafeRawPointer) {
    let nodes: Int64 = item("mip_node_count", output) ?? 0
    report(
      SolverProgress(incumbent: best, bound: bound, nodes: max(0, Int(nodes)), elapsed: elapsed))
  }

  private func item<Value>(_ name: String, _ output: UnsafeRawPointer) -> Value? {
    library.callbackItem(output, name)?.loadUnaligned(as: Value.self)
  }
}
