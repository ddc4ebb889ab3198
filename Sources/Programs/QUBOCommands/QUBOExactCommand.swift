import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
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
        Products of bits are linearised and the integer program is solved by HiGHS.
        Some hundred sparse bits are in reach; beyond, the bound says how far off the
        best value can be. Exit status 0 if proven, 3 if not.
        """)

    @OptionGroup
    var input: QUBOInputOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("Write the best assignment to this file.", valueName: "file"))
    var output: String?

    @Flag(help: "Write the result as JSON to standard output.")
    var json = false

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    @Option(
      help: ArgumentHelp(
        "Time until the best value so far is taken. (default: none; Ctrl-C takes it, too)",
        valueName: "seconds"),
      transform: parseSeconds)
    var timeLimit: Double?

    @OptionGroup
    var processor: ThreadOptions

    @Option(
      help: ArgumentHelp("The seed of the solver. (default: 0)", valueName: "number"),
      transform: parseCount(0...Int(Int32.max)))
    var seed = 0

    func validate() throws {
      if json && output == "-" {
        throw ValidationError("--json and -o - both want standard output.")
      }
    }

    func execute() throws -> ExitCode {
      if let output, !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
      let problem = try input.read()
      Interrupt.listen()
      let run = run(problem)
      let outcome = try run.run { progress in if !quiet { note(progress) } }
      if !quiet { Console.error("Status    \(outcome.words)") }
      if let output, let assignment = outcome.minimum.assignment {
        try Console.deliver(problem.text(of: assignment), to: output)
      }
      if json {
        let document = QUBOExactDocument(outcome, of: run, file: input.file)
        try Console.output(String(decoding: document.bytes(), as: UTF8.self))
      } else if output != "-", let value = outcome.value {
        try Console.output("\(value)\n")
      }
      if outcome.minimum.wasCancelled { return ExitCode(Interrupt.status) }
      return outcome.minimum.isProven ? .success : .noneFound
    }

    private func run(_ problem: QUBOFile) -> QUBOExactRun {
      var run = QUBOExactRun(problem)
      run.timeLimit = timeLimit.map { .seconds($0) }
      run.threads = processor.count
      run.seed = Int32(clamping: seed)
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
