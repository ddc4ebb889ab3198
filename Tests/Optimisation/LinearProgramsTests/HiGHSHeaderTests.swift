import Foundation
import LinearPrograms
import Testing
import _TemperTestSupport

@Suite("The header of HiGHS", .needsHiGHS)
struct HiGHSHeaderTests {
  /// The vendored headers, and where they are below the distribution's `include/highs`.
  static let headers = [
    "highs_c_api.h": "interfaces/highs_c_api.h",
    "lp_data/HighsCallbackStruct.h": "lp_data/HighsCallbackStruct.h",
    "util/HighsInt.h": "util/HighsInt.h",
    "HConfig.h": "HConfig.h",
  ]

  static let distribution =
    (try? HiGHSLibrary.shared.get()).map { library in
      URL(filePath: library.path).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "include/highs").path
    } ?? ""

  @Test(
    "that calls are checked against is the library's own",
    .enabled(
      if: FileManager.default.fileExists(atPath: distribution + "/HConfig.h"),
      "needs the headers beside HiGHS: run make setup"),
    arguments: headers)
  func same(vendored: String, original: String) throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Optimisation/CHiGHS/include")
    let ours = try Data(contentsOf: sources.appending(path: vendored))
    let theirs = try Data(
      contentsOf: URL(filePath: Self.distribution).appending(path: original))
    #expect(ours == theirs, "\(vendored) is of another version: see CHiGHS/README.md")
  }
}
