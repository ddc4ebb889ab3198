import BenchmarkRuns
import Foundation

/// What machine this is.
enum Machine {
  static var description: [EnvironmentEntry] {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let pairs = text.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1) }
    func entry(_ name: String) -> String? {
      pairs.first { $0.count == 2 && $0[0].trimmingCharacters(in: .whitespaces) == name }
        .map { $0[1].trimmingCharacters(in: .whitespaces) }
    }
    let flags = Set((entry("flags") ?? "").split(separator: " "))
    let wanted = ["sse4_2", "avx", "avx2", "fma", "avx512f", "avx512bw", "avx512vl"]
    let model =
      "\(entry("model name") ?? "unknown") (family \(entry("cpu family") ?? "?"), "
      + "model \(entry("model") ?? "?"))"
    let entries = [
      ("Processor", model),
      ("Cores", "\(ProcessInfo.processInfo.processorCount), one of which is used"),
      ("Instruction sets", wanted.filter { flags.contains(Substring($0)) }.joined(separator: " ")),
      ("System", ProcessInfo.processInfo.operatingSystemVersionString),
    ]
    return entries.map { EnvironmentEntry(name: $0.0, value: $0.1) }
  }
}
