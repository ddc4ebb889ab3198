import CommandSupport
import Figures
import Temper

/// A bar on the terminal while a run goes on; nothing anywhere else.
struct ProgressLine {
  private let limits: LimitOptions
  private let isShown: Bool
  private var lastShown: Duration?

  init(limits: LimitOptions, isShown: Bool) {
    self.limits = limits
    self.isShown = isShown
  }

  /// Draws the bar anew, ten times a second at most.
  mutating func note(_ event: SolveEvent) {
    guard isShown, case .round(let standing) = event else { return }
    let progress = standing.progress
    guard lastShown.map({ progress.elapsed - $0 >= .milliseconds(100) }) ?? true else { return }
    lastShown = progress.elapsed
    let shares = [
      limits.time.map { progress.elapsed / $0 },
      limits.length.steps.map { Double(progress.steps) / Double($0) },
    ]
    let share = min(1, shares.compactMap { $0 }.max() ?? 0)
    let filled = Int(share * 30)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    let state = standing.violation == 0 ? "best \(standing.energy) min" : "not feasible yet"
    Console.transient("\(bar) \(Figure.percent(share, decimals: 0))  \(state)  (Ctrl-C keeps it)")
  }

  /// Takes the bar away.
  func clear() {
    if isShown { Console.transient("") }
  }
}
