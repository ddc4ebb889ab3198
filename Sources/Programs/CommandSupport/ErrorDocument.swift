package import ArgumentParser
import Foundation
import Synchronization

extension Program {
  /// The flag, anywhere on the command line, that asks for errors as JSON.
  package static let errorFlag = "--json-errors"
  private static let errorsAsJSON = Atomic(false)

  /// Whether errors are lines of JSON.
  package static var hasErrorsAsJSON: Bool { errorsAsJSON.load(ordering: .relaxed) }

  /// Takes the flag out of the arguments, and minds it.
  package static func takeErrorFlag(from arguments: [String]) -> [String] {
    let rest = arguments.filter { $0 != errorFlag }
    if rest.count < arguments.count { errorsAsJSON.store(true, ordering: .relaxed) }
    return rest
  }
}

/// An error as a line of JSON: format `temper-error`, version 1.
package struct ErrorDocument: Encodable {
  private let format = "temper-error"
  private let version = 1
  private let status: Int32
  private let kind: String
  private let message: String

  /// An error with its exit status.
  package init(_ status: ExitCode, message: String) {
    self.status = status.rawValue
    self.message = message
    kind =
      switch status {
      case .validationFailure: "usage"
      case .invalidData: "invalid-data"
      case .noInput: "unreadable"
      case .unavailable: "missing-library"
      case .cannotCreate: "cannot-create"
      case .inputOutput: "input-output"
      case .temporaryFailure: "locked"
      case .provenInfeasible: "infeasible"
      case .noneFound: "none-found"
      default: "defect"
      }
  }

  /// The document on one line, keys sorted.
  package var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
