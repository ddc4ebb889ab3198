import Foundation
import Testing

/// A directory of a test's own, removed with all it holds when the test ends.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    // In memory where there is such a place: that a killed process loses nothing does not depend on
    // the disk, and waiting for it would take most of the time.
    let memory = "/dev/shm"
    let place =
      FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    var template = Array("\(place)/temper-tests-XXXXXX".utf8CString)
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

}
