import Foundation
import Glibc

/// How much memory the process of a run may have.
struct MemoryLimit: Sendable {
  let bytes: Int

  init(megabytes: Int) { bytes = megabytes << 20 }

  /// A command line by which the kernel refuses far more, should a process grow faster than anybody looks.
  func holding(_ program: String, _ arguments: [String]) -> (program: String, arguments: [String]) {
    // The limit of data counts what is written to, not the address space that allocators only reserve.
    let command = "ulimit -d \(2 * bytes >> 10) && exec \"$0\" \"$@\""
    return ("/bin/sh", ["-c", command, program] + arguments)
  }

  /// Whether a process was ended for its memory: it had too much, or died when it was refused more.
  func ended(_ child: ChildProcess, peak: Int) -> Bool {
    peak > bytes || (child.hasCrashed && 2 * peak > bytes)
  }

  /// What is said of a run that was ended.
  var words: String {
    "the run needed more than \(bytes >> 20) MB of memory and was ended; plan a smaller part, or have "
      + "the operator allow runs more"
  }
}

extension ChildProcess {
  /// The memory that the process has now, in bytes; 0 where it is gone.
  var memory: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8) else {
      return 0
    }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
