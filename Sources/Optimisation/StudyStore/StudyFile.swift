import Failures
import GRDB
import Glibc
import Texts
public import Tuning

/// A study in an SQLite file that several processes of one machine may share.
///
/// Every change is one transaction, on the disk before it is acknowledged: a write-ahead log with
/// `synchronous = FULL`. A study file is made under another name and linked to its own when it is
/// whole, and never replaces a file. Workers get trials through ``worker(lease:now:)``.
public final class StudyFile: Sendable {
  /// Where the file is.
  public let path: String
  /// What the study is about, as it was begun.
  public let record: StudyRecord
  private let patience: Duration
  private let queue: DatabaseQueue
  // Ends after the queue, being declared after it.
  private let presence: OpenStudy

  /// Opens the study at a path to go on with it, or begins it there.
  ///
  /// What processes that were killed while they began studies left in its folder is removed.
  ///
  /// - Parameters:
  ///   - path: A file on a local disk.
  ///   - record: What the study is about; an existing one has to be about the same.
  ///   - patience: How long other processes may keep the file locked.
  /// - Throws: ``StudyStoreError``, without having changed anything.
  public convenience init(
    _ path: String, goingOnWith record: StudyRecord, patience: Duration = .seconds(20)
  ) throws(StudyStoreError) {
    let place = try StudyPlace(path)
    TemporaryStudy.removeLeft(in: place.folder)
    if !place.isTaken { try NewStudy(record).create(at: place, patience: patience) }
    try self.init(existing: path, patience: patience)
    try self.record.checkGoesOn(as: record, path: path)
    guard place.isWritable else { throw .readOnly(path: path) }
  }

  /// Opens the study at a path, whatever it is about; one that must not be written, to read it.
  ///
  /// - Throws: ``StudyStoreError``, without having changed anything.
  public init(
    existing path: String, patience: Duration = .seconds(20)
  ) throws(StudyStoreError) {
    let place = try StudyPlace(path)
    presence = try OpenStudy(place)
    self.path = path
    self.patience = patience
    do {
      let isWritable = place.isWritable
      queue =
        try isWritable
        ? DatabaseQueue(path: place.path, configuration: Self.configuration(patience: patience))
        : Self.reading(place, patience: patience)
      let state: StudySchema.State
      (record, state) = try queue.read { db in
        let state = try StudySchema.check(db, path: path)
        let record = try Self.record(db)
        // All rows are read, so that damage shows before the study goes on.
        _ = try Self.rows(db)
        _ = try Self.confirmations(db)
        return (record, state)
      }
      switch (isWritable, state) {
      case (_, .current), (false, .withoutLog), (false, .older(isReadable: true)): break
      case (true, _): try StudySchema.prepare(queue)
      case (false, .older(isReadable: false)): throw StudyStoreError.readOnly(path: path)
      }
    } catch { throw StudyStoreError(error, path: path, patience: patience) }
  }

  /// A database that is only read.
  private static func reading(_ place: StudyPlace, patience: Duration) throws -> DatabaseQueue {
    var configuration = configuration(patience: patience)
    configuration.readonly = true
    // Without log and shared memory nobody has it open. SQLite would have to make both to read it, and
    // cannot where the folder must not be written.
    guard StudyPlace.hasLog(place.path) || access(place.path + "-shm", F_OK) == 0 else {
      return try DatabaseQueue(path: place.immutablePath, configuration: configuration)
    }
    do { return try DatabaseQueue(path: place.path, configuration: configuration) } catch {
      switch (error as? DatabaseError)?.resultCode {
      case .SQLITE_CANTOPEN?: throw StudyStoreError.readOnly(path: place.name)
      default: throw error
      }
    }
  }

  /// All trials, by number.
  public func trials() throws(StudyStoreError) -> [Trial] {
    try read(Self.rows).map(\.trial)
  }

  /// What a query finds.
  func read<Value>(_ body: (Database) throws -> Value) throws(StudyStoreError) -> Value {
    do { return try queue.read(body) } catch {
      throw StudyStoreError(error, path: path, patience: patience)
    }
  }

  /// Makes changes that are no worker's in one transaction, or none.
  func write(_ body: (Database) throws -> Void) throws(StudyStoreError) {
    do { try queue.write(body) } catch {
      throw StudyStoreError(error, path: path, patience: patience)
    }
  }

  /// Closes the file; its log is folded into it if no other process has it open.
  public func close() throws(StudyStoreError) {
    do { try queue.close() } catch {
      throw StudyStoreError(error, path: path, patience: patience)
    }
  }

  /// Makes changes in one transaction, or none.
  func change<Value>(_ body: (Database) throws -> Value) throws(TrialStoreError) -> Value {
    do { return try queue.write(body) } catch let error as TrialStoreError { throw error } catch {
      throw TrialStoreError(StudyStoreError(error, path: path, patience: patience))
    }
  }

  static func configuration(patience: Duration) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience / .seconds(1))
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return configuration
  }
}

// MARK: - Reading rows

extension StudyFile {
  /// All rows, whose numbers have no gaps.
  static func rows(_ db: Database) throws -> [TrialRow] {
    let rows = try Row.fetchAll(db, sql: "SELECT \(TrialRow.columnList) FROM trial ORDER BY number")
      .map(TrialRow.init)
    guard rows.map(\.trial.number).elementsEqual(rows.indices) else {
      throw DamagedText("\(rows.count) trials", expected: "numbers without gaps")
    }
    return rows
  }

  static func record(_ db: Database) throws -> StudyRecord {
    let texts = try StudySchema.texts(db, "SELECT record FROM study")
    let sums = try StudySchema.texts(db, "SELECT CAST(checksum AS TEXT) FROM study")
    guard texts.count == 1, sums == ["\(JSONText.checksum(of: texts[0]))"] else {
      throw DamagedText("the study's record", expected: "another checksum")
    }
    return try StudyRecord(JSONText.node(texts[0]))
  }
}
