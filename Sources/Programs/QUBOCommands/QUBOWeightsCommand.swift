import ArgumentParser
import CommandSupport
import Figures
import QUBOOutput
import Temper

extension QUBOCommand {
  /// `temper qubo weights`: what the penalty of a file has to be multiplied by.
  struct Weights: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "weights",
      abstract: "Certify a weight for the penalty of a file, and look for one that is practical.",
      usage: "temper qubo weights <file> [<options>]",
      discussion: """
        The file is a da-json request with penalty_binary_polynomial. With the certified
        weight every least state of objective + weight * penalty is a best one of those
        that keep the constraints. The practical weight is found by trials of the
        annealer (TPE), and nothing is proven of it. Exit status 0 if the certificate is
        proven, 3 if it rests on a penalty that is never below 0.
        """)

    @OptionGroup
    var input: QUBOInputOptions

    @OptionGroup
    var seed: DrawnSeedOptions

    @Option(
      help: ArgumentHelp("Weights to try; 0 for the certificate only.", valueName: "count"),
      transform: parseCount(0...10_000))
    var trials = 20

    @Option(
      help: ArgumentHelp("The annealer's runs with each weight.", valueName: "count"),
      transform: parseCount(1...1000))
    var runs = 5

    @Option(
      help: ArgumentHelp("Steps of each replica in a run.", valueName: "count"),
      transform: parseCount(1...Int(1e12)))
    var steps = 1000

    @OptionGroup
    var processor: ThreadOptions

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] { input.files }

    func execute() throws -> ExitCode {
      let problem = try input.read()
      guard let polynomials = problem.polynomials, let certificate = polynomials.certificate,
        let certified = polynomials.certifiedWeight
      else {
        throw Failure(
          .invalidData, "\(input.file): the file has no penalty, and so nothing to weigh")
      }
      if !quiet { for line in problem.readingWords { Console.error(line) } }
      switch certificate.ground {
      case .unsatisfiable:
        throw Failure(.noneFound, "\(input.file): no assignment satisfies the constraints")
      case .negative:
        throw Failure(
          .noneFound, "\(input.file): the penalty goes below 0, so that no weight is large enough")
      case .proven, .assumed: break
      }
      if !quiet { tell(certificate, polynomials) }
      try Console.output("certified \(certified)\n")
      if trials > 0, !polynomials.objective.terms.isEmpty { try search(problem) }
      return certificate.ground == .proven ? .success : .noneFound
    }

    private func tell(_ certificate: PenaltyCertificate, _ polynomials: GivenPolynomials) {
      let method =
        switch certificate.method {
        case .repairs: "each broken constraint can be repaired for less"
        case .range: "the objective's range is smaller"
        }
      Console.error("Bound     \(method)")
      let range = polynomials.weight(ofUnits: certificate.rangeWeight)
      Console.error("Range     weight \(range) would suffice for any objective of this range")
      if polynomials.objective.terms.isEmpty {
        Console.error("Objective constant: any weight above 0 will do")
      }
    }

    private func search(_ problem: QUBOFile) throws {
      Interrupt.listen()
      var search = PenaltyWeightSearch(problem, seed: seed.value)
      (search.trials, search.runs, search.steps) = (trials, runs, steps)
      search.threads = processor.count
      search.isCancelled = { Interrupt.isRequested }
      if !quiet { Console.error("Search    seed \(search.seed)") }
      let best = try search.run { trial in
        guard !quiet else { return }
        let mean = trial.meanObjective.map { Figure.fixed($0, 2) } ?? "-"
        Console.error(
          "Trial     weight \(trial.weight): \(trial.feasibleRuns) of \(trial.runs) runs keep the "
            + "constraints, mean objective \(mean)")
      }.first
      guard let best, best.isFeasible else {
        Console.error("Practical none: no weight kept the constraints in all runs")
        return
      }
      try Console.output("practical \(best.weight)\n")
    }
  }
}
