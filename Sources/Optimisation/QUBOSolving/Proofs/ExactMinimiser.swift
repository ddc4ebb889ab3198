import Annealing
import Failures
import LinearPrograms
import QUBOModel

/// Minimises a function part by part, each by the first way that proves its minimum in whole numbers.
struct ExactMinimiser {
  let qubo: QUBO
  let options: SolverOptions
  let report: (SolverProgress) -> Void

  /// Bits that a search in whole numbers may look at before a solver is asked: some seconds.
  private static let branchingSteps = 400_000_000

  /// A part's share of the result.
  private struct Share {
    var bits: [Bool]?
    var energy: Int64?
    var bound: Int64?
    var doubt: String?
  }

  /// The minimum, as far as the time allows.
  ///
  /// - Throws: ``ExactError`` if a part is too large, or a solver fails or is not there.
  func minimise() throws(ExactError) -> ExactMinimum {
    let deadline = options.timeLimit.map { ContinuousClock.now + $0 }
    guard !qubo.hasPairs(above: LinearisedQUBO.largestProductCount) else {
      throw .tooLarge("the function has more than \(LinearisedQUBO.largestProductCount) products")
    }
    var assignment = BitVector(count: qubo.variableCount)
    var (energy, bound): (Int64?, Int64?) = (qubo.offset, qubo.offset)
    var doubt: String?
    // Small parts first: what they take is little, and known.
    let parts = qubo.parts().sorted {
      ($0.count, $0.variables[0]) < ($1.count, $1.variables[0])
    }
    for (number, part) in parts.enumerated() {
      // Only with all others known is a part's progress that of the function.
      let known = number == parts.count - 1 ? (energy ?? 0, bound ?? 0) : nil
      let share = try minimise(part, until: deadline) { progress in
        guard let known else { return }
        report(
          progress.adding(
            toIncumbent: Double(known.0 - qubo.offset), toBound: Double(known.1 - qubo.offset)))
      }
      for (bit, variable) in part.variables.enumerated() {
        assignment[variable] = share.bits?[bit] ?? false
      }
      energy = Self.sum(energy, share.energy)
      bound = Self.sum(bound, share.bound)
      doubt = doubt ?? share.doubt
    }
    return ExactMinimum(
      assignment: energy == nil ? nil : assignment, energy: energy, bound: bound,
      wasCancelled: options.isCancelled() && energy != bound, doubt: doubt)
  }

  private static func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    return a + b
  }

  private func minimise(
    _ part: QUBOPart, until deadline: ContinuousClock.Instant?,
    report: @escaping (SolverProgress) -> Void
  ) throws(ExactError) -> Share {
    let isOver = { options.isCancelled() || deadline.map { .now >= $0 } ?? false }
    let whole =
      part.count <= GrayEnumeration.mostBits
      ? GrayEnumeration(part: part).minimum(isCancelled: isOver)
      : VariableElimination(part)?.minimum(isCancelled: isOver)
    if let whole { return Share(bits: whole.bits, energy: whole.energy, bound: whole.energy) }
    let start = try annealed(part, isOver)
    var search = IntegerBranching(part, around: start, steps: Self.branchingSteps)
    let result = search.minimise(isCancelled: isOver)
    var share = Share(bits: result.bits, energy: result.energy, bound: result.bound)
    guard !result.isComplete else { return share }
    share.doubt = options.isCancelled() ? "it was interrupted" : "the time was up"
    guard !isOver() else { return share }
    return try linearised(part, share, until: deadline, report: report)
  }

  /// A good assignment to begin with; the same for the same seed.
  private func annealed(_ part: QUBOPart, _ isOver: @escaping () -> Bool) throws(ExactError)
    -> [Bool]
  {
    let model = try model(of: part)
    let isCancelled = options.isCancelled
    // A thousand sweeps, or as many as take about a second.
    let sweeps = max(10, min(1000, 2_000_000 / max(1, part.count)))
    let result = Annealer(
      seed: UInt64(UInt32(bitPattern: options.seed)), replicas: 32, threads: options.threads
    ).minimise(
      model, move: .sweep,
      until: Stop(steps: sweeps, time: options.timeLimit, isCancelled: isCancelled))
    return (0..<part.count).map { result.best.state[$0] }
  }

  private func model(of part: QUBOPart) throws(ExactError) -> QUBO {
    do throws(QUBOError) { return try part.model() } catch {
      throw .wrongAnswer(error.description)
    }
  }

  /// What an integer program adds to what is known.
  private func linearised(
    _ part: QUBOPart, _ known: Share, until deadline: ContinuousClock.Instant?,
    report: @escaping (SolverProgress) -> Void
  ) throws(ExactError) -> Share {
    let linearised = try LinearisedQUBO(try model(of: part))
    var options = options
    options.timeLimit = deadline.map { max(.milliseconds(1), ContinuousClock.now.duration(to: $0)) }
    options.start = known.bits.map(linearised.values)
    let found = try linearised.minimise(options: options, report: report)
    var share = known
    if let energy = found.energy, let bits = found.assignment, energy < known.energy ?? .max {
      share.bits = (0..<part.count).map { bits[$0] }
      share.energy = energy
    }
    share.bound = [known.bound, found.bound].compactMap { $0 }.max()
    guard let energy = share.energy, let bound = share.bound, bound <= energy else {
      throw .wrongAnswer("the bound \(share.bound ?? 0) is above the energy \(share.energy ?? 0)")
    }
    share.doubt = bound == energy ? nil : found.doubt
    return share
  }
}

extension QUBO {
  /// Whether more pairs interact than so many.
  fileprivate func hasPairs(above most: Int) -> Bool {
    var ends = 0
    for i in 0..<variableCount where ends <= 2 * most {
      interactions.rows.forEachCoupling(of: i) { _, coefficient in
        if coefficient != 0 { ends += 1 }
      }
    }
    return ends > 2 * most
  }
}

extension LinearisedQUBO {
  /// The columns' values at an assignment.
  func values(of bits: [Bool]) -> [Double] {
    var values = bits.map { $0 ? 1.0 : 0.0 }
    for i in bits.indices {
      qubo.interactions.rows.forEachCoupling(of: i) { j, coefficient in
        if j > i, coefficient != 0 { values.append(bits[i] && bits[j] ? 1 : 0) }
      }
    }
    return values
  }
}
