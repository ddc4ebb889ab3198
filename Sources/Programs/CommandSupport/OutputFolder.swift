import Foundation

/// A folder that a command writes files to.
package enum OutputFolder {
  /// Makes the folder, and those that it is in, unless they are there.
  ///
  /// - Throws: ``Failure`` with status 73 if that cannot be.
  package static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .cannotCreate, "\(path): cannot make this folder; name another one with -o")
    }
  }

  /// Whether a path given for output means a folder: one is there, or it ends with a slash.
  package static func isMeant(by path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return path.hasSuffix("/") || (exists && isFolder.boolValue)
  }
}
