import Foundation
import Hummingbird
import ServiceLifecycle
import Temper
import WorkbenchPlans
import WorkbenchStore

/// Takes runs from the queue and gives each a process of its own.
///
/// A keeper holds a run by a lease that it renews; when a server was killed, the next takes its runs over,
/// ends what is left of their processes, and begins them again with their seeds.
struct RunKeeper: Service {
  let store: Store
  let desk: Desk
  let settings: Settings
  let bell: EventBell
  /// This keeper's name in leases.
  let name = String(Token.make().prefix(16))

  /// How often keepers look, and how often they renew leases: a third of what these last.
  private static let look = Duration.milliseconds(100)
  private static let renewal = Duration.seconds(Store.leaseSeconds / 3)

  func run() async throws {
    await withTaskCancellationHandlerOnShutdown {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<settings.runs { group.addTask { await work() } }
        group.addTask { await beat() }
      }
    }
    await bell.close()
  }

  /// Runs one after the other, until the server ends.
  private func work() async {
    while !Task.isCancelled {
      if let row = try? await store.takeRun(worker: name) {
        await bell.ring()
        await keep(row)
        await bell.ring()
      } else {
        try? await Task.sleep(for: Self.look)
      }
    }
  }

  /// Rings now and then, so that streams whose listener is gone find out.
  private func beat() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(10))
      await bell.ring()
    }
  }

  private func keep(_ row: RunRow) async {
    if let pid = row.pid { Self.endOrphan(pid, ofRun: row.id) }
    do {
      let folder = try WorkFolder(named: "temper-run-\(row.id)")
      defer { folder.remove() }
      if let plan = row.plan, let base = row.base {
        try await makePlan(row, from: try await desk.plan(plan, version: base), in: folder)
      } else {
        try await findDemand(row, in: folder)
      }
    } catch let error where error is GivenBack || Task.isCancelled {
      // Not of this task, whose writes are refused where the server ends.
      await Task { try? await store.giveBack(row.id, worker: name) }.value
    } catch let end as EarlyEnd {
      try? await store.fail(
        row.id, worker: name, end.reason, words: end.words, outcome: end.outcome)
    } catch {
      try? await store.fail(row.id, worker: name, words: Problem(error).detail)
    }
  }

  /// A run that another process is to take up again.
  private struct GivenBack: Error {}

  /// A run that was ended before it came to anything.
  struct EarlyEnd: Error {
    let reason: RunFailure
    let words: String
    var outcome: String?
  }

  // MARK: - Plans

  private func makePlan(_ row: RunRow, from base: WorkPlan, in folder: WorkFolder) async throws {
    let request = try JSONDecoder().decode(RunRequest.self, from: Data(row.request.utf8))
    try folder.write(base)
    let child = try await run(
      request.arguments(threads: request.threads ?? settings.threads), of: row,
      memory: request.memory, in: folder)
    guard let schedule = folder.read("plan.csv"), !schedule.isEmpty else {
      throw try await failure(of: row, child, in: folder)
    }
    let work = try WorkPlan(instance: base.instanceBytes, schedule: schedule)
    let options = folder.read("output").map { String(decoding: $0, as: UTF8.self) }
    let isStopped = try await store.run(row.id).cancel
    let words = isStopped ? "best so far" : "planned"
    let ending = ProgressLines.ending(in: folder.read("errors"))
    try await store.finish(
      row.id, worker: name,
      NewVersion(
        work, words: "\(words), run \(row.id)",
        fact: "{\"kind\":\"\(isStopped ? "best" : "planned")\",\"run\":\(row.id)}", shift: false),
      options: options.flatMap { $0.hasPrefix("{") ? $0 : nil },
      words: ending?.words ?? words, outcome: ending?.json)
  }

  /// Why a run has nothing to show.
  func failure(
    of row: RunRow, _ child: ChildProcess, in folder: WorkFolder,
    calling names: [String: String] = [:]
  ) async throws -> any Error {
    if try await store.run(row.id).cancel {
      return EarlyEnd(reason: .stopped, words: "stopped before there was a result")
    }
    if let ending = ProgressLines.ending(in: folder.read("errors")) {
      return EarlyEnd(
        reason: .refused,
        words: ([ending.words] + ending.reasons.map(\.words)).joined(separator: "; "),
        outcome: ending.json)
    }
    return child.failure(in: folder, calling: names)
  }

  // MARK: - Processes

  /// Runs the program until it ends, within its memory.
  ///
  /// - Throws: ``EarlyEnd`` if it needs more, ``GivenBack`` if somebody has killed it.
  func run(
    _ arguments: [String], of row: RunRow, memory: Int?, in folder: WorkFolder
  ) async throws -> ChildProcess {
    let limit = MemoryLimit(megabytes: memory ?? settings.memory)
    let child = try ChildProcess(settings.temper, arguments, within: limit, in: folder)
    defer { if child.isRunning { child.kill() } }
    let peak = try await watch(child, row, folder, limit)
    // The server ends, and the process with it: the next server begins the run again.
    if Task.isCancelled { throw GivenBack() }
    if limit.ended(child, peak: peak) { throw EarlyEnd(reason: .memory, words: limit.words) }
    let isStopped = try await store.run(row.id).cancel
    if child.wasKilled && !isStopped { throw GivenBack() }
    return child
  }

  /// Notes what the process says, and passes on the wish to stop, until it has ended; the answer is
  /// the most memory that it was seen to have, in bytes.
  private func watch(
    _ child: ChildProcess, _ row: RunRow, _ folder: WorkFolder, _ limit: MemoryLimit
  ) async throws -> Int {
    var progress = ProgressLines()
    var renewed = ContinuousClock.now
    var isAsked = try await store.renew(row.id, worker: name, pid: child.pid)
    if isAsked { child.interrupt() }
    var (isRunning, peak) = (true, 0)
    while isRunning && !Task.isCancelled {
      isRunning = child.isRunning
      peak = max(peak, child.memory)
      if peak > limit.bytes { child.kill() }
      for line in progress.new(in: folder.read("errors")) {
        try await note(line, of: row)
      }
      if ContinuousClock.now - renewed > Self.renewal {
        _ = try await store.renew(row.id, worker: name, pid: child.pid)
        renewed = .now
      }
      if !isAsked, try await store.run(row.id).cancel {
        isAsked = true
        child.interrupt()
      }
      if isRunning { try? await Task.sleep(for: Self.look) }
    }
    return peak
  }

  /// Tells everybody what a run says.
  func note(_ line: ProgressLines.Line, of row: RunRow) async throws {
    try await store.note(
      run: row.id, plan: row.plan, kind: line.event, fact: line.fact, json: line.json)
    await bell.ring()
  }

  /// Ends the process of a server that was killed, if it is that of the run still.
  private static func endOrphan(_ pid: Int, ofRun id: Int) {
    let folder = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
    guard let folder, folder.contains("/temper-run-\(id)-") else { return }
    ChildProcess.kill(pid)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func withTaskCancellationHandlerOnShutdown(
    _ work: @escaping @Sendable () async -> Void
  ) async {
    await cancelWhenGracefulShutdown { await work() }
  }
}
