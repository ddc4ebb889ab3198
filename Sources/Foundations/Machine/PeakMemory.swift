import Foundation

/// The most memory this process has held since it was last asked to forget.
package enum PeakMemory {
  /// Starts anew; without the right to, or on other systems than Linux, the peak stays the process's.
  package static func restart() {
    // The kernel resets VmHWM for a 5: proc_pid_clear_refs(5).
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  /// In 10⁶ bytes; `nil` where the system does not tell.
  package static var megabytes: Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return nil }
    return kibibytes * 1024 / 1e6
  }
}
