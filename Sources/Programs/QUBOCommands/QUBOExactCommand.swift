import ArgumentParser
import CommandSupport
import Documents
import Figures
import QUBOOutput
import Temper

extension QUBOCommand {
  /// `temper qubo exact`: the optimum of the function of a file, with its proof.
  struct Exact: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "exact",
      abstract: "Find the optimum of a small QUBO or cut, and prove it.",
      usage: "temper qubo exact <file> [<options>]",
      discussion: """
        Parts that share no bit are for themselves. Up to 24 bits are enumerated,
        sparse ones eliminated, others searched in whole numbers, and then by an
        integer program (HiGHS). Some hundred sparse bits are in reach; beyond, the
        bound says how far off the best value can be. Exit status 0 if proven, 3 if
        not.
        """)

    @OptionGroup
    var input: QUBOInputOptions

    @OptionGroup
    var result: QUBOOutputOptions

    @Option(
      help: ArgumentHelp(
        "Time until the best value so far is taken. (default: none; Ctrl-C takes it, too)",
        valueName: "seconds"),
      transform: parseSeconds)
    var timeLimit: Double?

    @OptionGroup
    var running: ExactSolverOptions

    var files: [FileUse] { input.files + result.files }

    func execute() throws -> ExitCode {
      try result.checkCanWrite()
      let problem = try input.read()
      Interrupt.listen()
      if !result.quiet { for line in problem.readingWords { Console.error(line) } }
      let run = run(problem)
      let outcome = try run.run { progress in
        if !result.quiet { note(progress) }
        if progress.value != nil { Interrupt.keepResult() }
      }
      if !result.quiet {
        Console.error("Status    \(outcome.words)")
        if let assignment = outcome.minimum.assignment { problem.tellParts(of: assignment) }
      }
      try result.deliver(
        outcome.minimum.assignment, of: problem, value: outcome.value.map { "\($0)" }
      ) { try QUBOExactDocument(outcome, of: run, file: input.file).bytes() }
      if outcome.minimum.wasCancelled { return ExitCode(Interrupt.status) }
      return outcome.minimum.isProven ? .success : .noneFound
    }

    private func run(_ problem: QUBOFile) -> QUBOExactRun {
      var run = QUBOExactRun(problem)
      run.timeLimit = timeLimit.map { limit in
        RunningTime.forSearch(
          of: .seconds(limit), ending: ProgramEngine.highs.patience(for: .seconds(limit)))
      }
      run.threads = running.processor.count
      run.seed = running.solverSeed
      run.isCancelled = { Interrupt.isRequested }
      return run
    }

    private func note(_ progress: QUBOExactRun.Progress) {
      let value = progress.value.map { Figure.fixed($0, 2) } ?? "-"
      let bound = progress.bound.map { Figure.fixed($0, 2) } ?? "-"
      Console.error(
        "value \(value), bound \(bound), \(Figure.grouped(progress.nodes)) nodes, "
          + "\(Figure.fixed(Figure.seconds(progress.elapsed), 2)) s")
    }
  }
}
