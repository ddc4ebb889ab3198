import Foundation
package import GRDB

/// All that the workbench keeps: shifts, plans and their versions, runs, events, people, in one file.
package struct Store: Sendable {
  package let pool: DatabasePool

  /// Opens the file, or makes it, for its owner alone, and brings its tables up to date.
  ///
  /// - Throws: ``StoreError`` if it is a newer program's, or `DatabaseError` if it cannot be opened.
  package init(path: String) throws {
    var configuration = Configuration()
    // Readers never wait for the writer (WAL); a second program waits this long for its turn.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // With FULL a commit is on the disk when it is answered, also after a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    }
    let isNew = !FileManager.default.fileExists(atPath: path)
    if isNew {
      guard
        FileManager.default.createFile(
          atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw StoreError.cannotCreate(path) }
    }
    pool = try DatabasePool(path: path, configuration: configuration)
    guard try pool.read({ try !Schema.migrator.hasBeenSuperseded($0) }) else {
      throw StoreError.newer(path)
    }
    try Schema.migrator.migrate(pool)
    // Readers that saw the older tables would take their columns for those of the new ones.
    pool.invalidateReadOnlyConnections()
  }

  /// Writes a copy of the whole file, as it is at one moment, while others go on writing.
  package func backUp(to path: String) throws {
    try pool.vacuum(into: path)
  }

  /// Seconds since 1970.
  package static var now: Double { Date().timeIntervalSince1970 }
}

/// Why the file, or a wish, cannot be served.
package enum StoreError: Error, Hashable, CustomStringConvertible {
  case cannotCreate(String)
  case newer(String)
  /// There is no such thing.
  case missing(String)
  /// Somebody else changed the plan first.
  case stale(revision: Int)
  /// What is asked for cannot be done now.
  case refused(String)
  /// A key was that of another request.
  case otherRequest

  package var description: String {
    switch self {
    case .cannotCreate(let path):
      "\(path): the file cannot be created; name one in a folder that you may write to"
    case .newer(let path):
      "\(path): a newer program made this file; use that program, or a backup from before"
    case .missing(let what): "there is no \(what)"
    case .stale:
      "somebody else has changed the plan since you saw it; look at what it is now, and try again"
    case .refused(let why): why
    case .otherRequest: "the header Idempotency-Key was that of another request"
    }
  }
}
