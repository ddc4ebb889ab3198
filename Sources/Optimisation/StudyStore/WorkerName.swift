import DurableFiles
import Glibc

/// Who evaluates a trial: a process of this boot of this machine, and a worker in it.
///
/// Whether a worker's process has ended can be told on the same machine, and then nobody needs to
/// wait for its leases.
public struct WorkerName: Hashable, Sendable, CustomStringConvertible {
  /// The name as it is stored: boot, process namespace, process, its start, and a count.
  public let description: String

  /// The name of a worker of this process.
  ///
  /// - Parameter index: What tells it from other workers of this process.
  public init(index: Int) {
    let process = getpid()
    description =
      "\(Self.machine) \(process) \(Self.start(of: process) ?? "unknown") \(index)"
  }

  init(stored: String) { description = stored }

  /// Whether the worker's process is known to have ended.
  var hasEnded: Bool {
    let parts = description.split(separator: " ")
    guard parts.count == 5, "\(parts[0]) \(parts[1])" == Self.machine, parts[3] != "unknown",
      let process = pid_t(parts[2])
    else { return false }
    return Self.start(of: process) != String(parts[3])
  }

  /// This boot of this machine, and the processes that are seen from here.
  private static let machine: String = {
    var buffer = [CChar](repeating: 0, count: 64)
    let count = readlink("/proc/self/ns/pid", &buffer, buffer.count)
    let space = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let boot = text(of: "/proc/sys/kernel/random/boot_id")?.filter { !$0.isWhitespace }
    return "\(boot ?? "unknown") \(String(decoding: space, as: UTF8.self))"
  }()

  /// When a process started, in ticks since the boot; nil if it does not run: proc(5), field 22.
  private static func start(of process: pid_t) -> String? {
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
