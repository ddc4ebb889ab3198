import CHiGHS
import Dispatch
import Synchronization

/// What a HiGHS run has to say, shared by the thread that runs and the one that waits for it.
final class HiGHSMonitor: Sendable {
  /// What is known of a run that has not ended.
  struct Standing {
    /// The values of the best solution so far, and what they cost.
    var incumbent: [Double]?
    var best: Double?
    var bound = -Double.infinity
    var nodes = 0
  }

  private struct State {
    var standing = Standing()
    /// What the waiting thread has not been told yet.
    var progress: [SolverProgress] = []
    var answer: Result<HiGHSAnswer, SolverError>?
    var mustStop = false
  }

  private let state: Mutex<State>
  private let news = DispatchSemaphore(value: 0)
  private let columnCount: Int
  private let callbackItem: ItemFunction
  private let clock = ContinuousClock()
  private let started: ContinuousClock.Instant
  /// When the run has to end; nil for as long as it takes.
  let deadline: ContinuousClock.Instant?

  typealias ItemFunction =
    @convention(c) (UnsafePointer<HighsCallbackDataOut>?, UnsafePointer<CChar>?)
    -> UnsafeRawPointer?

  /// Begins to count time; a solution that is known is the first incumbent.
  init(
    _ library: CHiGHSFunctions, columnCount: Int, timeLimit: Duration?,
    start: (values: [Double], cost: Double)?
  ) {
    callbackItem = library.callbackItem
    self.columnCount = columnCount
    started = clock.now
    deadline = timeLimit.map { [started] in started + $0 }
    state = Mutex(
      State(standing: Standing(incumbent: start?.values, best: start?.cost)))
  }

  var elapsed: Duration { started.duration(to: clock.now) }
  var standing: Standing { state.withLock { $0.standing } }
}

// MARK: - For the thread that waits

extension HiGHSMonitor {
  /// Progress that has not been taken yet, and the answer once there is one.
  ///
  /// It waits for them for a while; a short one, as nobody tells it of a cancellation.
  func next(
    waiting patience: Duration
  ) -> (progress: [SolverProgress], answer: Result<HiGHSAnswer, SolverError>?) {
    _ = news.wait(timeout: .now() + patience / .seconds(1))
    return state.withLock { state in
      defer { state.progress = [] }
      return (state.progress, state.answer)
    }
  }

  /// Makes the run end as soon as HiGHS asks.
  func stop() { state.withLock { $0.mustStop = true } }
}

// MARK: - For the thread that runs

extension HiGHSMonitor {
  /// The events that are asked for.
  static let kinds = [
    kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipImprovingSolution,
    kHighsCallbackMipLogging, kHighsCallbackMipInterrupt,
  ]

  /// What HiGHS calls from the thread that runs, or from one that it waits for.
  static let callback: HighsCCallbackType = { kind, _, output, input, context in
    guard let output, let context else { return }
    let monitor = Unmanaged<HiGHSMonitor>.fromOpaque(context).takeUnretainedValue()
    // `user_interrupt` is the first field in all versions (HighsCallbackStruct.h).
    if monitor.note(kind, output) { input?.pointee.user_interrupt = 1 }
  }

  /// Keeps the run's last word.
  func end(_ answer: Result<HiGHSAnswer, SolverError>) {
    state.withLock { $0.answer = answer }
    news.signal()
  }

  /// Takes note of an event; returns whether the run is to end.
  private func note(_ kind: HighsInt, _ output: UnsafePointer<HighsCallbackDataOut>) -> Bool {
    let mustStop = state.withLock { state in
      if kind != kHighsCallbackSimplexInterrupt && kind != kHighsCallbackIpmInterrupt {
        noteProgress(kind, output, &state)
      }
      return state.mustStop
    }
    // HiGHS looks at its own time limit too seldom to be held to it.
    return mustStop || deadline.map { clock.now >= $0 } ?? false
  }

  private func noteProgress(
    _ kind: HighsInt, _ output: UnsafePointer<HighsCallbackDataOut>, _ state: inout State
  ) {
    var standing = state.standing
    if kind == kHighsCallbackMipImprovingSolution { keepIncumbent(output, &standing) }
    if let dual: Double = item(kHighsCallbackDataOutMipDualBoundName, output), dual.isFinite {
      standing.bound = max(standing.bound, dual)
    }
    let nodes: Int64 = item(kHighsCallbackDataOutMipNodeCountName, output) ?? 0
    standing.nodes = max(0, Int(nodes))
    defer { state.standing = standing }
    guard (standing.best, standing.bound) != (state.standing.best, state.standing.bound) else {
      return
    }
    state.progress.append(
      SolverProgress(
        incumbent: standing.best, bound: standing.bound, nodes: standing.nodes, elapsed: elapsed))
    news.signal()
  }

  private func keepIncumbent(
    _ output: UnsafePointer<HighsCallbackDataOut>, _ standing: inout Standing
  ) {
    guard
      let values = callbackItem(output, kHighsCallbackDataOutMipSolutionName)?
        .assumingMemoryBound(to: Double.self),
      let cost: Double = item(kHighsCallbackDataOutObjectiveFunctionValueName, output),
      cost.isFinite
    else { return }
    if let best = standing.best, best <= cost { return }
    standing.incumbent = Array(UnsafeBufferPointer(start: values, count: columnCount))
    standing.best = cost
  }

  /// A number by its name: its place in the structure depends on the version of the library.
  private func item<Value>(
    _ name: UnsafePointer<CChar>?, _ output: UnsafePointer<HighsCallbackDataOut>
  ) -> Value? {
    callbackItem(output, name)?.loadUnaligned(as: Value.self)
  }
}
