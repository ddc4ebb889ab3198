import DurableFiles

/// The memory of this machine.
public enum MachineMemory {
  /// Bytes that programs can still take, as the kernel estimates them; `nil` if it does not say.
  public static var available: Int? {
    guard let bytes = try? DurableFile.read("/proc/meminfo") else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("MemAvailable:") {
      let words = line.split(separator: " ")
      return words.count >= 2 ? Int(words[1]).map { $0 * 1024 } : nil
    }
    return nil
  }
}
