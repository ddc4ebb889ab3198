import Foundation
public import Testing

/// A recorded page in the folder `Golden` beside the test that names it.
///
/// After an intended change, renew all of them and look at git diff:
///
///     TEMPER_RENEW_GOLDEN=1 swift test --filter Page
public struct GoldenPage {
  private let file: URL

  /// The page of a name; `test` is the file of the test.
  public init(_ name: String, test: String = #filePath) {
    file = URL(filePath: test).deletingLastPathComponent().appending(
      path: "Golden/\(name).html")
  }

  /// Records an issue with the differing lines unless the page is as recorded.
  public func expect(_ page: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["TEMPER_RENEW_GOLDEN"] == "1" {
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let difference = LineDifference.text(from: recorded, to: page)
    // Compared beforehand, or the failure would repeat both pages.
    let isSame = page == recorded
    #expect(
      isSame, "\(file.lastPathComponent) differs:\n\(difference)", sourceLocation: sourceLocation)
  }
}
