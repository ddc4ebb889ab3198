import Foundation
import Testing
import _ReaderChecks

/// What was slow because each part was looked for among all others.
@Suite("Files of almost a megabyte, with many of one thing,")
struct LargeInputTests {
  struct Input: CustomTestStringConvertible {
    let reader: String
    let testDescription: String
    let text: String
  }

  static let inputs = [
    Input(
      reader: "region", testDescription: "sectors of a region",
      text: "{\"sectors\": ["
        + list(18_000) { "{\"id\": \"\($0)\", \"neighbours\": []}" }
        + "]}\u{c}area,sector,minPatrolMinutes\n1,1,0\n\u{c}from,1\n1,0\n"),
    Input(
      reader: "region", testDescription: "neighbours of a sector",
      text: "{\"sectors\": [{\"id\": \"x\", \"neighbours\": ["
        + list(15_000) { "\"\($0)\"" } + "]},"
        + list(15_000) { "{\"id\": \"\($0)\", \"neighbours\": [\"x\"]}" }
        + "]}\u{c}area,sector,minPatrolMinutes\n1,1,0\n\u{c}from,1\n1,0\n"),
    Input(
      reader: "calls-csv", testDescription: "columns of a table",
      text: list(80_000) { "column\($0)" } + "\n1\n"),
    Input(
      reader: "day-tables", testDescription: "pins of cars",
      text: day(list(30_000, between: "\n") { "pin,\(1 + $0 % 2),,A,\(1 + $0 % 3)," })),
    Input(
      reader: "day-tables", testDescription: "pairs of cars",
      text: day(
        list(30_000, between: "\n") { "together,\(1 + $0 % 2),\(2 - $0 % 2),,\(1 + $0 % 3)," })
    ),
    Input(
      reader: "day-tables", testDescription: "sectors that other tables lack",
      text: "time," + list(9_000) { "north-\($0)" } + "\n08:00," + list(9_000) { _ in "1" }
        + "\n09:00," + list(9_000) { _ in "1" } + "\n\u{c},"
        + list(9_000) { "south-\($0)" } + "\nA," + list(9_000) { _ in "1" } + "\n"),
  ]

  private static func list(
    _ count: Int, between: String = ",", _ part: (Int) -> String
  ) -> String {
    (0..<count).map(part).joined(separator: between)
  }

  private static func day(_ rules: String) -> String {
    "time,A,B\n08:00,1,1\n09:00,1,1\n10:00,1,1\n\u{c},A,B\nA,0,7\nB,8,0\n\u{c}\u{c}id\n1\n2\n\u{c}"
      + "rule,car,car2,sector,from,to\n" + rules + "\n"
  }

  @Test("are read or refused within a second of processor time", arguments: inputs)
  func time(input: Input) throws {
    let check = try #require(ReaderCheck.named(input.reader))
    let bytes = [UInt8](input.text.utf8)
    #expect((200_000..<1 << 20).contains(bytes.count))
    let begun = processorTime
    #expect(throws: Never.self) { try check(bytes) }
    #expect(processorTime - begun < 1)
  }

  /// That of this thread, in seconds.
  private var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
