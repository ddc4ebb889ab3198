import Foundation
import _ReaderChecks

// libFuzzer's entry for programs that have a `main` of their own (FuzzedDataProvider is not needed).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One run on one reader.
struct Session {
  /// The most processor time for an input below 1 MiB: 1 s, or FUZZ_SECONDS, as for inputs of a megabyte
  /// that are read, written and read again by an instrumented program.
  private static let seconds =
    ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap(UInt64.init) ?? 1
  private static let longest = seconds * 1_000_000_000

  /// libFuzzer's callback carries no context.
  nonisolated(unsafe) static var current: Session?

  let check: ReaderCheck
  private let samples = SampleFolder()

  init(check: ReaderCheck) { self.check = check }

  /// Hands over to libFuzzer; returns what the program is to end with.
  static func run(arguments: [String]) -> CInt {
    var count = CInt(arguments.count)
    var pointers = arguments.map { strdup($0) } + [nil]
    return pointers.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return runDriver(&count, &start) { data, size in
        Session.current?.feed(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
      }
    }
  }

  private func feed(_ bytes: [UInt8]) {
    let start = processorTime()
    do {
      if case .accepted(let written) = try check(bytes) { samples.keep(bytes, written) }
    } catch {
      fatalError("\(check.name): \(error)")
    }
    guard processorTime() - start <= Self.longest else {
      fatalError("\(check.name): \(bytes.count) bytes took more than \(Self.seconds) s")
    }
  }

  private func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// Where some accepted inputs go, with what was written, for another program to read.
struct SampleFolder {
  private static let settings = ProcessInfo.processInfo.environment

  /// The folder in FUZZ_SAMPLES, if it is set.
  private let folder = settings["FUZZ_SAMPLES"].map { URL(filePath: $0) }
  /// One of so many inputs is kept: FUZZ_SHARE, or 100.
  private let share = settings["FUZZ_SHARE"].flatMap(UInt64.init).map { max(1, $0) } ?? 100

  func keep(_ bytes: [UInt8], _ written: [UInt8]) {
    guard let folder, !written.isEmpty else { return }
    // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: the same inputs every time.
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    guard hash % share == 0 else { return }
    let name = String(hash, radix: 16)
    for (end, content) in [("in", bytes), ("out", written)] {
      try? Data(content).write(to: folder.appending(path: "\(name).\(end)"))
    }
  }
}
