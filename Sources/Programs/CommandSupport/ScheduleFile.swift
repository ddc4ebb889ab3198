import ArgumentParser
import DurableFiles
package import Temper

extension PlanContent {
  /// Reads a plan of an instance, CSV, XLSX or JSON; `-` is standard input.
  package init(contentsOf path: String, of instance: PatrolInstance) throws {
    try self.init(parsing: DurableFile.read(path), of: instance, file: path)
  }

  /// The complete schedule that a file, named `path` in errors, stands for.
  package func schedule(from path: String, of instance: PatrolInstance) throws -> Schedule {
    do { return try Schedule(entries: entries, of: instance) } catch {
      throw Failure(.invalidData, "\(path == "-" ? "standard input" : path): \(error)")
    }
  }
}

extension Schedule {
  /// Reads a complete plan of an instance, CSV, XLSX or JSON; `-` is standard input.
  package init(contentsOf path: String, of instance: PatrolInstance) throws {
    self = try PlanContent(contentsOf: path, of: instance).schedule(from: path, of: instance)
  }
}
