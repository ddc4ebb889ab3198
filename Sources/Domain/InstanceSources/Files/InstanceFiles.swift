public import DurableFiles
public import Failures
public import PatrolModel

/// Why an instance file cannot be used.
public enum InstanceFileError: ClassifiedError {
  /// The file cannot be read.
  case file(FileError)
  /// Its content is no valid instance.
  case content(InstanceError)
}

extension InstanceFileError {
  /// What the error of the file or of its content says.
  public var account: FailureAccount {
    switch self {
    case .file(let error): error.account
    case .content(let error): error.account
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
