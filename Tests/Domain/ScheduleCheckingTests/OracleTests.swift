import Foundation
import PatrolModel
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Compares the checker with an independent program in another language.
@Suite(.enabled(if: Oracle.isPresent, "needs python3 and verify.py: set TEMPER_TOOLS"))
struct OracleTests {
  @Test func theOracleAgreesOnSoundAndBrokenSchedules() throws {
    let cases = (0..<400 as Range<UInt64>).map(RandomCase.init)
    let opinions = try Oracle.judge(cases)
    #expect(opinions.count == cases.count)
    for (seed, (one, opinion)) in zip(cases, opinions).enumerated() {
      let verdict = ScheduleChecker(one.instance).judge(one.entries)
      #expect(
        Oracle.Opinion(verdict) == opinion, "seed \(seed): \(verdict.violations.map(\.description))"
      )
    }
    // The comparison would prove little if all cases were of one kind.
    #expect(opinions.count { $0.violations.isEmpty } > 20)
    #expect(opinions.count { $0.violations.count > 3 } > 50)
  }
}

/// The program `verify.py`, which judges schedules with decimal arithmetic.
enum Oracle {
  /// What both judges say in the same terms.
  struct Opinion: Equatable {
    /// Kinds of violation with their number.
    let violations: [String: Int]
    let totalTravel: String
    let longestTravel: String
  }

  static let isPresent =
    FileManager.default.fileExists(atPath: folder.appending(path: "verify.py").path)
    && python != nil

  private static let folder = Repository.checkers

  private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { URL(filePath: "\($0)/python3") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  /// Asks about all cases in one run; each line of the answer is one opinion.
  static func judge(_ cases: [RandomCase]) throws -> [Opinion] {
    let questions = try cases.map { one in
      let rows = one.entries.enumerated().map { [$0, $1.row] as [Any] }
      let instance = try JSONSerialization.jsonObject(with: Data(one.instance.jsonText().utf8))
      return ["instance": instance, "rows": rows]
    }
    let answer = try run(JSONSerialization.data(withJSONObject: questions))
    return answer.split(separator: "\n").map { line in
      let fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      let kinds = fields.dropFirst(2).filter { !$0.isEmpty }
      return Opinion(
        violations: Dictionary(kinds.map { ($0, 1) }, uniquingKeysWith: +),
        totalTravel: fields[0], longestTravel: fields.dropFirst().first ?? "")
    }
  }

  private static let script = """
    import json, sys
    sys.dont_write_bytecode = True
    sys.path.insert(0, sys.argv[1])
    import verify
    words = ['is outside', 'unknown sector', 'unknown car', 'two sectors', 'the schedule has',
             'has no sector', 'demand is', 'at both step', 'consecutive steps']
    for case in json.load(open(sys.argv[2], encoding='utf-8')):
      bad, total, travel = verify.check(case['instance'], case['rows'])
      kinds = [next(word for word in words if word in line) for line in bad]
      print(format(total, '.1f'), format(max(travel.values(), default=0), '.1f'), *kinds, sep=';')
    """

  private static func run(_ questions: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
    try questions.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let (process, output) = (Process(), Pipe())
    process.executableURL = python
    process.arguments = ["-c", script, folder.path, file.path]
    process.standardOutput = output
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self)
  }
}

extension Oracle.Opinion {
  fileprivate init(_ verdict: Verdict) {
    violations = Dictionary(verdict.violations.map { ($0.kind, 1) }, uniquingKeysWith: +)
    totalTravel = verdict.totalTravel.description
    longestTravel = verdict.longestTravel.description
  }
}

extension Violation {
  /// The words by which the oracle's sentences tell the kinds apart.
  fileprivate var kind: String {
    switch self {
    case .stepOutOfRange: "is outside"
    case .unknownSector: "unknown sector"
    case .unknownCar: "unknown car"
    case .twoSectors: "two sectors"
    case .wrongNumberOfCars: "the schedule has"
    case .noSector: "has no sector"
    case .demandMissed: "demand is"
    case .returned: "at both step"
    case .stayedTooLong: "consecutive steps"
    // Rules that the instances of these tests do not have.
    default: description
    }
  }
}

extension ScheduleEntry {
  fileprivate var row: [String] { [car.rawValue, "\(stepNumber)", sector.rawValue] }
}
