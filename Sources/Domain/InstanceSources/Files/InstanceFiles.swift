public import DurableFiles
public import PatrolModel

/// Why an instance file cannot be used.
public enum InstanceFileError: Error, Sendable {
  /// The file cannot be read.
  case file(FileError)
  /// Its content is no valid instance.
  case content(InstanceError)
}

extension InstanceFileError: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .content(let error): error.description
    }
  }
}

extension PatrolInstance {
  /// Reads an instance file; `-` is standard input.
  public init(contentsOf path: String) throws(InstanceFileError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(path) } catch { throw .file(error) }
    do throws(InstanceError) { self = try PatrolInstance(json: bytes, file: path) } catch {
      throw .content(error)
    }
  }
}
