import Foundation
import Testing

@Suite("An interrupted search")
struct InterruptTests {
  @Test(
    "writes its best plan, which the checker accepts, and ends with 128 plus the signal",
    arguments: [SIGINT, SIGTERM], ["presence-20x20x18", "city-50x50x24"])
  func interrupt(signal: Int32, name: String) throws {
    let scratch = try ScratchFolder()
    let log = try Channel()
    let process = try ChildProcess(
      TemperRun.executable,
      [
        "solve", Instances.shipped(name), "--method", "annealer", "--seed", "1", "--time-limit",
        "600", "--verbose", "-o",
        scratch["plan.csv"],
      ], output: log.far, errors: log.far)
    log.closeFar()
    #expect(log.lines { $0.isFeasibleRow }.last?.isFeasibleRow == true)
    process.send(signal)
    let rest = log.lines { _ in false }
    #expect(process.wait() == 128 + signal)
    #expect(rest.contains("Status    feasible (interrupted, best so far)"))
    #expect(rest.contains { $0.hasPrefix("Travel    ") })
    let check = try TemperRun("check", Instances.shipped(name), scratch["plan.csv"])
    #expect(check.status == 0)
    #expect(try scratch.names == ["plan.csv"])
  }

  @Test("ends at once at the second signal")
  func twice() throws {
    let log = try Channel()
    let process = try ChildProcess(
      TemperRun.executable,
      [
        "solve", Instances.shipped("city-50x50x24"), "--method", "annealer", "--seed", "1",
        "--time-limit", "600", "--verbose",
      ],
      output: log.far, errors: log.far)
    log.closeFar()
    #expect(!log.lines { $0.isFeasibleRow }.isEmpty)
    // A stopped process takes both at once when it goes on.
    process.send(SIGSTOP)
    process.send(SIGINT)
    process.send(SIGTERM)
    process.send(SIGCONT)
    #expect([128 + SIGINT, 128 + SIGTERM].contains(process.wait()))
    #expect(!log.lines { _ in false }.contains { $0.hasPrefix("Status") })
  }
}

extension String {
  /// Whether the line is a row of the log's table with no rule broken.
  fileprivate var isFeasibleRow: Bool {
    let cells = drop { $0 == "*" }.split(separator: " ")
    return hasSuffix(" s") && cells.count >= 9 && cells[2] == "0" && cells[1].contains(".")
  }
}

/// What a running process says, line by line.
final class Channel {
  /// The process's end.
  let far: Int32
  private let near: Int32
  private var rest: [UInt8] = []

  /// Unlike a pipe, a pair of sockets is never inherited by what other tests start meanwhile.
  init() throws {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    (near, far) = (ends[0], ends[1])
  }

  deinit { close(near) }

  func closeFar() { close(far) }

  /// The next lines up to one that ends the waiting, or to the end.
  func lines(until isLast: (String) -> Bool) -> [String] {
    var lines: [String] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        lines.append(String(decoding: rest[..<end], as: UTF8.self))
        rest.removeSubrange(...end)
        if lines.last.map(isLast) == true { return lines }
      }
      let count = read(near, &chunk, chunk.count)
      guard count > 0 else { return lines }
      rest += chunk.prefix(count)
    }
  }
}
