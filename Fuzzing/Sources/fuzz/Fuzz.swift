import Foundation
import _ReaderChecks

/// Feeds a reader with what libFuzzer makes up: `fuzz READER [option of libFuzzer]…`.
///
/// Without a name it lists the readers. A reader that traps, changes what it reads, or takes longer
/// than a second of processor time for an input ends the run, and libFuzzer keeps that input.
@main
struct Fuzz {
  static func main() {
    guard CommandLine.arguments.count > 1 else {
      for check in ReaderCheck.all { print(check.name) }
      return
    }
    guard let check = ReaderCheck.named(CommandLine.arguments[1]) else {
      FileHandle.standardError.write(Data("fuzz: no reader of this name\n".utf8))
      exit(64)
    }
    Session.current = Session(check: check)
    exit(Session.run(arguments: [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)))
  }
}
