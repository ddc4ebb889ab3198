import Foundation
import Testing

/// A directory of a test's own, removed with all it holds when the test ends.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/temper-tests-XXXXXX".utf8CString)
    let name = try #require(mkdtemp(&template).map { String(cString: $0) })
    path = name
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the directory.
  subscript(name: String) -> String { "\(path)/\(name)" }

  /// The names of all that is in the directory, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The permissions of something in the directory.
  func permissions(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
