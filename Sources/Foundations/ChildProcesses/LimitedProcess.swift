import CChildProcesses
import Glibc

/// A process with a limit that it cannot exceed: bytes in, lines out.
///
/// At the limit it is interrupted (SIGINT), and killed with all that it started (SIGKILL) if it has
/// not ended within the grace. The kernel kills it, too, when this process ends, however that happens.
package struct LimitedProcess {
  /// Who ended it.
  package enum End: Hashable, Sendable {
    case itself
    /// Its time was up.
    case limit
    /// It wrote more than it may.
    case output
    case cancellation
  }

  /// How a process ended.
  package struct Outcome: Sendable {
    /// Who ended it.
    package let end: End
    /// Its exit status, or 128 and the number of the signal that ended it.
    package let status: Int32
    /// The last line that it said on standard error.
    package let complaint: String
  }

  private let arguments: [String]
  private let environment: [String: String]
  private let folder: String
  private let input: [UInt8]
  private let deadline: ContinuousClock.Instant?
  private let grace: Duration
  private let outputLimit: Int
  private let isCancelled: @Sendable () -> Bool

  /// Describes a process.
  ///
  /// - Parameters:
  ///   - arguments: The program's path, then what it is given.
  ///   - environment: Its variables.
  ///   - folder: In which it runs; without one, where nobody but root can put files.
  ///   - input: What it reads from standard input.
  ///   - deadline: When it has to end.
  ///   - grace: How long it may take after an interrupt.
  ///   - outputLimit: The most bytes that it may write.
  ///   - isCancelled: Asked every few milliseconds.
  package init(
    arguments: [String], environment: [String: String], folder: String = "/", input: [UInt8],
    deadline: ContinuousClock.Instant?, grace: Duration, outputLimit: Int = .max,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    precondition(!arguments.isEmpty, "a process runs a program")
    (self.arguments, self.environment, self.folder) = (arguments, environment, folder)
    (self.input, self.deadline, self.grace) = (input, deadline, grace)
    (self.outputLimit, self.isCancelled) = (outputLimit, isCancelled)
  }

  /// Runs the process to its end and hands over each line of its output.
  ///
  /// - Throws: ``ProcessError`` if it cannot be started.
  package func run(line: ([UInt8]) -> Void) throws(ProcessError) -> Outcome {
    let input = try file(holding: input)
    var output = try LinePipe(for: arguments[0])
    var errors = try LinePipe(for: arguments[0])
    let process = try start(input: input.number, output: output.far, errors: errors.far)
    output.closeFar()
    errors.closeFar()
    var end = End.itself
    var complaint: [UInt8] = []
    var killTime: ContinuousClock.Instant?
    while true {
      Self.wait(for: [output.near, errors.near])
      // What the process wrote before it ended is in the pipes by then.
      let hasEnded = Self.hasEnded(process)
      output.forward(to: line)
      errors.forward { if !$0.isEmpty { complaint = $0 } }
      if hasEnded { break }
      let now = ContinuousClock.now
      if end == .itself,
        let reason = interruption(
          at: now, written: output.count + errors.count)
      {
        end = reason
        kill(-process, SIGINT)
        killTime = now + grace
      }
      if let killTime, now >= killTime { kill(-process, SIGKILL) }
    }
    // It is not yet waited for, so that its group's number cannot be another's.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Outcome(
      end: end, status: Self.exitStatus(status),
      complaint: String(decoding: complaint, as: UTF8.self))
  }

  /// As a shell has it, of what wait(2) says: seven bits of a signal below eight of a status.
  private static func exitStatus(_ waited: Int32) -> Int32 {
    waited & 0x7f == 0 ? waited >> 8 & 0xff : 128 + waited & 0x7f
  }

  private func interruption(at now: ContinuousClock.Instant, written: Int) -> End? {
    if isCancelled() { return .cancellation }
    if written > outputLimit { return .output }
    return deadline.map { now >= $0 } ?? false ? .limit : nil
  }

  private func start(input: Int32, output: Int32, errors: Int32) throws(ProcessError) -> pid_t {
    var process: pid_t = 0
    let pairs = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let failure = Self.withPointers(to: arguments) { arguments in
      Self.withPointers(to: pairs) { environment in
        child_process_start(
          self.arguments[0], arguments, environment, [input, output, errors], folder, &process)
      }
    }
    guard failure == 0 else {
      throw ProcessError(arguments[0], String(cString: strerror(failure)))
    }
    return process
  }

  private static func withPointers<Value>(
    to words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }

  private static func hasEnded(_ process: pid_t) -> Bool {
    var status = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    while waitid(P_PID, id_t(process), &status, options) != 0 {
      if errno != EINTR { return true }
    }
    return status.si_signo == SIGCHLD
  }

  /// Waits for output, for 5 ms at most: nobody tells of a cancellation or an end.
  private static func wait(for descriptors: [Int32?]) {
    var files = descriptors.compactMap { $0 }.map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&files, nfds_t(files.count), 5)
  }

  /// An open file without a name: writing to the pipe of a process that has ended would end this one.
  private func file(holding bytes: [UInt8]) throws(ProcessError) -> Descriptor {
    let file = Descriptor(child_process_file())
    var written = 0
    while file.number >= 0, written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { break }
      written += max(0, count)
    }
    guard file.number >= 0, written == bytes.count, lseek(file.number, 0, SEEK_SET) == 0 else {
      throw ProcessError(
        arguments[0], "no memory for its input: \(String(cString: strerror(errno)))")
    }
    return file
  }
}

/// An open file, closed when it goes out of scope.
private struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { if number >= 0 { close(number) } }
}
