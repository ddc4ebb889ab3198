public import ArgumentParser
import CommandSupport
public import Temper

extension QUBOFamily: ExpressibleByArgument {}

extension QUBOCommand {
  /// `temper qubo generate`: random functions of known families.
  struct Generate: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate",
      abstract: "Make a random QUBO or graph of a known family, alike everywhere.",
      usage: "temper qubo generate <family> --variables <n> --seed <number> [<options>]",
      discussion: """
        palubeckis   dense xᵀQx to maximise; p3000.4 is --variables 3000
                     --density 100 --seed 34000
        sk           Sherrington-Kirkpatrick: spins with couplings ±1, to minimise
        max-cut      a graph in which each pair is an edge by chance
        """)

    @Argument(help: "palubeckis, sk or max-cut.")
    var family: QUBOFamily

    @Option(
      help: ArgumentHelp("The number of variables.", valueName: "count"),
      transform: parseCount(1...QUBORecipe.mostVariables))
    var variables: Int

    @Option(
      help: ArgumentHelp(
        "The percentage of pairs that interact. (default: 100; max-cut: 1)", valueName: "percent"),
      transform: parsePercentage)
    var density: Double?

    @Option(
      help: ArgumentHelp("The seed; palubeckis: 1 to 2147483646.", valueName: "number"),
      transform: parseSeed)
    var seed: UInt64

    @Option(
      help: ArgumentHelp(
        "The format to write. (default: by the file's extension, else the family's own)",
        valueName: "format"))
    var to: QUBOFormat?

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    private var recipe: QUBORecipe {
      QUBORecipe(
        family, variables: variables, density: density ?? family.usualDensity, seed: seed)
    }

    func validate() throws {
      if let problem = recipe.problem { throw ValidationError(problem) }
    }

    var files: [FileUse] { FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let format = to ?? output.flatMap { QUBOFormat(forWriting: $0) } ?? family.usualFormat
      try recipe.generate().deliver(as: format, to: output)
      return .success
    }
  }
}
