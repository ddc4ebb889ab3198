package import ArgumentParser
package import Failures
import Texts

/// A failure as the user meets it: one line on standard error and an exit status (sysexits.h).
package struct Failure: Error {
  package let status: ExitCode
  package let message: String

  package init(_ status: ExitCode, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Any error, with the status that suits it; one of the libraries with its remedy as options.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as any ClassifiedError:
      self.init(ExitCode(error.account.kind), error.account.line { $0.words })
    default: self.init(.internalError, "\(error)")
    }
  }
}

extension Failure {
  /// Writes the failure to standard error, in one line whatever the names in it hold.
  package func report() {
    Console.error(
      Program.hasErrorsAsJSON
        ? ErrorDocument(status, message: message).line : "temper: error: \(message.onOneLine)")
  }
}

extension ExitCode {
  package static let different = ExitCode(1)
  package static let noneFound = ExitCode(3)
  package static let provenInfeasible = ExitCode(20)
  package static let invalidData = ExitCode(65)
  package static let noInput = ExitCode(66)
  package static let unavailable = ExitCode(69)
  package static let internalError = ExitCode(70)
  package static let cannotCreate = ExitCode(73)
  package static let inputOutput = ExitCode(74)
  package static let temporaryFailure = ExitCode(75)

  /// The exit status for a kind of failure.
  package init(_ kind: FailureKind) {
    self =
      switch kind {
      case .usage: .validationFailure
      case .invalidData: .invalidData
      case .unreadable: .noInput
      case .missingLibrary: .unavailable
      case .defect: .internalError
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      case .locked: .temporaryFailure
      case .infeasible: .provenInfeasible
      }
  }
}

/// A command whose failures become one line on standard error and an exit status.
package protocol ReportingCommand: ParsableCommand {
  /// All files that are read and written, as options and arguments name them.
  ///
  /// They are checked before any work is done: no output is an input or another output.
  var files: [FileUse] { get throws }

  /// Does the work; returns the exit status.
  func execute() throws -> ExitCode
}

extension ReportingCommand {
  package func run() throws {
    let status: ExitCode
    do {
      try files.checkNoneIsLost()
      status = try execute()
    } catch let exit as ExitCode { throw exit } catch {
      let failure = Failure(error)
      failure.report()
      throw failure.status
    }
    if status != .success { throw status }
  }
}
