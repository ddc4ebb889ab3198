public import Failures
package import Foundation
import Texts

/// What a command writes as JSON, and reads again.
public protocol StoredDocument: JSONDocument, Decodable {
  /// The name of the format, as in the field `format`.
  static var format: String { get }
  /// The version that this program reads and writes.
  static var version: Int { get }
}

extension StoredDocument {
  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, as ``JSONDocument/bytes()`` writes it.
  ///   - file: What errors call it.
  /// - Throws: ``DocumentError`` if it is another format or version, or does not hold together.
  public init(parsing bytes: [UInt8], file: String) throws(DocumentError) {
    let data = Data(bytes)
    let header = try DocumentHeader(data, file: file)
    guard header.format == Self.format else {
      throw .otherFormat(file: file, found: header.format, expected: Self.format)
    }
    guard header.version == Self.version else {
      throw .otherVersion(
        file: file, format: header.format, found: header.version, expected: Self.version)
    }
    do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
      throw DocumentError(error, file: file, format: Self.format)
    }
  }
}

/// What all documents begin with.
package struct DocumentHeader: Decodable {
  package let format: String
  package let version: Int

  package init(_ data: Data, file: String) throws(DocumentError) {
    do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
      throw DocumentError(error, file: file, format: nil)
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // Documents about QUBOs name both in one field.
    if let schema = try container.decodeIfPresent(String.self, forKey: .schema) {
      format = schema
      version = 1
    } else {
      format = try container.decode(String.self, forKey: .format)
      version = try container.decode(Int.self, forKey: .version)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case schema
    case format
    case version
  }
}

/// Why a document cannot be read.
public enum DocumentError: ClassifiedError {
  /// Its content is wrong, in these words; the format, if that is known.
  case content(file: String, words: String, format: String?)
  /// It is another kind of document.
  case otherFormat(file: String, found: String, expected: String)
  /// It was written by another version of the program.
  case otherVersion(file: String, format: String, found: Int, expected: Int)

  /// The error of a decoder.
  package init(_ error: any Error, file: String, format: String?) {
    self = .content(file: file, words: Self.words(error), format: format)
  }

  /// What a decoder found, in words.
  private static func words(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
      return keys.isEmpty ? "the top level" : "$" + keys.joined()
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context): "\(path(context)) has no \"\(key.stringValue)\""
    case .typeMismatch(let type, let context): "\(path(context)) is no \(type)"
    case .valueNotFound(let type, let context): "\(path(context)) is null, not \(type)"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      "\(path(context)): \(context.debugDescription)"
    case .dataCorrupted, nil: "it is no JSON"
    @unknown default: "it is no JSON"
    }
  }
}

extension DocumentError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .content(let file, let words, let format):
      FailureAccount(
        .invalidData, "\(file.escaped): \(words.escaped)", remedy: .fileInFormat(format))
    case .otherFormat(let file, let found, let expected):
      FailureAccount(
        .invalidData,
        "\(file.escaped): found the format '\(found.escaped)', expected '\(expected)'")
    case .otherVersion(let file, let format, let found, let expected):
      FailureAccount(
        .invalidData,
        "\(file.escaped): found version \(found) of \(format.escaped), this program reads version "
          + "\(expected)", remedy: .versionThatWrote)
    }
  }
}
