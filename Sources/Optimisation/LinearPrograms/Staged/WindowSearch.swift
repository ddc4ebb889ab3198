import Dispatch
import Synchronization

/// Makes a solution of a staged program better, a window of stages at a time: all other stages stay as
/// they are, so that what is left is small enough for an optimum.
///
/// Windows slide over all stages; where a whole pass finds nothing, they get longer. (Large
/// neighbourhood search; Shaw 1998, doi:10.1007/3-540-49481-2_30.)
package struct WindowSearch {
  let staged: StagedProgram
  let parts: PartSolver
  let threads: Int

  /// Stages of the first windows, and how many more each time; not tuned.
  private static let (firstLength, growth) = (6, 2)

  /// Prepares a search; its result does not depend on the number of threads, unless time runs out, that
  /// of a part or that of all.
  package init(_ staged: StagedProgram, parts: PartSolver, threads: Int) {
    self.staged = staged
    self.parts = parts
    self.threads = threads
  }

  /// Improves a solution until windows of half of all stages find nothing, or the time is up.
  ///
  /// - Parameters:
  ///   - solution: Where to begin.
  ///   - isOpen: Whether a column may be used; what the solution uses always may.
  ///   - better: Told of each better solution, on the calling thread; returns whether it is taken.
  /// - Returns: The best solution, at worst the one given.
  /// - Throws: ``SolverError`` if an answer cannot be trusted.
  package func improve(
    _ solution: LinearSolution, isOpen: @escaping @Sendable (Int) -> Bool,
    better: (LinearSolution) -> Bool
  ) throws(SolverError) -> LinearSolution {
    var best = solution
    var length = Self.firstLength
    while length <= max(Self.firstLength, staged.stageCount / 2), !parts.isOver {
      let before = best.objective
      for round in rounds(length) where !parts.isOver {
        let next = try improved(best, within: round, isOpen)
        if next.objective < best.objective, better(next) { best = next }
      }
      if best.objective >= before { length += Self.growth }
    }
    return best
  }

  /// Windows that overlap by half, in rounds of such as touch no row together.
  private func rounds(_ length: Int) -> [[Range<Int>]] {
    let last = max(0, staged.stageCount - length)
    let starts = stride(from: 0, to: last, by: max(1, length / 2)) + [last]
    let windows = starts.map { $0..<min(staged.stageCount, $0 + length) }
    var rounds: [[Range<Int>]] = []
    for window in windows {
      let place = rounds.firstIndex { round in
        round.allSatisfy { staged.areApart($0, window) }
      }
      if let place { rounds[place].append(window) } else { rounds.append([window]) }
    }
    return rounds
  }

  /// The best values within each window of a round, which do not touch each other.
  private func improved(
    _ solution: LinearSolution, within round: [Range<Int>],
    _ isOpen: @escaping @Sendable (Int) -> Bool
  ) throws(SolverError) -> LinearSolution {
    let found = try inParallel(round) { (window) throws(SolverError) in
      let part = staged.part(of: window, whole: window, settled: solution.values) {
        isOpen($0) || solution.values[$0] > 0
      }
      return try parts.solve(part, from: solution.values, start: solution.values)
    }
    var values = solution.values
    for (window, found) in zip(round, found) {
      guard let found else { continue }
      for column in window.lazy.flatMap({ staged.columns[$0] }) { values[column] = found[column] }
    }
    return try staged.program.solution(values, claimed: nil)
  }

  private func inParallel(
    _ windows: [Range<Int>],
    _ body: @escaping @Sendable (Range<Int>) throws(SolverError) -> [Double]?
  ) throws(SolverError) -> [[Double]?] {
    let results = Mutex([Result<[Double]?, SolverError>?](repeating: nil, count: windows.count))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, windows.count)) { _ in
      while true {
        let place = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard place < windows.count else { return }
        let result = Result { () throws(SolverError) in try body(windows[place]) }
        results.withLock { $0[place] = result }
      }
    }
    return try results.withLock { $0 }.map { (result) throws(SolverError) in
      try result?.get() ?? nil
    }
  }
}

extension StagedProgram {
  /// Whether no row has columns of both windows.
  func areApart(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.upperBound + longestSpan <= b.lowerBound || b.upperBound + longestSpan <= a.lowerBound
  }
}
