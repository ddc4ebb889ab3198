import Foundation
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("Temper killed while it writes")
struct KilledTemperTests {
  /// What is running when the kill comes.
  enum Job: String, CaseIterable, Sendable {
    case export
    case solve

    func arguments(in scratch: ScratchFolder) -> [String] {
      let file = Instances.shipped(self == .export ? "city-100x100x24" : "team-x-9x9x6")
      return switch self {
      case .export: ["export", file, scratch["source.csv"]]
      case .solve: ["solve", file, "--seed", "1", "--steps", "200", "--replicas", "2", "-q"]
      }
    }
  }

  /// A plan that takes a while to write, made once.
  private static let cityPlan = Result {
    let plan = try TemperRun(
      "solve", Instances.shipped("city-100x100x24"), "--seed", "1", "--steps", "2000",
      "--replicas", "2", "-q")
    try #require(plan.status == 0)
    return plan.output
  }

  @Test(
    "leaves the old file or the complete new one, never a torn one",
    arguments: Job.allCases, seeds(3))
  func kill(job: Job, seed: UInt64) throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write(Self.cityPlan.get().utf8, to: "source.csv")
    let complete = try TemperRun(job.arguments(in: scratch)).output
    try #require(!complete.isEmpty)
    var random = RandomStream(seed: seed)
    for round in 0..<6 {
      let old = round.isMultiple(of: 2) ? nil : "an older plan\n"
      try? FileManager.default.removeItem(atPath: scratch["plan.csv"])
      if let old { _ = try scratch.write(old.utf8, to: "plan.csv") }
      try killOnce(job, in: scratch, after: random.uniform(below: 4), &random)
      let text = scratch.text(of: "plan.csv")
      #expect(text == old || text == complete, "round \(round): \(text?.count ?? 0) characters")
    }
  }

  /// Runs the job and kills it a little after it made so many changes in the folder.
  private func killOnce(
    _ job: Job, in scratch: ScratchFolder, after changes: Int, _ random: inout RandomStream
  ) throws {
    let watch = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    try #require(watch >= 0)
    defer { close(watch) }
    let kinds = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO
    try #require(inotify_add_watch(watch, scratch.path, UInt32(kinds)) >= 0)
    let streams = try StreamFile()
    let process = try ChildProcess(
      TemperRun.executable, job.arguments(in: scratch) + ["-o", scratch["plan.csv"]],
      output: streams.descriptor, errors: streams.descriptor)
    var seen = 0
    var buffer = [UInt8](repeating: 0, count: 64)
    var ended = siginfo_t()
    while seen < changes, ended.si_signo == 0 {
      // Few changes at a time: an event with its name takes half of the buffer or more.
      if read(watch, &buffer, buffer.count) > 0 { seen += 1 }
      waitid(P_PID, id_t(process.number), &ended, WEXITED | WNOHANG | WNOWAIT)
    }
    for _ in 0..<random.uniform(below: 200_000) { _ = random.next() }
    process.send(SIGKILL)
    process.wait()
  }
}
