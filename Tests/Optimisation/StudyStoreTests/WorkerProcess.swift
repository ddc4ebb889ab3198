import Foundation
import Testing

/// A process of the study fixture, which says what it does.
final class WorkerProcess {
  private var process: pid_t = 0
  private var progress: [Int32] = [0, 0]

  /// Starts a worker on a study of so many trials.
  convenience init(
    path: String, trials: Int, leaseMilliseconds: Int = 60_000, workMicroseconds: Int = 0
  ) throws {
    try self.init("work", path, "\(trials)", "\(leaseMilliseconds)", "\(workMicroseconds)")
  }

  /// Starts the fixture; of its environment, some variables may be others.
  init(_ arguments: String..., environment: [String: String] = [:]) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = tests.prefix(through: tests.lastIndex(of: "/") ?? tests.startIndex)
    let arguments = ["\(folder)StudyWorkerFixture"] + arguments
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Unlike a pipe, a pair of sockets is never inherited by what other tests start meanwhile.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &progress) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, progress[1], STDOUT_FILENO)
    let words = arguments.map { strdup($0) }
    let pairs = variables.map { strdup("\($0.key)=\($0.value)") }
    defer { for word in words + pairs { free(word) } }
    try #require(
      posix_spawn(&process, arguments[0], &actions, nil, words + [nil], pairs + [nil]) == 0)
    close(progress[1])
  }

  deinit { close(progress[0]) }

  /// The next line; nil when the process has ended.
  func line() -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(progress[0], &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    return nil
  }

  /// All further lines.
  func lines() -> [String] {
    var lines: [String] = []
    while let line = line() { lines.append(line) }
    return lines
  }

  /// The next word and trial; nil when the process has ended.
  func next() -> (word: Character, trial: Int)? {
    line().flatMap { line in
      line.first.flatMap { word in Int(line.dropFirst(2)).map { (word, $0) } }
    }
  }

  /// The trials of all further lines that begin with the word.
  func rest(_ word: Character) -> [Int] {
    var trials: [Int] = []
    while let line = next() { if line.word == word { trials.append(line.trial) } }
    return trials
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end and returns the exit status, or 128 plus the signal.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}
