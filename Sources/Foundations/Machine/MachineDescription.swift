import DurableFiles

/// What machine this is.
package enum MachineDescription {
  /// The name of the processor, where the system lists it.
  package static var processor: String? {
    guard let bytes = try? DurableFile.read("/proc/cpuinfo") else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("model name") }
    return line?.split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) }
  }
}
