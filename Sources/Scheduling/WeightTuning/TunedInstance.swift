import DurableFiles
public import Failures
import Foundation
public import InstanceSources
public import PatrolModel
import StudyStore
import Texts

/// A shift that weights are tuned for, with a hash of the text it was read from.
public struct TunedInstance: Sendable {
  /// The shift.
  public let instance: PatrolInstance
  /// A hash of the text that it was read from, byte by byte.
  public let textHash: String

  /// Creates a shift to tune for.
  public init(_ instance: PatrolInstance, textHash: String = "") {
    self.instance = instance
    self.textHash = textHash
  }

  /// What a study file keeps of it.
  var reference: StudyRecord.Instance {
    .init(name: instance.name, fingerprint: instance.fingerprint, textHash: textHash)
  }
}

extension [TunedInstance] {
  /// Reads instance files, and those of folders: all `*.json` but `optima.json` and `*.schema.json`.
  ///
  /// - Parameter paths: Files and folders; `-` is standard input.
  /// - Throws: ``TeamFileError``.
  public init(contentsOf paths: [String]) throws(TeamFileError) {
    self = []
    var files: [String: String] = [:]
    for path in paths {
      for file in try Self.files(at: path) {
        let member = try TunedInstance(file)
        let fingerprint = member.instance.fingerprint
        if let other = files[fingerprint] { throw .same(file, other: other) }
        files[fingerprint] = file
        append(member)
      }
    }
  }

  /// In an order that does not depend on files: by name, then by fingerprint.
  var inCanonicalOrder: [TunedInstance] {
    map { (key: $0.reference, member: $0) }
      .sorted { ($0.key.name, $0.key.fingerprint) < ($1.key.name, $1.key.fingerprint) }
      .map(\.member)
  }

  /// All instances as one, as a study file names them.
  var reference: StudyRecord.Instance {
    let references = map(\.reference)
    if references.count == 1 { return references[0] }
    func joined(_ part: KeyPath<StudyRecord.Instance, String>) -> String {
      Fingerprint.text(of: references.map { $0[keyPath: part] }.joined(separator: "\n").utf8)
    }
    let names = references.map(\.name)
    return .init(
      name: names.count <= 3
        ? names.joined(separator: " + ") : "\(names[0]) and \(names.count - 1) more",
      fingerprint: joined(\.fingerprint), textHash: joined(\.textHash))
  }

  /// Names that tell the instances apart, with fingerprints where names are alike.
  var labels: [String] {
    map { member in
      let name = member.instance.name
      return count { $0.instance.name == name } == 1
        ? name : "\(name) (\(member.instance.fingerprint))"
    }
  }

  /// The files that are read for a path: itself, or those of a folder.
  package static func files(at path: String) throws(TeamFileError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .folder(path, reason: "it cannot be read")
    }
    let instances = names.filter {
      $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") && $0 != "optima.json"
    }
    guard !instances.isEmpty else { throw .folder(path, reason: "it has no instances (*.json)") }
    return instances.sorted().map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }
}

extension TunedInstance {
  fileprivate init(_ file: String) throws(TeamFileError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(file) } catch { throw .file(.file(error)) }
    do throws(InstanceError) {
      self.init(
        try PatrolInstance(json: bytes, file: file), textHash: Fingerprint.text(of: bytes))
    } catch { throw .file(.content(error)) }
  }
}

/// Why files cannot be the instances of a study.
public enum TeamFileError: ClassifiedError {
  /// A file is no instance.
  case file(InstanceFileError)
  /// A folder cannot be used, for this reason.
  case folder(String, reason: String)
  /// Two files hold the same instance.
  case same(String, other: String)
}

extension TeamFileError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .file(let error): error.account
    case .folder(let path, let reason):
      FailureAccount(
        .unreadable, "\(path): expected a folder of instances, but \(reason)",
        remedy: "name another one, or files")
    case .same(let path, let other):
      FailureAccount(
        .invalidData, "\(path) is the same instance as \(other), which would count twice",
        remedy: "name one of them")
    }
  }
}
