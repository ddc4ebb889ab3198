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
      let request = try JSONDecoder().decode(RunRequest.self, from: Data(row.request.utf8))
      let base = try await desk.plan(row.plan, version: row.base)
      let folder = try WorkFolder(named: "temper-run-\(row.id)")
      defer { folder.remove() }
      try folder.write(base)
      // The program is called by a name that tells whose it is, should this server be killed.
      let child = try ChildProcess(
        settings.temper, request.arguments(threads: settings.threads), in: folder)
      defer { if child.isRunning { child.kill() } }
      try await watch(child, row, folder)
      let isStopped = try await store.run(row.id).cancel
      if Task.isCancelled || (child.wasKilled && !isStopped) {
        return try await store.giveBack(row.id, worker: name)
      }
      try await end(row, child, folder, base: base)
    } catch {
      try? await store.fail(row.id, worker: name, words: Problem(error).detail)
    }
  }

  /// Notes what the process says, and passes on the wish to stop, until it has ended.
  private func watch(_ child: ChildProcess, _ row: RunRow, _ folder: WorkFolder) async throws {
    var progress = ProgressLines()
    var renewed = ContinuousClock.now
    var isAsked = try await store.renew(row.id, worker: name, pid: child.pid)
    if isAsked { child.interrupt() }
    var isRunning = true
    while isRunning && !Task.isCancelled {
      isRunning = child.isRunning
      for line in progress.new(in: folder.read("errors")) {
        try await store.note(
          run: row.id, plan: row.plan, kind: line.event, fact: line.fact, json: line.json)
        await bell.ring()
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
  }

  /// Makes a version of the plan, if there is one.
  private func end(
    _ row: RunRow, _ child: ChildProcess, _ folder: WorkFolder, base: WorkPlan
  ) async throws {
    guard let schedule = folder.read("plan.csv"), !schedule.isEmpty else {
      let words = child.failure(in: folder).detail
      return try await store.fail(row.id, worker: name, words: words)
    }
    let work = try WorkPlan(instance: base.instanceBytes, schedule: schedule)
    let options = folder.read("output").map { String(decoding: $0, as: UTF8.self) }
    let words = row.cancel ? "best so far" : "planned"
    try await store.finish(
      row.id, worker: name, NewVersion(work, words: "\(words), run \(row.id)", shift: false),
      options: options.flatMap { $0.hasPrefix("{") ? $0 : nil },
      words: ProgressLines.lastWords(in: folder.read("errors")) ?? words)
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

/// Lines of JSON that a run writes while it goes on, each taken once.
struct ProgressLines {
  private var taken = 0

  struct Line {
    let event: String
    /// What makes it the same news as another one: a run that begins again says it again.
    let fact: String
    let json: String
  }

  private struct Record: Codable {
    var event: String
    var minutes: Double?
    var boundMinutes: Double?
    var broken: Int?
    var elapsedSeconds: Double?
    var words: String?
  }

  /// The whole lines after those that were taken.
  mutating func new(in bytes: [UInt8]?) -> [Line] {
    guard let bytes, let end = bytes.lastIndex(of: UInt8(ascii: "\n")), end >= taken else {
      return []
    }
    let text = bytes[taken...end]
    taken = end + 1
    return text.split(separator: UInt8(ascii: "\n")).compactMap { Self.line(Array($0)) }
  }

  private static func line(_ bytes: [UInt8]) -> Line? {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      ["bound", "better", "progress", "way"].contains(record.event)
    else { return nil }
    let isNews = record.minutes != nil || record.boundMinutes != nil || record.words != nil
    guard isNews, let json = try? JSONEncoder().encode(record) else { return nil }
    func part(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    return Line(
      event: record.event == "way" ? "way" : "progress",
      fact: [
        part(record.minutes), part(record.boundMinutes), "\(record.broken ?? 0)",
        record.words ?? "",
      ].joined(separator: " "), json: String(decoding: json, as: UTF8.self))
  }

  /// How a run ended in its own words.
  static func lastWords(in bytes: [UInt8]?) -> String? {
    guard let bytes else { return nil }
    return bytes.split(separator: UInt8(ascii: "\n")).reversed().lazy.compactMap { line in
      let record = try? JSONDecoder().decode(Record.self, from: Data(line))
      return record?.event == "ended" ? record?.words : nil
    }.first
  }
}
