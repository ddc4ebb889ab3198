import ArgumentParser
import CommandSupport
import DispatchLearning
import DispatchStudies
import DurableFiles
import Figures
import Networks
import Simulation

extension DispatchCommand {
  /// `temper dispatch learn`: what the rest of a shift is worth, learned by playing.
  struct Learn: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn",
      abstract: "Learn by playing what each way to answer a call leaves.",
      usage: """
        temper dispatch learn [--region <folder>] [--scenarios <file>]
                 [--declining] --output <file> [<options>]
        """,
      discussion: """
        Plays generated shifts, round after round, and fits a small network to what the
        rest of each shift then brought. temper simulate and temper dispatch compare
        take the model (--model) and answer calls by it: of the plans that dp and rejoin
        propose, the one whose answer, patrol and rest are worth most. With --scenarios
        shifts begin with that file's timetables; its calls are not looked at. The best
        round is kept, judged by shifts that none learned from. The seed decides about
        every byte, the number of threads about none.

        Example: temper dispatch learn --declining -o model.safetensors
        """)

    @OptionGroup
    var shifts: ShiftOptions

    @Flag(help: "Let the policy decline calls that cost more than they are worth (class T).")
    var declining = false

    @Option(
      name: .customLong("patrol-worth"),
      help: ArgumentHelp(
        "What a period of patrol is worth, in calls answered in time. (default: 0.05)",
        valueName: "value"),
      transform: parseAmount)
    var patrolWorth = 0.05

    @Option(
      help: ArgumentHelp("Rounds of playing and fitting. (default: 8)", valueName: "count"),
      transform: parseCount(1...100))
    var rounds = 8

    @Option(
      name: [.short, .long], help: ArgumentHelp("The model to write.", valueName: "file"))
    var output: String

    @OptionGroup
    var voice: StudyVoice

    var files: [FileUse] { shifts.files + FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      if !Console.isOutput(output) { try DurableFile.checkCanWrite(to: output) }
      let source = try shifts.source()
      var schedule = ShiftValueLearner.Schedule()
      schedule.rounds = rounds
      if let count = shifts.shifts { schedule.shifts = count }
      let learner = ShiftValueLearner(
        source, cap: shifts.cap, worth: ShiftWorth(patrol: patrolWorth), mayDecline: declining,
        schedule: schedule)
      Interrupt.listen()
      tell("Learning   \(schedule.rounds) rounds of \(schedule.shifts) shifts each")
      var log = ProgressLog(
        [
          .init("Round", width: 6), .init("Decisions", width: 11), .init("Error", width: 8),
          .init("Worth", width: 9), .init("Time", width: 11),
        ], write: tell)
      var (number, best) = (0, -Double.infinity)
      let learned = learner.learn(
        seed: shifts.seed.seed, threads: shifts.processor.count,
        shouldStop: { [run = StudyRun(shifts: shifts, voice: voice)] in run.isOver },
        progress: { round in
          Interrupt.keepResult()
          number += 1
          log.write(
            round.worth > best ? "*" : "", at: RunningTime.elapsed,
            [
              "\(number)", "\(round.decisions)", Figure.fixed(round.error, 2),
              Figure.fixed(round.worth, 2), Figure.clock(RunningTime.elapsed),
            ])
          best = max(best, round.worth)
        })
      guard learned.kept >= 0 else {
        throw Failure(
          Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
          "no round was played in time; give more with --time-limit, or fewer --shifts")
      }
      let model = ShiftValueModel(
        learned.value, learner.worth, mayDecline: declining, origin: card(learned.rounds))
      try Console.deliver(model.file.bytes, to: output)
      tell("Kept       round \(learned.kept + 1)")
      return Interrupt.ending
    }

    /// Where a model comes from.
    private func card(_ rounds: [ShiftValueLearner.Round]) -> [String: String] {
      [
        "program": Program.version, "seed": "\(shifts.seed.seed)",
        "region": shifts.region ?? "generated", "timetables": shifts.scenarios ?? "generated",
        "mostChangedPercent": "\(shifts.mostChanged)",
        "worthOfRounds": rounds.map { Figure.fixed($0.worth, 3) }.joined(separator: " "),
        "decisionsOfRounds": rounds.map { "\($0.decisions)" }.joined(separator: " "),
      ]
    }

    private func tell(_ line: String) {
      if !voice.quiet { Console.error(line) }
    }
  }
}
