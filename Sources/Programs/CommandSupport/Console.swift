import DurableFiles
import Foundation
import Synchronization
import Texts

/// The two streams of a command-line program.
package enum Console {
  /// Whether standard error is a terminal that understands control sequences.
  package static var hasTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether standard output is a terminal, of any kind.
  package static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard output may carry colour.
  ///
  /// Not if the user refuses (no-color.org); even into a pipe if the user insists
  /// (`CLICOLOR_FORCE`, bixense.com/clicolors); else if it is a terminal that understands it.
  package static var hasColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    if let refused = environment["NO_COLOR"], !refused.isEmpty { return false }
    if let forced = environment["CLICOLOR_FORCE"], !forced.isEmpty, forced != "0" { return true }
    return isOutputTerminal && environment["TERM"] != "dumb"
  }

  /// The columns of the output: what `COLUMNS` says, those of its terminal, or 80.
  package static var width: Int {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }),
      (1...100_000).contains(columns)
    {
      return columns
    }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes data for the user or the next program.
  ///
  /// - Throws: ``Failure`` with status 74 if the stream takes no more.
  package static func output(_ text: String) throws { try output([UInt8](text.utf8)) }

  private static func output(_ bytes: [UInt8]) throws { try write(bytes, to: STDOUT_FILENO) }

  /// Whether a path given for output means standard output: none, or `-`.
  package static func isOutput(_ path: String?) -> Bool { path == nil || path == "-" }

  /// Writes data to a file, or to standard output if there is no path or it is `-`.
  package static func deliver(_ text: String, to path: String?) throws {
    try deliver(Array(text.utf8), to: path)
  }

  /// Writes bytes to a file, or to standard output if there is no path or it is `-`.
  package static func deliver(_ bytes: [UInt8], to path: String?) throws {
    if let path, !isOutput(path) {
      try DurableFile.write(bytes, to: path)
    } else {
      try output(bytes)
    }
  }

  /// Writes a message and a line feed, in the place of a transient line if there is one.
  ///
  /// Messages name files, and names may hold what a terminal would take for commands.
  package static func error(_ message: String) {
    let start = isTransientShown.exchange(false, ordering: .relaxed) ? clearLine : ""
    try? write([UInt8]((start + message.forTerminal + "\n").utf8), to: STDERR_FILENO)
  }

  /// A name as a line of text for people may hold it, without what a terminal takes for commands.
  package static func shown(_ name: String) -> String { name.onOneLine }

  /// Shows a line that the next message on standard error takes the place of.
  package static func transient(_ message: String) {
    isTransientShown.store(!message.isEmpty, ordering: .relaxed)
    try? write([UInt8]((clearLine + message).utf8), to: STDERR_FILENO)
  }

  private static let clearLine = "\r\u{1b}[K"
  private static let isTransientShown = Atomic(false)

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(
          .inputOutput, "cannot write to the output: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }
}
