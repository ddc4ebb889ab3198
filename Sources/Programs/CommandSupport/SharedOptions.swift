package import ArgumentParser
package import Temper

// Options that several commands have, word for word.

/// The seed of a search that draws one if none is given.
package struct DrawnSeedOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "The seed of all random numbers; drawn and printed if not given.", valueName: "number"),
    transform: parseSeed)
  package var seed: UInt64?

  /// The seed given, or a random one that is short enough to be typed again.
  package var value: UInt64 { seed ?? UInt64.random(in: 0..<1_000_000) }
}

/// The seed of work that is the same every time unless another one is given.
package struct FixedSeedOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp("The seed of all random numbers. (default: 1)", valueName: "number"),
    transform: parseSeed)
  package var seed: UInt64 = 1
}

/// When to end a search, by steps.
package struct StepOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "Steps of each replica, as 1e6; the same on every machine.", valueName: "count"),
    transform: parseCount(1...Int(1e15)))
  package var steps: Int?
}

/// How an exact solver runs.
package struct ExactSolverOptions: ParsableArguments {
  package init() {}

  @OptionGroup
  package var processor: ThreadOptions

  @Option(
    help: ArgumentHelp("The seed of the solver. (default: 0)", valueName: "number"),
    transform: parseCount(0...Int(Int32.max)))
  package var seed = 0

  /// The seed as solvers take it.
  package var solverSeed: Int32 { Int32(clamping: seed) }
}

/// What a command that makes a plan tells.
package struct ResultOptions: ParsableArguments {
  package init() {}

  @Flag(help: "Write the whole result as JSON to standard output.")
  package var json = false

  @Flag(name: [.short, .long], help: "Say nothing, unless there is no plan.")
  package var quiet = false

  @Flag(help: "The log of the method: models, bounds, a table of the search.")
  package var verbose = false

  @Option(
    help: ArgumentHelp(
      "json: lines of JSON with timestamps on standard error, instead of words.",
      valueName: "form"))
  package var progress: ProgressForm?

  package func validate() throws {
    if quiet && (verbose || progress != nil) {
      throw ValidationError("--quiet leaves no room for --verbose or --progress.")
    }
    if verbose && progress != nil {
      throw ValidationError("--verbose and --progress are two forms of one thing; give one.")
    }
  }
}

/// In which form a run tells how far it is.
package enum ProgressForm: String, CaseIterable, ExpressibleByArgument {
  /// A line of JSON for each event.
  case json
}

extension SolveRequest.Moves {
  /// All moves with what they are, those first that are listed last.
  package static var meanings: String {
    allCases.reversed().map(\.withMeaning).joined(separator: ", ") + "."
  }

  /// The name with the meaning.
  package var withMeaning: String { "\(rawValue) (\(meaning))" }

  /// These moves with their meaning, then the names of all others.
  package var beforeOthers: String {
    let others = Self.allCases.filter { $0 != self }.map(\.rawValue)
    return ([withMeaning] + others.dropLast()).joined(separator: ", ") + " or "
      + (others.last ?? "")
  }
}
