import Foundation
import Testing
import _TemperTestSupport

/// A recorded text in the folder `Golden`.
///
/// After an intended change, renew all of them and look at git diff:
///
///     TEMPER_RENEW_GOLDEN=1 swift test --filter TemperTests
struct Golden {
  private let file: URL

  init(_ name: String) {
    file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/\(name).txt")
  }

  /// Records an issue with the differing lines unless the text is as recorded.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["TEMPER_RENEW_GOLDEN"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let difference = LineDifference.text(from: recorded, to: text)
    // Compared beforehand, or the failure would repeat both texts.
    let isSame = text == recorded
    #expect(
      isSame, "\(file.lastPathComponent) differs:\n\(difference)",
      sourceLocation: sourceLocation)
  }
}
