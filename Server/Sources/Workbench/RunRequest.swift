import Foundation
import Hummingbird

/// What a run is to do.
struct RunRequest: Codable, Hashable, Sendable {
  enum Kind: String, Codable, Sendable {
    /// A plan from nothing, or from any that is there.
    case solve
    /// The plan again, with a price for each changed cell.
    case replan
  }

  let plan: Int
  let kind: Kind
  /// All the time there is, in seconds.
  var timeLimit: Double?
  /// The seed of all random numbers; runs with one seed say the same.
  var seed: Int?
  /// `automatic`, `annealer` or `exact`.
  var method: String?
  /// The cores and the megabytes that it may have; no more than the operator allows.
  var threads: Int?
  var memory: Int?
  /// With `replan`, the first step that may change, from 1.
  var at: Int?
  /// With `replan`, what a changed cell costs in minutes; without it, a list of prices is tried.
  var changePrice: Double?

  /// How many prices a list has; each gets its share of the time.
  static let prices = 6

  /// What is taken where nothing is said.
  static let usualSeconds = 20.0

  func check(_ settings: Settings) throws(Problem) {
    try settings.check(
      timeLimit: timeLimit, seed: seed, threads: threads, memory: memory)
    guard ["automatic", "annealer", "exact"].contains(method ?? "automatic") else {
      throw Problem(.unprocessableContent, "method: expected automatic, annealer or exact")
    }
    guard (1...100_000).contains(at ?? 1) else {
      throw Problem(.unprocessableContent, "at: expected a step, from 1")
    }
    guard (0...10_080).contains(changePrice ?? 0) else {
      throw Problem(.unprocessableContent, "changePrice: expected 0 to 10080 minutes")
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The command line that does it, for files in the folder that it runs in.
  func arguments(threads: Int) -> [String] {
    let seconds = timeLimit ?? Self.usualSeconds
    let common = [
      "-o", "plan.csv", "--json-errors", "--seed", "\(seed ?? 1)", "--threads", "\(threads)",
      "--method", method ?? "automatic",
    ]
    switch kind {
    case .solve:
      return ["solve", "shift.json", "--progress", "json", "--time-limit", "\(seconds)"] + common
    case .replan:
      let share = changePrice == nil ? max(0.5, seconds / Double(Self.prices)) : seconds
      return ["replan", "shift.json", "known.csv", "--at", "\(at ?? 1)", "--json"]
        + ["--progress", "json"]
        + ["--time-limit", "\(share)"] + common
        + (changePrice.map { ["--change-price", "\($0)"] } ?? [])
    }
  }
}

extension Settings {
  /// Whether a run may have all that it asks for.
  func check(timeLimit: Double?, seed: Int?, threads: Int?, memory: Int?) throws(Problem) {
    guard (1...Double(longestRun)).contains(timeLimit ?? 1) else {
      throw Problem(.unprocessableContent, "timeLimit: expected 1 to \(longestRun) seconds")
    }
    guard (0...1_000_000_000).contains(seed ?? 1) else {
      throw Problem(.unprocessableContent, "seed: expected a number from 0 to 1000000000")
    }
    guard (1...self.threads).contains(threads ?? 1) else {
      throw Problem(.unprocessableContent, "threads: expected 1 to \(self.threads)")
    }
    guard (Self.leastMemory...self.memory).contains(memory ?? self.memory) else {
      throw Problem(
        .unprocessableContent, "memory: expected \(Self.leastMemory) to \(self.memory) MB")
    }
  }
}
