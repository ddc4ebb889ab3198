import BenchmarkRuns
import Foundation

/// The files of instances, unpacked or generated when first asked for.
struct InstanceFiles {
  let folder: String
  let cache: String

  /// The path of the file that solvers read.
  func path(of instance: Instance) throws -> String {
    guard let name = instance.cachedName else {
      if case .file(let path) = instance.source { return try existing("\(folder)/\(path)") }
      return ""
    }
    let path = "\(cache)/\(name)"
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    // Renamed only when whole, so that an interrupted run leaves nothing that looks complete.
    let draft = URL(filePath: path + ".draft")
    switch instance.source {
    case .file: break
    case .packed(let packed):
      let text = try Program(["xz", "-dkc", existing("\(folder)/\(packed)")]).output()
      try text.write(to: draft)
    case .generated(let problem):
      try Data().write(to: draft)
      let file = try FileHandle(forWritingTo: draft)
      try problem.write { try file.write(contentsOf: Data($0.utf8)) }
      try file.close()
    }
    try FileManager.default.moveItem(at: draft, to: URL(filePath: path))
    return path
  }

  private func existing(_ path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Program.Failure(
        description: "there is no file \(path); set TEMPER_BENCHMARKS to the folder that has it")
    }
    return path
  }
}
