import ArgumentParser
import DurableFiles
package import Temper

extension ScheduleCSV {
  /// Reads the lines of a schedule file of an instance; `-` is standard input.
  package static func entries(at path: String, of instance: PatrolInstance) throws
    -> [ScheduleEntry]
  {
    try entries(parsing: DurableFile.read(path), of: instance, file: path)
  }
}

extension Schedule {
  /// Reads a schedule file of an instance; `-` is standard input.
  package init(contentsOf path: String, of instance: PatrolInstance) throws {
    try self.init(ScheduleCSV.entries(at: path, of: instance), from: path, of: instance)
  }

  /// The schedule that lines of a file stand for.
  package init(_ entries: [ScheduleEntry], from path: String, of instance: PatrolInstance) throws {
    do { try self.init(entries: entries, of: instance) } catch {
      throw Failure(.invalidData, "\(path == "-" ? "standard input" : path): \(error)")
    }
  }
}
