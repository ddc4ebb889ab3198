import Annealing
import Foundation
import InstanceSources
import PatrolModel
import Planning
import QUBOFiles
import QUBOSolving
import StudyStore
import Tuning
import WeightTuning

// Solves, tunes and minimises again and again in one process, as a service would that is never ended:
// SoakFixture INSTANCE SECONDS. Prints a line a minute with the memory that it holds, and at the end by
// how much that grows in an hour; fails above 24 MiB, as what was measured over less than ten minutes
// does not.

let most = 24.0
guard CommandLine.arguments.count == 3, let seconds = Double(CommandLine.arguments[2]) else {
  fatalError("usage: SoakFixture INSTANCE SECONDS")
}
let shift = try PatrolInstance(contentsOf: CommandLine.arguments[1])
let folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
let begun = ContinuousClock.now
var elapsed: Double { (ContinuousClock.now - begun) / .seconds(1) }

func solve(_ seed: UInt64) throws {
  for moves in [SolveRequest.Moves.exchange, .oneHot, .flip] {
    var request = SolveRequest(instance: shift, seed: seed, stop: Stop(steps: 2_000))
    request.moves = moves
    request.threads = 2
    _ = try SolveRun(request).run()
  }
}

func tune(_ seed: UInt64) throws {
  var request = TuneRequest(instance: shift)
  (request.seed, request.steps, request.trials, request.runs) = (seed, 500, 6, 2)
  (request.workers, request.threads, request.confirmationRuns) = (2, 2, 2)
  let record = try request.record(tool: "soak", command: "soak")
  let path = folder.appending(path: "\(seed).sqlite").path
  let file = try StudyFile(path, goingOnWith: record)
  _ = try TuneRun(request, in: file).run { _ in }
  try file.close()
  try FileManager.default.removeItem(atPath: path)
}

func minimise(_ seed: UInt64, _ problem: QUBOFile) throws {
  for algorithm in FlipAlgorithm.allCases {
    var request = QUBORequest(problem: problem, seed: seed, stop: Stop(steps: 500))
    request.algorithm = algorithm
    request.threads = 2
    _ = try QUBORun(request).run()
  }
}

/// Memory in MiB: the second figure of proc(5), statm, in pages.
func resident() throws -> Double {
  let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
  return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
}

/// The growth in an hour by least squares, of the later three quarters.
func growth(_ points: [(hours: Double, memory: Double)]) -> Double {
  let later = points.suffix(points.count * 3 / 4)
  let (x, y) = (
    later.reduce(0) { $0 + $1.hours } / Double(later.count),
    later.reduce(0) { $0 + $1.memory } / Double(later.count)
  )
  let spread = later.reduce(0) { $0 + ($1.hours - x) * ($1.hours - x) }
  return later.reduce(0) { $0 + ($1.hours - x) * ($1.memory - y) } / spread
}

var ring = ""
for i in 0..<40 {
  for j in [i, (i + 1) % 40, (i + 9) % 40] {
    let value = (i * 7 + j * 3) % 11 - 5
    ring += "\(min(i, j)) \(max(i, j)) \(value)\n"
  }
}
let problem = try QUBOFile(
  Array(ring.utf8), file: "soak", format: .coo)
var points: [(hours: Double, memory: Double)] = []
var rounds: UInt64 = 0
while elapsed < seconds {
  rounds += 1
  try solve(rounds)
  try tune(rounds)
  try minimise(rounds, problem)
  if elapsed > Double(points.count) * min(60, seconds / 20) {
    let memory = try resident()
    points.append((elapsed / 3_600, memory))
    let line = "\(Int(elapsed)) s, \(rounds) rounds, \(String(format: "%.1f", memory)) MiB\n"
    FileHandle.standardOutput.write(Data(line.utf8))
  }
}
try FileManager.default.removeItem(at: folder)
let slope = growth(points)
print(
  "\(rounds) rounds in \(Int(elapsed)) s: "
    + "\(String(format: "%.1f", points.map(\.memory).max() ?? 0)) MiB at most, "
    + "\(String(format: "%+.1f", slope)) MiB an hour")
exit(slope > most && seconds >= 600 ? 1 : 0)
