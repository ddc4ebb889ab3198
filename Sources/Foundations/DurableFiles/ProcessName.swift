import Glibc

/// A process under a name that no other one has: boot, process namespace, number, and start.
///
/// Whether it has ended can be told from any process of the same boot and namespace.
package struct ProcessName: Hashable, LosslessStringConvertible {
  /// Whether a process runs, as far as can be told from here.
  package enum State {
    case running, ended, unknown
  }

  private let boot: Substring
  private let namespace: Substring
  private let number: pid_t
  private let start: Substring

  /// The name of this process.
  package static var own: ProcessName {
    let number = getpid()
    return ProcessName(
      boot: here.boot, namespace: here.namespace, number: number,
      start: startTime(of: number).map { Substring($0) } ?? unknown)
  }

  /// The four parts with blanks between them.
  package var description: String { "\(boot) \(namespace) \(number) \(start)" }

  package init?(_ description: String) {
    let parts = description.split(separator: " ")
    guard parts.count == 4, let number = pid_t(parts[2]) else { return nil }
    self.init(boot: parts[0], namespace: parts[1], number: number, start: parts[3])
  }

  private init(boot: Substring, namespace: Substring, number: pid_t, start: Substring) {
    (self.boot, self.namespace, self.number, self.start) = (boot, namespace, number, start)
  }

  /// Whether it runs.
  package var state: State {
    let (boot, namespace) = Self.here
    guard ![self.boot, boot].contains(Self.unknown), start != Self.unknown else { return .unknown }
    guard self.boot == boot else { return .ended }
    guard self.namespace == namespace else { return .unknown }
    if let start = Self.startTime(of: number) { return start == self.start ? .running : .ended }
    // A process of another user may be hidden from /proc; one that is a zombie answers signals.
    if kill(number, 0) != 0 && errno == EPERM { return .unknown }
    return .ended
  }

  private static let unknown: Substring = "unknown"

  /// This boot of this machine, and the processes that are seen from here.
  private static let here: (boot: Substring, namespace: Substring) = {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/self/ns/pid", &buffer, buffer.count)
    let space = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let boot = text(of: "/proc/sys/kernel/random/boot_id")?.filter { !$0.isWhitespace }
    return (
      boot.map { Substring($0) } ?? unknown, Substring(String(decoding: space, as: UTF8.self))
    )
  }()

  /// When a process started, in ticks since the boot; nil if it does not run: proc(5), field 22.
  private static func startTime(of process: pid_t) -> String? {
    // The second field, a name in parentheses, may hold anything.
    guard let text = text(of: "/proc/\(process)/stat"), let end = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[end...].split(separator: " ")
    guard fields.count > 20, !["Z", "X"].contains(fields[1]) else { return nil }
    return String(fields[20])
  }

  private static func text(of path: String) -> String? {
    (try? DurableFile.read(path, limit: 4096)).map { String(decoding: $0, as: UTF8.self) }
  }
}
