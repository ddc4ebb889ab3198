import Failures
import GRDB
import Glibc
public import Tuning

extension StudyFile {
  /// A worker's view of the study: what it starts or takes over is its own for the time of a lease.
  ///
  /// - Parameters:
  ///   - name: Whose view it is; no two workers have the same.
  ///   - lease: How long a trial is safe from others unless it is renewed, at least a millisecond.
  ///   - now: The time in milliseconds since 1970.
  /// - Returns: The view.
  public func worker(
    _ name: WorkerName, lease: Duration = .seconds(60),
    now: @escaping @Sendable () -> Int64 = WorkerTrialStore.wallClock
  ) -> WorkerTrialStore {
    WorkerTrialStore(
      file: self, name: name, lease: max(1, Int64(clamping: Int(lease / .milliseconds(1)))),
      now: now)
  }
}

/// The trials of a study file as one worker may change them.
///
/// A trial that is started belongs to its worker until the lease ends. A worker that works longer
/// renews its lease, at a third of it; when it does not, because it died or was stopped, others take
/// the trial over, and what the first one reports later is refused. A clock that is set back or
/// forward lets trials be evaluated twice or late; each is still finished exactly once.
public struct WorkerTrialStore: TrialStore {
  private let file: StudyFile
  private let name: WorkerName
  private let lease: Int64
  private let now: @Sendable () -> Int64

  init(file: StudyFile, name: WorkerName, lease: Int64, now: @escaping @Sendable () -> Int64) {
    self.file = file
    self.name = name
    self.lease = lease
    self.now = now
  }

  /// The time in milliseconds since 1970, as the machine's clock has it.
  public static let wallClock: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  // MARK: - As any store

  /// All trials, by number.
  public func trials() throws(TrialStoreError) -> [Trial] {
    do { return try file.trials() } catch { throw TrialStoreError(error) }
  }

  /// Adds a running trial, leased to this worker.
  public func start(_ trial: Trial) throws(TrialStoreError) {
    try file.change { db in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM trial") ?? 0
      guard trial.number >= count else { throw TrialStoreError.numberTaken(trial.number) }
      guard trial.number == count else {
        throw TrialStoreError.numberSkipped(found: trial.number, expected: count)
      }
      try write(
        TrialRow(trial: trial, worker: name.description, deadline: now() + lease, attempt: 1), db)
    }
  }

  /// Adds a report to a trial of this worker.
  public func report(
    _ report: IntermediateValue, ofTrial number: Int
  ) throws(TrialStoreError) {
    try changeOwn(number) { row in
      if let last = row.trial.reports.last, report.step <= last.step {
        throw TrialStoreError.stepTaken(trial: number, step: report.step, last: last.step)
      }
      row.trial.reports.append(report)
    }
  }

  /// Ends a trial of this worker.
  public func finish(
    trial number: Int, with outcome: TrialOutcome, measurements: [String: Double]
  ) throws(TrialStoreError) {
    try changeOwn(number) { row in
      row.trial.outcome = outcome
      row.trial.measurements = measurements
      (row.worker, row.deadline) = (nil, 0)
    }
  }
}

// MARK: - Leases

extension WorkerTrialStore {
  /// Takes over the first running trial whose worker ended, gave it back, or let its lease pass.
  ///
  /// What was reported before is forgotten: the trial begins anew.
  ///
  /// - Returns: The trial, now this worker's, or nil if there is none.
  public func takeOver() throws(TrialStoreError) -> Trial? {
    try file.change { db in
      let time = now()
      let abandoned = try StudyFile.rows(db).first { row in
        row.trial.outcome == nil
          && row.worker.map { row.deadline <= time || WorkerName(stored: $0).hasEnded } ?? true
      }
      guard var row = abandoned else { return nil }
      row.trial.reports = []
      (row.worker, row.deadline) = (name.description, time + lease)
      row.attempt += 1
      try write(row, db)
      return row.trial
    }
  }

  /// Makes the lease of a trial of this worker begin anew.
  ///
  /// - Throws: ``TrialStoreError/takenOver(_:)`` if another worker has the trial.
  public func renew(trial number: Int) throws(TrialStoreError) {
    try changeOwn(number) { row in row.deadline = now() + lease }
  }

  /// Leaves a trial of this worker to whoever comes next.
  public func giveBack(trial number: Int) throws(TrialStoreError) {
    try changeOwn(number) { row in (row.worker, row.deadline) = (nil, 0) }
  }

  /// How often a trial was begun.
  public func attempts(atTrial number: Int) throws(TrialStoreError) -> Int {
    Int(try file.change { db in try row(number, db).attempt })
  }

  private func changeOwn(
    _ number: Int, _ change: (inout TrialRow) throws -> Void
  ) throws(TrialStoreError) {
    try file.change { db in
      var row = try row(number, db)
      guard row.trial.outcome == nil else { throw TrialStoreError.alreadyFinished(number) }
      guard row.worker == name.description else { throw TrialStoreError.takenOver(number) }
      try change(&row)
      try write(row, db)
    }
  }

  private func row(_ number: Int, _ db: Database) throws -> TrialRow {
    let row = try Row.fetchOne(
      db, sql: "SELECT \(TrialRow.columnList) FROM trial WHERE number = ?", arguments: [number])
    guard let row else { throw TrialStoreError.unknownTrial(number) }
    return try TrialRow(row)
  }

  private func write(_ row: TrialRow, _ db: Database) throws {
    let places = TrialRow.Column.allCases.map { ":\($0.rawValue)" }.joined(separator: ", ")
    try db.execute(
      sql: "INSERT OR REPLACE INTO trial (\(TrialRow.columnList)) VALUES (\(places))",
      arguments: StatementArguments(row.values()))
  }
}
