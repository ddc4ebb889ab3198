public import DurableFiles
import Simulation
import Synchronization
import Texts

/// Shifts of a comparison as they are played, in a file that survives whatever ends the program.
///
/// The file is text: a line of what the comparison is, then one for each policy in each shift, all
/// policies of a shift together. It is replaced as a whole, at most once a second.
public final class StudyCheckpoint: Sendable {
  /// A shift under a budget.
  private struct Place: Hashable, Comparable {
    let cap: Double
    let shift: Int

    static func < (first: Place, second: Place) -> Bool {
      (first.cap, first.shift) < (second.cap, second.shift)
    }
  }

  private struct State {
    var lines: [Place: [String]] = [:]
    var written: ContinuousClock.Instant?
    var isWritten = true
    var failure: FileError?
  }

  private static let format = "temper-dispatch-checkpoint 1"
  /// Between two writings; what is lost by a kill is played again.
  private static let pause = Duration.seconds(1)

  private let path: String
  private let title: String
  private let state: Mutex<State>

  /// Begins a file for the comparison of a fingerprint; it is written as shifts are played.
  public init(_ path: String, fingerprint: String) {
    self.path = path
    title = "\(Self.format) \(fingerprint)"
    state = Mutex(State())
  }

  /// Goes on from a file that an earlier run left behind.
  ///
  /// - Throws: ``FileError`` if it cannot be read, ``DispatchStudyError`` if a line is none of such
  ///   a file, or it is of another comparison.
  public init(resuming path: String, fingerprint: String) throws {
    self.path = path
    title = "\(Self.format) \(fingerprint)"
    let text = String(decoding: try DurableFile.read(path), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines[0].hasPrefix(Self.format + " ") else {
      throw DispatchStudyError.noCheckpoint(
        file: path, line: 1, expected: "\(Self.format.quoted) at its beginning")
    }
    guard lines[0] == title else { throw DispatchStudyError.otherCheckpoint(file: path) }
    var state = State()
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let cap = Double(words[0]), let shift = Int(words[1]) else {
        throw DispatchStudyError.noCheckpoint(
          file: path, line: number + 1, expected: "a budget, a shift and what came of it")
      }
      state.lines[Place(cap: cap, shift: shift), default: []].append(String(words[2]))
    }
    self.state = Mutex(state)
    try check(text.hasSuffix("\n"), lines.count)
  }

  /// Throws if a line does not say what a shift came to.
  private func check(_ isWhole: Bool, _ lines: Int) throws(DispatchStudyError) {
    let isGood = state.withLock { state in
      state.lines.values.joined().allSatisfy { PlayedDay.isLine($0) }
    }
    guard isWhole, isGood else {
      throw .noCheckpoint(file: path, line: lines, expected: "lines of what came of shifts")
    }
  }

  /// What policies made of a shift, if it is kept.
  func days(of study: DispatchStudy, shift: Int, policies: Int) -> [PlayedDay]? {
    let lines = state.withLock { $0.lines[Place(cap: study.cap, shift: shift)] }
    guard let lines, lines.count == policies else { return nil }
    let days = lines.compactMap { PlayedDay(line: $0, of: study.scenarios[shift]) }
    return days.count == policies ? days : nil
  }

  /// Keeps what policies made of a shift, unless one broke the rules: what it broke is not written
  /// down, so such a shift is played again.
  func keep(_ days: [PlayedDay], of study: DispatchStudy, shift: Int) {
    guard days.allSatisfy(\.outcome.defects.isEmpty) else { return }
    state.withLock { state in
      state.lines[Place(cap: study.cap, shift: shift)] = days.map(\.line)
      state.isWritten = false
      let now = ContinuousClock.now
      guard state.failure == nil, state.written.map({ now - $0 >= Self.pause }) ?? true else {
        return
      }
      state.written = now
      do throws(FileError) { try write(&state) } catch { state.failure = error }
    }
  }

  /// Writes what is not written yet.
  ///
  /// - Throws: ``FileError`` if that, or an earlier writing, failed.
  public func finish() throws(FileError) {
    let failure = state.withLock { state -> FileError? in
      if state.failure == nil, !state.isWritten {
        do throws(FileError) { try write(&state) } catch { state.failure = error }
      }
      return state.failure
    }
    if let failure { throw failure }
  }

  private func write(_ state: inout State) throws(FileError) {
    let lines = state.lines.sorted { $0.key < $1.key }.flatMap { place, days in
      days.map { "\(place.cap) \(place.shift) \($0)" }
    }
    try DurableFile.write(([title] + lines).joined(separator: "\n") + "\n", to: path)
    state.isWritten = true
  }
}

extension DispatchStudy {
  /// Tells this study of these policies from others: by region, shifts and seed.
  ///
  /// - Parameter policies: Names of the policies, and what else says which they are.
  /// - Returns: Sixteen digits.
  public func fingerprint(of policies: [String]) -> String {
    let areas = region.areas.map { "\($0.id) \($0.sector) \($0.minPatrolMinutes)" }
    let ways = region.areas.indices.flatMap { from in
      region.areas.indices.map { region.periods(from: from, to: $0) }
    }
    let days = scenarios.map { scenario in
      "\(scenario.start.sectors) \(scenario.start.cells) "
        + scenario.incidents.map { "\($0.startMinute) \($0.resolutionMinutes) \($0.area)" }
        .joined(separator: ",")
    }
    let neighbours = region.sectors.map { "\($0.id) \($0.neighbours)" }
    let parts = areas + neighbours + ["\(ways)"] + days + policies + ["\(seed)"]
    return Fingerprint.text(of: parts.joined(separator: "\n").utf8)
  }
}
