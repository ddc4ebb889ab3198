import Failures
package import Networks
import Simulation
import Texts

/// What a model's file says beside its numbers: what it is for, how it was made, how it went.
package struct ScheduleCard: Sendable {
  package let task: ScheduleTask
  package let schedule: ScheduleRounds
  package let seed: UInt64
  package let cap: Double
  package let keptWorth: Double
  package let records: [ScheduleTrainer.Record]
  /// What else a file says of where it comes from.
  package let origin: [String: String]
  let fingerprint: String

  static let format = "temper-schedule-value"

  /// As texts by name.
  var texts: [String: String] {
    [
      "format": Self.format, "version": "1", "variant": task.variant.rawValue,
      "view": task.view.rawValue, "candidates": task.candidates.rawValue,
      "depth": task.depth.rawValue, "responses": "\(task.responses)",
      "learning": task.learning.rawValue, "reward": task.reward.text, "price": "\(task.price)",
      "declines": "\(task.mayDecline)", "seed": "\(seed)", "mostChanged": "\(cap)",
      "rounds": "\(schedule.rounds)", "shifts": "\(schedule.shifts)",
      "passes": "\(schedule.passes)", "turn": "\(schedule.turn)", "judged": "\(schedule.judged)",
      "step": "\(schedule.step)", "tried": "\(schedule.tried)",
      "futures": "\(schedule.futures)", "rivals": "\(schedule.rivals)",
      "ahead": "\(schedule.ahead)",
      "keptWorth": "\(keptWorth)", "region": fingerprint,
      "records": records.map(\.line).joined(separator: "\n"),
    ]
  }

  /// Reads a card.
  ///
  /// - Throws: ``SafetensorsError`` that names what cannot be read.
  package init(_ file: SafetensorsFile) throws(SafetensorsError) {
    func read<Value>(
      _ key: String, _ words: String, _ value: (String) -> Value?
    ) throws(SafetensorsError) -> Value {
      guard let text = file.card[key], let value = value(text) else {
        throw Self.failure(
          file.file, "expected \(words) as \(key.quoted) in the card", file.card[key] ?? "none")
      }
      return value
    }
    func count(_ key: String) throws(SafetensorsError) -> Int {
      try read(key, "a number of 1 to 1000000") {
        Int($0).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
      }
    }
    func within(_ range: ClosedRange<Double>) -> (Double) -> Double? {
      { range.contains($0) ? $0 : nil }
    }
    _ = try read("format", Self.format) { $0 == Self.format ? true : nil }
    _ = try read("version", "1") { $0 == "1" ? true : nil }
    var task = ScheduleTask()
    task.variant = try read(
      "variant", "vfa, mavfa, mavfa-attention, madqn or outlook", ScheduleShape.Variant.init)
    task.view = try read("view", "published or budget", ScheduleShape.View.init)
    task.candidates = try read("candidates", "chains or plans", ScheduleTask.Candidates.init)
    // Files of before there were these two do not have them.
    if file.card["depth"] != nil {
      task.depth = try read("depth", "finished or repairs", ScheduleTask.Depth.init)
    }
    if file.card["responses"] != nil {
      task.responses = try read("responses", "a number of 0 to 100") {
        Int($0).flatMap { (0...100).contains($0) ? $0 : nil }
      }
    }
    task.learning = try read("learning", "differences or futures", ScheduleTask.Learning.init)
    task.reward = try read("reward", "published or a worth of patrol", ShiftReward.init(text:))
    task.price = try read("price", "a price of 0 to 3") {
      Double($0).flatMap(within(0...ScheduleTask.highestPrice))
    }
    task.mayDecline = try read("declines", "true or false", Bool.init)
    self.task = task
    seed = try read("seed", "a number") { UInt64($0) }
    cap = try read("mostChanged", "a share of 0 to 1") {
      Double($0).flatMap(within(0...1))
    }
    var schedule = ScheduleRounds(task.learning)
    (schedule.rounds, schedule.shifts) = (try count("rounds"), try count("shifts"))
    (schedule.passes, schedule.turn) = (try count("passes"), try count("turn"))
    schedule.judged = try count("judged")
    schedule.step = try read("step", "a length above 0") {
      Float($0).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }
    schedule.tried = try read("tried", "a share of 0 to 1") {
      Double($0).flatMap(within(0...1))
    }
    (schedule.futures, schedule.rivals) = (try count("futures"), try count("rivals"))
    schedule.ahead = try count("ahead")
    self.schedule = schedule
    keptWorth = try read("keptWorth", "a number") { Double($0) }
    origin = file.card
    fingerprint = try read("region", "the areas of a region") { $0 }
    records = try read("records", "lines of four numbers") { text in
      let lines = text.split(separator: "\n").map { ScheduleTrainer.Record(line: $0) }
      let records = lines.compactMap { $0 }
      return records.count == lines.count ? records : nil
    }
  }

  /// Creates a card.
  init(
    task: ScheduleTask, schedule: ScheduleRounds, seed: UInt64, cap: Double, keptWorth: Double,
    records: [ScheduleTrainer.Record], fingerprint: String
  ) {
    (self.task, self.schedule, self.seed, self.cap) = (task, schedule, seed, cap)
    (self.keptWorth, self.records, self.fingerprint) = (keptWorth, records, fingerprint)
    origin = [:]
  }

  /// Throws if a shape is of other areas, sectors or cars.
  func check(
    _ shape: ScheduleShape, _ region: Region, _ file: String
  ) throws(SafetensorsError) {
    let found = shape.fingerprint(in: region)
    guard found == fingerprint || task.variant == .outlook else {
      throw Self.failure(
        file, "expected the region and cars that it was learned for, \(fingerprint)", found)
    }
  }

  private static func failure(
    _ file: String, _ expectation: String, _ found: String
  ) -> SafetensorsError {
    SafetensorsError(
      file, expectation, found: found,
      advice: .inWords("learn a model for this region and its cars"))
  }
}

extension ScheduleTrainer.Record {
  /// Success, that of the reference, loss and what a shift brings, or a dash.
  var line: String { "\(success) \(reference) \(loss) \(judged.map { "\($0)" } ?? "-")" }

  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count == 4, let success = Double(words[0]), let reference = Double(words[1]),
      let loss = Double(words[2]), words[3] == "-" || Double(words[3]) != nil
    else { return nil }
    self.init(success: success, reference: reference, loss: loss, judged: Double(words[3]))
  }
}

extension ShiftReward {
  /// In words that ``init(text:)`` reads.
  package var text: String {
    switch self {
    case .published: "published"
    case .calls(let patrol): "\(patrol)"
    }
  }

  package init?(text: String) {
    if text == "published" {
      self = .published
    } else if let patrol = Double(text), patrol >= 0, patrol.isFinite {
      self = .calls(patrol: patrol)
    } else {
      return nil
    }
  }
}
