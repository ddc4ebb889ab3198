import CHiGHS

/// What a HiGHS run calls back: keeps the incumbent, passes progress on, and stops the run.
///
/// One run owns it; HiGHS calls from the thread that runs, or from one that it waits for.
final class HiGHSMonitor {
  /// The events that are asked for.
  static let kinds = [
    kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipImprovingSolution,
    kHighsCallbackMipLogging, kHighsCallbackMipInterrupt,
  ]

  private let library: CHiGHSFunctions
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
    _ library: CHiGHSFunctions, columnCount: Int, options: SolverOptions,
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

  static let callback: HighsCCallbackType = { kind, _, output, input, context in
    guard let output, let context else { return }
    let monitor = Unmanaged<HiGHSMonitor>.fromOpaque(context).takeUnretainedValue()
    // `user_interrupt` is the first field in all versions (HighsCallbackStruct.h).
    if monitor.note(kind, output) { input?.pointee.user_interrupt = 1 }
  }

  /// Takes note of an event; returns whether the run is to end.
  private func note(_ kind: HighsInt, _ output: UnsafePointer<HighsCallbackDataOut>) -> Bool {
    if kind != kHighsCallbackSimplexInterrupt && kind != kHighsCallbackIpmInterrupt {
      let earlier = (best, bound)
      if kind == kHighsCallbackMipImprovingSolution { keepIncumbent(output) }
      keepBound(output)
      if earlier != (best, bound) { reportProgress(output) }
    }
    wasCancelled = wasCancelled || isCancelled()
    // HiGHS looks at its own time limit too seldom to be held to it.
    return wasCancelled || deadline.map { .now >= $0 } ?? false
  }

  private func keepIncumbent(_ output: UnsafePointer<HighsCallbackDataOut>) {
    guard
      let values: UnsafePointer<Double> = library.callbackItem(
        output, kHighsCallbackDataOutMipSolutionName)?
        .assumingMemoryBound(to: Double.self),
      let objective: Double = item(kHighsCallbackDataOutObjectiveFunctionValueName, output),
      objective.isFinite
    else { return }
    if let best, best <= objective { return }
    incumbent = Array(UnsafeBufferPointer(start: values, count: columnCount))
    best = objective
  }

  private func keepBound(_ output: UnsafePointer<HighsCallbackDataOut>) {
    if let dual: Double = item(kHighsCallbackDataOutMipDualBoundName, output), dual.isFinite {
      bound = max(bound, dual)
    }
  }

  private func reportProgress(_ output: UnsafePointer<HighsCallbackDataOut>) {
    let nodes: Int64 = item(kHighsCallbackDataOutMipNodeCountName, output) ?? 0
    report(
      SolverProgress(incumbent: best, bound: bound, nodes: max(0, Int(nodes)), elapsed: elapsed))
  }

  /// A number by its name: its place in the structure depends on the version of the library.
  private func item<Value>(
    _ name: UnsafePointer<CChar>?, _ output: UnsafePointer<HighsCallbackDataOut>
  ) -> Value? {
    library.callbackItem(output, name)?.loadUnaligned(as: Value.self)
  }
}
