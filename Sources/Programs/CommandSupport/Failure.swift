package import ArgumentParser
import Documents
public import DurableFiles
public import PlanOutput
import Spreadsheets
public import StudyOutput
public import StudyStore
public import Temper
import Tuning
public import WeightTuning

/// A failure as the user meets it: one line on standard error and an exit status (sysexits.h).
package struct Failure: Error {
  package let status: ExitCode
  package let message: String

  package init(_ status: ExitCode, _ message: String) {
    self.status = status
    self.message = message
  }

  package init(_ error: FileError) {
    let status: ExitCode =
      switch error.kind {
      case .missing, .unreadable: .noInput
      case .tooLarge: .invalidData
      case .cannotCreate: .cannotCreate
      case .io: .inputOutput
      }
    self.init(status, error.description)
  }

  package init(_ error: InstanceFileError) {
    switch error {
    case .file(let error): self.init(error)
    case .content(let error): self.init(.invalidData, error.description)
    }
  }

  package init(_ error: TeamFileError) {
    switch error {
    case .file(let error): self.init(error)
    case .folder: self.init(.noInput, error.description)
    case .same: self.init(.invalidData, error.description)
    }
  }

  package init(_ error: SolveError) {
    switch error {
    case .model, .infeasiblePlan: self.init(.invalidData, error.description)
    case .refused: self.init(.internalError, error.description)
    }
  }

  package init(_ error: QUBORunError) {
    switch error {
    case .model: self.init(.invalidData, error.description)
    case .wrongEnergy: self.init(.internalError, error.description)
    }
  }

  package init(_ error: ExactError) {
    switch error {
    case .solver(.unavailable), .solver(.pythonFailed): self.init(.unavailable, error.description)
    case .solver, .wrongAnswer: self.init(.internalError, error.description)
    case .tooLarge, .notApplicable, .interrupted: self.init(.invalidData, error.description)
    }
  }

  package init(_ error: StudyStoreError) {
    let status: ExitCode =
      switch error {
      case .missing: .noInput
      case .cannotOpen, .readOnly, .networkFileSystem: .cannotCreate
      case .locked: .temporaryFailure
      case .device: .inputOutput
      case .notAStudy, .truncated, .damaged, .newerSchema, .otherInstance, .otherSetting:
        .invalidData
      }
    self.init(status, error.description)
  }

  package init(_ error: TuneError) {
    switch error {
    case .infeasible: self.init(.provenInfeasible, error.description)
    case .nothingToTune, .nothingToStartFrom, .otherParameters, .unbounded:
      self.init(.invalidData, error.description)
    case .run(let error): self.init(error)
    case .file(let error): self.init(error)
    case .study(.store(.locked)): self.init(.temporaryFailure, error.description)
    case .study(.store(.unavailable)): self.init(.inputOutput, error.description)
    case .study: self.init(.invalidData, error.description)
    }
  }

  package init(_ error: ChosenWeightsError) {
    switch error {
    case .file(let error): self.init(error)
    case .content, .otherInstance: self.init(.invalidData, error.description)
    }
  }

  package init(_ error: SectorShapesError) {
    switch error {
    case .file(let error): self.init(error)
    case .content, .noSector: self.init(.invalidData, error.description)
    }
  }

  /// Any error of the libraries, with the status that suits it.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as FileError: self.init(error)
    case let error as InstanceFileError: self.init(error)
    case let error as TeamFileError: self.init(error)
    case let error as SolveError: self.init(error)
    case let error as QUBORunError: self.init(error)
    case let error as ExactError: self.init(error)
    case let error as StudyStoreError: self.init(error)
    case let error as TuneError: self.init(error)
    case let error as ChosenWeightsError: self.init(error)
    case let error as SectorShapesError: self.init(error)
    case let error as DocumentError: self.init(.invalidData, error.description)
    case let error as ReportError: self.init(.invalidData, error.description)
    case let error as InstanceError: self.init(.invalidData, error.description)
    case let error as ScheduleFileError: self.init(.invalidData, error.description)
    case let error as WorkbookError: self.init(.invalidData, error.description)
    case let error as PlanCalendarError: self.init(.invalidData, error.description)
    case let error as QUBOError: self.init(.invalidData, error.description)
    case let error as QUBOFileError: self.init(.invalidData, error.description)
    case let error as ImportError: self.init(.invalidData, error.description)
    default: self.init(.internalError, "\(error)")
    }
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
}

/// A command whose failures become one line on standard error and an exit status.
package protocol ReportingCommand: ParsableCommand {
  /// Does the work; returns the exit status.
  func execute() throws -> ExitCode
}

extension ReportingCommand {
  package func run() throws {
    let status: ExitCode
    do { status = try execute() } catch let exit as ExitCode { throw exit } catch {
      let failure = Failure(error)
      Console.error("temper: error: \(failure.message)")
      throw failure.status
    }
    if status != .success { throw status }
  }
}
