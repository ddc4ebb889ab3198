import ChildProcesses
import Foundation
import Incidents

/// A user's own forecaster: a program that reads counts and says rates, both in JSON.
///
/// It is run once for each range of hours, with all counts until the end of the training and nothing
/// else, so that it cannot know what it should not. It is killed with all that it started when its time
/// is up, when it writes without end, when the run is cancelled, and when this process ends.
public struct ProgramForecaster: Forecaster {
  /// What users call it.
  public let name = "program"
  /// What it does, in a line.
  public let summary = "what a program of yours says"
  /// The program.
  let program: Program

  /// A program and its limits.
  struct Program: Sendable {
    let path: String
    let timeLimit: Duration
    let isCancelled: @Sendable () -> Bool
  }

  /// Creates a forecaster.
  ///
  /// - Parameters:
  ///   - path: Of the program, which runs in the current folder.
  ///   - timeLimit: How long one answer may take.
  ///   - isCancelled: Whether the run is to end, asked every few milliseconds.
  public init(
    path: String, timeLimit: Duration, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    program = Program(path: path, timeLimit: timeLimit, isCancelled: isCancelled)
  }

  /// Remembers the counts, for the program to learn from when it is asked.
  ///
  /// - Throws: ``ForecastError`` if there is less than a week of them.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    return ProgramForecast(program: program, known: counts)
  }
}

struct ProgramForecast: Forecast {
  let program: ProgramForecaster.Program
  /// The training.
  let known: HourlyCounts

  package var lead: ForecastLead { .fixed }

  package func rates(
    of hours: Range<LocalHour>, given counts: HourlyCounts
  ) throws(ForecastError) -> HourlyRates {
    let request = ProgramRequest(known: known, wanted: hours)
    do throws(ForecastProgramError) {
      let answer = try program.answer(to: request)
      return try ProgramAnswer(answer, of: program.path, grid: known.grid, hours: hours).rates
    } catch { throw .program(error) }
  }
}

extension ProgramForecaster.Program {
  /// After an interrupt at the limit, it may take so long to clean up.
  private static let grace = Duration.milliseconds(200)

  /// Runs the program to its end, and returns what it wrote.
  func answer(to request: ProgramRequest) throws(ForecastProgramError) -> [UInt8] {
    let process = LimitedProcess(
      arguments: [path], environment: ProcessInfo.processInfo.environment, folder: ".",
      input: request.bytes, deadline: .now + timeLimit, grace: Self.grace,
      outputLimit: request.answerLimit, isCancelled: isCancelled)
    var answer: [UInt8] = []
    let outcome: LimitedProcess.Outcome
    do throws(ProcessError) {
      outcome = try process.run { answer += $0 + [UInt8(ascii: "\n")] }
    } catch { throw .notStarted(program: path, reason: error.reason) }
    switch outcome.end {
    case .cancellation: throw .interrupted
    case .limit: throw .tooSlow(program: path, seconds: timeLimit / .seconds(1))
    case .output: throw .tooLong(program: path, bytes: request.answerLimit)
    case .itself: break
    }
    guard outcome.status == 0 else {
      throw .failed(program: path, status: Int(outcome.status), complaint: outcome.complaint)
    }
    return answer
  }
}
