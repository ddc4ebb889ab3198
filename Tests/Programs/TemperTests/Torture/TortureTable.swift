import Foundation
import Synchronization
import _TemperTestSupport

/// How many calls of each kind have failed in each command, and in how many runs Temper did.
final class TortureTable: Sendable {
  struct Row {
    let command: String
    private var runs: [FailingCalls.Kind: Int] = [:]
    private var ended: [FailingCalls.Kind: Int] = [:]
    private var all: [FailingCalls.Kind: Int] = [:]
    private var failed = 0

    init(command: String) { self.command = command }

    mutating func add(_ verdict: TortureChamber.Verdict, _ kind: FailingCalls.Kind) {
      if verdict.isReached { runs[kind, default: 0] += 1 }
      if verdict.isEndedByRuntime { ended[kind, default: 0] += 1 }
      if !verdict.faults.isEmpty { failed += 1 }
    }

    /// Says that only some of the calls of a kind were taken, of so many.
    mutating func sampled(_ kind: FailingCalls.Kind, of count: Int) { all[kind] = count }

    func count(of kind: FailingCalls.Kind) -> Int { runs[kind] ?? 0 }

    /// The row in Markdown.
    var line: String {
      let cells = FailingCalls.Kind.allCases.map { kind in
        "\(count(of: kind))" + (all[kind].map { " of \(2 * $0)" } ?? "")
          + (ended[kind].map { " (\($0) ended)" } ?? "")
      }
      return "| \(command) | \(cells.joined(separator: " | ")) | \(failed) |"
    }
  }

  static let shared = TortureTable()
  private let rows = Mutex<[Row]>([])

  /// Takes a row and writes the table of all so far.
  func add(_ row: Row, writingTo path: String) throws {
    try rows.withLock { rows in
      rows.append(row)
      let kinds = FailingCalls.Kind.allCases
      let head = "| command | \(kinds.map(\.rawValue).joined(separator: " | ")) | failed |"
      let rule = "|---|" + String(repeating: "---:|", count: kinds.count + 1)
      let lines = WritingCommand.all.compactMap { command in
        rows.first { $0.command == command.name }?.line
      }
      let text = ([head, rule] + lines).map { $0 + "\n" }.joined()
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
