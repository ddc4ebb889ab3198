public import ArgumentParser
import CommandSupport
public import DispatchLearning
import DurableFiles
import Figures
import Networks
import Simulation

extension DispatchCommand {
  /// `temper dispatch train`: VFA, MAVFA, MADQN and distilled rollouts.
  struct Train: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "train",
      abstract: "Train value networks, VFA, MAVFA or distilled rollouts, by playing.",
      usage: """
        temper dispatch train [--region <folder>] [--scenarios <file>]
                 [--variant <variant>] [--learning <learning>] [--resume]
                 --output <file> [<options>]
        """,
      discussion: """
        A network says what the rest of a shift is worth after each way to answer a
        call. By vfa each sector is alone, by mavfa a mixing network says what all are
        worth together (Joe, Lau and Pan), by mavfa-attention after each sector heard
        its neighbours, by outlook a small network sees what is
        left to each sector; by madqn a network chooses the sector that answers. It
        says 0 at first, so learning begins with the best answer now, or with the
        price of --change-price, and a turn of rounds is kept only if judged better.
        --learning: differences (temporal differences, as published) or futures (rival
        answers are tried in the same next calls, and what they differ by is learned).
        --candidates: chains (ejection chains, as published) or plans (of dp and
        rejoin). With --scenarios shifts begin with that file's timetables. The file
        is written whole after each round; --resume goes on from it, to the same
        bytes. The seed decides about every byte, the number of threads about none.
        temper simulate and temper dispatch compare take the model (--model).

        Example: temper dispatch train --patrol-worth 0.05 -o mavfa.safetensors
        """)

    @OptionGroup
    var shifts: ShiftOptions

    @Option(help: "Who decides, by which network.")
    var variant = ScheduleShape.Variant.mavfa

    @Option(help: "What vfa and mavfa see: as published, or also the budget of changes.")
    var view = ScheduleShape.View.budget

    @Option(help: "Which ways to answer there are.")
    var candidates = ScheduleTask.Candidates.chains

    @Option(
      help: "What vfa and mavfa value: finished chains (lite), or also each repair (full).")
    var depth = ScheduleTask.Depth.finished

    @Option(
      name: .customLong("best-response"),
      help: ArgumentHelp(
        "Joint timetables that a best response tries after each sector's best chain (BR-H). "
          + "(default: 0)",
        valueName: "count"), transform: parseCount(0...100))
    var responses = 0

    @Option(help: "Where targets come from.")
    var learning = ScheduleTask.Learning.futures

    @Option(
      name: .customLong("patrol-worth"),
      help: ArgumentHelp(
        "What a period of patrol is worth, in calls answered in time. (default: the published "
          + "reward, response × presence)", valueName: "value"),
      transform: parseAmount)
    var patrolWorth: Double?

    @Option(
      name: .customLong("change-price"),
      help: ArgumentHelp(
        "The price of a changed cell that learning begins with. (default: 0)",
        valueName: "value"),
      transform: parseAmount)
    var changePrice = 0.0

    @Flag(help: "Let the policy decline calls (class T).")
    var declining = false

    @Option(
      help: ArgumentHelp(
        "Rounds of playing and learning. (default: 8, by differences 60)", valueName: "count"),
      transform: parseCount(1...100_000))
    var rounds: Int?

    @Flag(help: "Go on from the file of --output.")
    var resume = false

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The model to write, after each round.", valueName: "file"))
    var output: String

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] { shifts.files + FileUse.write(output, as: "--output") }

    func validate() throws {
      guard changePrice <= ScheduleTask.highestPrice else {
        throw ValidationError("--change-price is at most \(ScheduleTask.highestPrice).")
      }
      guard candidates == .chains || depth == .finished && responses == 0 else {
        throw ValidationError(
          "--depth repairs and --best-response are of --candidates chains alone.")
      }
      guard variant != .madqn || depth == .finished && responses == 0 else {
        throw ValidationError(
          "--variant madqn chooses sectors; leave out --depth and --best-response.")
      }
      guard variant != .madqn || !declining else {
        throw ValidationError(
          "--variant madqn chooses among sectors that can answer; it never declines.")
      }
    }

    func execute() throws -> ExitCode {
      if !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
      var trainer = try trainer()
      Interrupt.listen()
      let run = StudyRun(shifts: shifts, voice: voice)
      while !trainer.isDone, trainer.round(shouldStop: { run.isOver }) {
        try Console.deliver(trainer.file(origin: origin).bytes, to: output)
        Interrupt.keepResult()
        if !voice.quiet { Console.error(Self.line(trainer)) }
      }
      guard !trainer.records.isEmpty else {
        throw Failure(
          Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
          "no round was played in time; give more with --time-limit, or fewer --shifts")
      }
      return Interrupt.ending
    }

    /// A new run, or the one whose file is there.
    private func trainer() throws -> ScheduleTrainer {
      let source = try shifts.source()
      if resume {
        let file = try SafetensorsFile(parsing: DurableFile.read(output), file: output)
        return try ScheduleTrainer(from: file, source, threads: shifts.processor.count)
      }
      var schedule = ScheduleRounds(task.learning)
      if let rounds { schedule.rounds = rounds }
      if let count = shifts.shifts { schedule.shifts = count }
      return ScheduleTrainer(
        source, cap: shifts.cap, task, schedule: schedule, seed: shifts.seed.seed,
        threads: shifts.processor.count)
    }

    private var task: ScheduleTask {
      var task = ScheduleTask()
      (task.variant, task.view, task.candidates) = (variant, view, candidates)
      (task.price, task.mayDecline) = (changePrice, declining)
      (task.depth, task.responses) = (depth, responses)
      // A network that chooses sectors has no worth of states, which rivals could be told by.
      task.learning = variant == .madqn ? .differences : learning
      task.reward = patrolWorth.map { .calls(patrol: $0) } ?? .published
      return task
    }

    private var origin: [String: String] {
      [
        "program": Program.version, "place": shifts.region ?? "generated",
        "timetables": shifts.scenarios ?? "generated",
      ]
    }

    private static func line(_ trainer: ScheduleTrainer) -> String {
      guard let record = trainer.records.last else { return "" }
      return "round \(trainer.records.count) of \(trainer.schedule.rounds): in time "
        + "\(Figure.percent(record.success, decimals: 1)), without learning "
        + "\(Figure.percent(record.reference, decimals: 1)), loss \(Figure.fixed(record.loss, 4))"
        + (record.judged.map {
          ", judged \(Figure.fixed($0, 3))\($0 == trainer.keptWorth ? ", kept" : ", dropped")"
        } ?? "") + ", " + Figure.clock(RunningTime.elapsed)
    }
  }
}

extension ScheduleShape.Variant: ExpressibleByArgument {}
extension ScheduleShape.View: ExpressibleByArgument {}
extension ScheduleTask.Candidates: ExpressibleByArgument {}
extension ScheduleTask.Depth: ExpressibleByArgument {}
extension ScheduleTask.Learning: ExpressibleByArgument {}
