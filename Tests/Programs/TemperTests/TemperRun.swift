import Foundation
import Testing

/// A finished run of the real `temper`: arguments in, a status and two streams out.
struct TemperRun {
  /// The exit status, or 128 plus the signal that killed the process.
  let status: Int32
  /// What came on standard output.
  let output: String
  /// What came on standard error.
  let errors: String

  /// Runs `temper`, or another executable found on the path, to its end.
  ///
  /// Standard output goes to the file `destination`, if there is one, instead of ``output``. The
  /// `environment` is what the process knows of its terminal.
  init(
    _ arguments: [String], input: String = "", destination: String? = nil,
    executable: String = Self.executable, environment: [String] = ["COLUMNS=80", "TERM=dumb"]
  ) throws {
    let streams = try (input: StreamFile(input), output: StreamFile(), errors: StreamFile())
    let device = try destination.map { try #require(FileHandle(forWritingAtPath: $0)) }
    let process = try ChildProcess(
      executable, arguments, input: streams.input.descriptor,
      output: device?.fileDescriptor ?? streams.output.descriptor,
      errors: streams.errors.descriptor, environment: environment)
    status = process.wait()
    output = streams.output.text
    errors = streams.errors.text
  }

  /// Runs `temper` to its end.
  init(_ arguments: String...) throws { try self.init(arguments) }

  /// The `temper` that was built together with the tests.
  static var executable: String { builds + "/temper" }

  /// The `temper` of the other configuration, debug or release.
  static var otherExecutable: String {
    let other = builds.hasSuffix("/release") ? "debug" : "release"
    return URL(filePath: builds).deletingLastPathComponent().path + "/\(other)/temper"
  }

  /// Where the build puts its executables, the tests among them.
  private static var builds: String {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: tests ?? "").deletingLastPathComponent().path
  }
}

/// A process that a test has started.
struct ChildProcess {
  let number: pid_t

  init(
    _ executable: String, _ arguments: [String], input: Int32 = -1, output: Int32, errors: Int32,
    environment: [String] = ["COLUMNS=80", "TERM=dumb"]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (source, target) in [(input, 0), (output, 1), (errors, 2)] where source >= 0 {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    // Tests run on threads that block signals, and a process inherits what its maker blocks.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // The same on every machine; a crash is to be quick, its status says enough.
    let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
    // Where sanitizers put what they find, in a build that has one.
    let sanitizers = ["ASAN_OPTIONS", "TSAN_OPTIONS"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
    }
    let variables =
      ["PATH=\(search)", "SWIFT_BACKTRACE=enable=no"] + sanitizers + environment
    let environment = variables.map { strdup($0) }
    let words = ([executable] + arguments).map { strdup($0) }
    defer { for word in words + environment { free(word) } }
    var process: pid_t = 0
    try #require(
      posix_spawnp(&process, executable, &actions, &attributes, words + [nil], environment + [nil])
        == 0)
    number = process
  }

  func send(_ signal: Int32) { kill(number, signal) }

  /// Waits for the end; returns the exit status, or 128 plus the signal that ended the process.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}

/// A nameless file: takes whatever a process writes, without a reader at the other end.
final class StreamFile {
  let descriptor: Int32

  init(_ text: String = "") throws {
    var template = Array("\(NSTemporaryDirectory())/temper-stream-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let bytes = Array(text.utf8)
    try #require(pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
  }

  deinit { close(descriptor) }

  var text: String {
    var bytes = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
