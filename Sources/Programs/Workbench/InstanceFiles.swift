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

  /// A fingerprint of the instance: FNV-1a over its canonical text, 64 bits in hexadecimal.
  ///
  /// It tells instances apart in records; it is no protection against forgery.
  public var fingerprint: String { Fingerprint.text(of: jsonText().utf8) }
}

/// FNV-1a, 64 bits in hexadecimal: tells texts apart and is no protection against forgery.
public enum Fingerprint {
  /// The fingerprint of some bytes.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
