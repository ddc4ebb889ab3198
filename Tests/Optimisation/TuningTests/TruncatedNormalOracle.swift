import Foundation
import Testing

/// A line of `truncated-normal.csv`: a standard normal distribution cut to a range.
struct TruncatedNormalOracle {
  let lower: Double
  let upper: Double
  /// A place in the range, and the logarithm of the density there, as SciPy has it if it is right.
  let x: Double
  let logDensity: Double
  let scipyLogDensity: Double?
  /// A share, and the value below which it lies, as SciPy has it if it is right.
  let share: Double
  let quantile: Double
  let scipyQuantile: Double?

  static func all() throws -> [TruncatedNormalOracle] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "truncated-normal.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    // After the line that says where they come from, and the heading.
    return try lines.dropFirst(2).map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      try #require(fields.count == 8, "a line has eight fields")
      return TruncatedNormalOracle(
        lower: try #require(fields[0]), upper: try #require(fields[1]),
        x: try #require(fields[2]), logDensity: try #require(fields[3]),
        scipyLogDensity: fields[4], share: try #require(fields[5]),
        quantile: try #require(fields[6]), scipyQuantile: fields[7])
    }
  }
}
