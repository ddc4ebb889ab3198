import DurableFiles

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
  public init(index: Int) { description = "\(ProcessName.own) \(index)" }

  init(stored: String) { description = stored }

  /// Whether the worker's process is known to have ended.
  var hasEnded: Bool {
    guard let end = description.lastIndex(of: " ") else { return false }
    return ProcessName(String(description[..<end]))?.state == .ended
  }
}
