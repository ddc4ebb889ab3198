import Foundation
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("Temper while calls of the system fail", .needsCompiler)
struct TortureTests {
  /// The file for the table of all calls; without it, a few calls of each command fail.
  static let table = ProcessInfo.processInfo.environment["TEMPER_TORTURE"]

  @Test(
    "says so in one line, and leaves old files or new ones, nothing torn and nothing else",
    arguments: WritingCommand.all)
  func torture(command: WritingCommand) throws {
    let chamber = try TortureChamber(command)
    var row = TortureTable.Row(command: command.name)
    if let path = Self.table {
      for kind in FailingCalls.Kind.allCases {
        for isLasting in [false, true] { try failAll(kind, isLasting, in: chamber, &row) }
      }
      try TortureTable.shared.add(row, writingTo: path)
    } else {
      for failing in Self.sample(for: command) { try fail(failing, in: chamber, &row) }
    }
    #expect(row.count(of: .write) > 0, "every command writes")
  }

  /// The first write, and a call that the command's place in the list draws.
  private static func sample(for command: WritingCommand) -> [FailingCalls] {
    let index = WritingCommand.all.firstIndex { $0.name == command.name } ?? 0
    var random = RandomStream(seed: UInt64(index))
    let kinds: [FailingCalls.Kind] = [.sync, .rename, .open, .read]
    return [
      FailingCalls(kind: .write, number: 1, isLasting: false),
      FailingCalls(
        kind: kinds[index % kinds.count], number: 1 + random.uniform(below: 4),
        isLasting: random.uniform(below: 2) == 0),
    ]
  }

  /// Of a kind with more calls than this, so many are taken, evenly.
  private static let most = 120

  /// Fails each call of a kind in turn until the command has no more of them, or every n-th.
  private func failAll(
    _ kind: FailingCalls.Kind, _ isLasting: Bool, in chamber: TortureChamber,
    _ row: inout TortureTable.Row
  ) throws {
    let count = try chamber.calls(of: kind)
    let step = max(1, (count + Self.most - 1) / Self.most)
    if step > 1 { row.sampled(kind, of: count) }
    // A call more or less is made at every run; without an end the library would not work.
    for number in stride(from: 1, to: 2 * count + 100, by: step) {
      let failing = FailingCalls(kind: kind, number: number, isLasting: isLasting)
      guard try fail(failing, in: chamber, &row) else { return }
    }
    Issue.record("\(chamber.command.name): \(kind) has no end")
  }

  /// Runs the command with a call that fails; returns whether it came to that call.
  @discardableResult
  private func fail(
    _ failing: FailingCalls, in chamber: TortureChamber, _ row: inout TortureTable.Row
  ) throws -> Bool {
    let verdict = try chamber.torture(failing)
    for fault in verdict.faults { Issue.record("\(fault)") }
    row.add(verdict, failing.kind)
    return verdict.isReached
  }
}
