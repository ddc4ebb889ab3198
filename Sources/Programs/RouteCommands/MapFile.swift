import ArgumentParser
import CommandSupport
import DurableFiles
import PatrolRouting

/// Reads a map to patrol; errors name the file and the place in it.
func readMap(_ path: String) throws -> PatrolGraph {
  try PatrolGraph(json: DurableFile.read(path), file: path)
}

/// When to end a search before it is done.
struct SearchLimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The most time. (default: 60)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 60.0

  /// Whether a signal or the time asks the search to end.
  var isOver: @Sendable () -> Bool {
    let limit = RunningTime.forSearch(of: .seconds(timeLimit))
    let end = ContinuousClock.now.advanced(by: limit)
    return { Interrupt.isRequested || ContinuousClock.now >= end }
  }
}

/// Tells a line of a log, unless nobody wants to know.
func tell(_ line: String, unless isQuiet: Bool) {
  if !isQuiet { Console.error(line) }
}
