import CommandSupport
public import ComparisonOutput
import Documents
import Foundation
public import PlanOutput
public import QUBOOutput

/// What a file is that a page can be made of.
public enum ReportSource: Sendable {
  /// A schedule, as CSV or as JSON of `temper export`.
  case plan
  /// What `temper solve` or `temper exact` wrote.
  case result(ResultDocument)
  /// What `temper compare` wrote.
  case comparison(ComparisonDocument)
  /// What `temper qubo solve` wrote.
  case qubo(QUBOResultDocument)
  /// A study of `temper tune`, an SQLite file.
  case study

  /// Looks at a file's content.
  ///
  /// - Parameters:
  ///   - bytes: All of it.
  ///   - file: What errors call it.
  /// - Throws: ``DocumentError``, ``ReportError/unknown(file:format:)``.
  public init(_ bytes: [UInt8], file: String) throws {
    if bytes.starts(with: "SQLite format 3\0".utf8) {
      self = .study
    } else if bytes.first(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "{") {
      let header = try DocumentHeader(Data(bytes), file: file)
      switch header.format {
      case ResultDocument.format: self = .result(try .init(parsing: bytes, file: file))
      case ComparisonDocument.format: self = .comparison(try .init(parsing: bytes, file: file))
      case QUBOResultDocument.schema: self = .qubo(try .init(parsing: bytes, file: file))
      case PlanDocument.format: self = .plan
      default: throw ReportError.unknown(file: file, format: header.format)
      }
    } else {
      self = .plan
    }
  }

  private static let blanks = Set(" \t\r\n".utf8)
}
