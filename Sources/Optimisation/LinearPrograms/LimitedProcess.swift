import CChildProcesses
import Glibc

/// A process with a limit that it cannot exceed: bytes in, lines out.
///
/// At the limit it is interrupted (SIGINT), and killed with all that it started (SIGKILL) if it has
/// not ended within the grace. The kernel kills it, too, when this process ends, however that happens.
struct LimitedProcess {
  /// Who ended it.
  enum End: Hashable {
    case itself
    case limit
    case cancellation
  }

  /// How a process ended, with the last line that it said on standard error.
  struct Outcome {
    let end: End
    let complaint: String
  }

  let arguments: [String]
  let environment: [String: String]
  let input: [UInt8]
  /// When it has to end.
  let deadline: ContinuousClock.Instant?
  /// How long it may take after an interrupt.
  let grace: Duration
  let isCancelled: @Sendable () -> Bool

  /// Runs the process to its end and hands over each line of its output.
  ///
  /// - Throws: ``SolverError/pythonFailed(_:)`` if it cannot be started.
  func run(line: ([UInt8]) -> Void) throws(SolverError) -> Outcome {
    let input = try Self.file(holding: input)
    var output = try LinePipe()
    var errors = try LinePipe()
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
      if end == .itself, let reason = interruption(at: now) {
        end = reason
        kill(-process, SIGINT)
        killTime = now + grace
      }
      if let killTime, now >= killTime { kill(-process, SIGKILL) }
    }
    // It is not yet waited for, so that its group's number cannot be another's.
    kill(-process, SIGKILL)
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
    return Outcome(end: end, complaint: String(decoding: complaint, as: UTF8.self))
  }

  private func interruption(at now: ContinuousClock.Instant) -> End? {
    if isCancelled() { return .cancellation }
    return deadline.map { now >= $0 } ?? false ? .limit : nil
  }

  private func start(input: Int32, output: Int32, errors: Int32) throws(SolverError) -> pid_t {
    var process: pid_t = 0
    let pairs = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let failure = Self.withPointers(to: arguments) { arguments in
      Self.withPointers(to: pairs) { environment in
        // In a folder that nobody but root can put files into.
        child_process_start(
          self.arguments[0], arguments, environment, [input, output, errors], "/", &process)
      }
    }
    guard failure == 0 else {
      throw .pythonFailed("\(arguments[0]): \(String(cString: strerror(failure)))")
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
  private static func file(holding bytes: [UInt8]) throws(SolverError) -> Descriptor {
    let file = Descriptor(child_process_file())
    var written = 0
    while file.number >= 0, written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { break }
      written += max(0, count)
    }
    guard file.number >= 0, written == bytes.count, lseek(file.number, 0, SEEK_SET) == 0 else {
      throw .pythonFailed("no memory for its input: \(String(cString: strerror(errno)))")
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

/// A pipe that is read line by line, as far as there is something to read.
private struct LinePipe: ~Copyable {
  /// The end that this process reads; nil when the other ends are closed.
  private(set) var near: Int32?
  private(set) var far: Int32
  private var rest: [UInt8] = []

  init() throws(SolverError) {
    var ends: [Int32] = [0, 0]
    guard child_process_pipe(&ends) == 0 else {
      throw .pythonFailed("no pipe: \(String(cString: strerror(errno)))")
    }
    (near, far) = (ends[0], ends[1])
  }

  deinit {
    if let near { close(near) }
    if far >= 0 { close(far) }
  }

  mutating func closeFar() {
    close(far)
    far = -1
  }

  /// Hands over all whole lines that are there, and the last one without an end.
  mutating func forward(to line: ([UInt8]) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while let near {
      let count = read(near, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return }
      if count == 0 {
        close(near)
        self.near = nil
        if !rest.isEmpty { line(rest) }
        return
      }
      var unread = chunk[..<count]
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        line(rest + unread[..<end])
        rest = []
        unread = unread[(end + 1)...]
      }
      rest += unread
    }
  }
}
