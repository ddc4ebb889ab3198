import ArgumentParser
import CommandSupport
import DurableFiles
import Figures
import JointLearning
import Networks

extension PolicyCommand {
  /// `temper policy train`: patrol and dispatch in turn.
  struct Train: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "train",
      abstract: "Learn patrol and dispatch in turn, and write the model.",
      usage: """
        temper policy train -o <file> [--beats <file>] [--cars <count>]
                 [--calls <percent>] [--part <name>] [<options>]
        """,
      discussion: """
        One network values the moves of free cars, one what a state will cost after cars
        were sent; each learns from episodes played by both (arXiv 2409.02246, as far as
        its summary tells). The model is safetensors with a card: beats, settings, seed,
        curves. It is written whole after each iteration; --resume goes on from it, to
        the same bytes as if nothing had happened. The seed decides about every byte, the
        number of threads about none.
        Example: temper policy train --cars 4 --calls 18 -o model.safetensors
        """)

    @OptionGroup
    var joint: JointOptions

    @Option(help: "What is learned.")
    var part = TrainingSettings.Part.joint

    @Option(
      help: ArgumentHelp("Iterations in all. (default: 40)", valueName: "count"),
      transform: parseCount(1...100_000))
    var iterations = 40

    @Option(
      help: ArgumentHelp(
        "Iterations of dispatch before those of patrol, and so on. (default: 5)",
        valueName: "count"),
      transform: parseCount(1...100_000))
    var turn = 5

    @Option(
      help: ArgumentHelp(
        "Decisions of which an iteration tries all choices. (default: 8000 of patrol, a quarter "
          + "of that of dispatch)", valueName: "count"),
      transform: parseCount(8...10_000_000))
    var decisions = 8_000

    @Option(
      help: ArgumentHelp(
        "How hard the waits of beats are made equal. (default: 0)", valueName: "percent"),
      transform: parsePercentage)
    var fairness = 0.0

    @OptionGroup
    var processor: ThreadOptions

    @Flag(help: "Go on from the file of --output.")
    var resume = false

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The model to write, after each iteration.", valueName: "file"))
    var output: String

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] { joint.files + FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let world = try joint.world()
      var trainer = JointTrainer(world, settings, threads: processor.count)
      if resume {
        let file = try SafetensorsFile(parsing: DurableFile.read(output), file: output)
        trainer = try JointTrainer(from: file, in: world, threads: processor.count)
      }
      Interrupt.listen()
      while !trainer.isDone, !Interrupt.isRequested {
        trainer.iterate()
        try Console.deliver(trainer.file(program: Program.version).bytes, to: output)
        Interrupt.keepResult()
        if !quiet, let record = trainer.records.last {
          Console.error(Self.line(record, of: trainer.settings.iterations))
        }
      }
      return Interrupt.ending
    }

    private var settings: TrainingSettings {
      var settings = TrainingSettings()
      (settings.part, settings.iterations, settings.turn) = (part, iterations, turn)
      (settings.patrolDecisions, settings.dispatchDecisions) = (decisions, decisions / 4)
      settings.dispatchTicks = max(8, decisions * 5 / 2)
      (settings.fairness, settings.seed) = (fairness / 100, joint.seed.seed)
      return settings
    }

    static func line(_ record: JointTrainer.Record, of all: Int) -> String {
      let kind = record.isDispatch ? "dispatch" : "patrol  "
      return "\(kind)   \(record.iteration + 1) of \(all): loss "
        + "\(Figure.fixed(record.firstLoss, 4)) to \(Figure.fixed(record.lastLoss, 4))"
        + (record.judged.map {
          ", judged \(Figure.fixed($0, 4))\(record.isKept ? ", kept" : ", dropped")"
        }
          ?? "") + (record.isDispatch ? ", cost \(Figure.fixed(record.cost, 4))" : "") + ", "
        + Figure.clock(RunningTime.elapsed)
    }
  }
}

extension TrainingSettings.Part: ExpressibleByArgument {}
