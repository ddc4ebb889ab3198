import ArgumentParser
import CommandSupport
import Forecasts

/// Does work during which a user's program may be asked: where a signal ends that program, the status
/// is the signal's, and nothing is the program's fault.
func interruptible(_ work: () throws -> ExitCode) throws -> ExitCode {
  Interrupt.listen()
  do { return try work() } catch ForecastError.program(.interrupted) {
    Console.error("temper: error: interrupted before there was a result")
    return ExitCode(Interrupt.status)
  }
}
