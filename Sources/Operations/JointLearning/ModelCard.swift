import JointPatrol
package import Networks
import Texts

/// What a model's file says beside its numbers: what it is for, how it was made, how it went.
package struct ModelCard: Sendable {
  package let settings: TrainingSettings
  package let weights: [Double]
  package let records: [JointTrainer.Record]
  /// Cost a tick of what was kept, on the calls that turns are judged by.
  package let keptCost: Double
  /// What the model was made for, in words, and a fingerprint of beats and calls.
  package let world: String
  let fingerprint: String
  /// The program and its version.
  package let program: String

  private static let formatName = "temper-joint-model"

  init(
    _ world: JointWorld, _ settings: TrainingSettings, weights: [Double],
    records: [JointTrainer.Record], keptCost: Double, program: String
  ) {
    (self.settings, self.weights, self.records) = (settings, weights, records)
    self.keptCost = keptCost
    (self.world, fingerprint) = (world.words, world.fingerprint)
    self.program = program
  }

  /// As texts by name.
  var texts: [String: String] {
    [
      "format": Self.formatName, "version": "1", "world": world, "data": fingerprint,
      "program": program, "part": settings.part.rawValue, "seed": "\(settings.seed)",
      "iterations": "\(settings.iterations)", "turn": "\(settings.turn)",
      "dispatchTicks": "\(settings.dispatchTicks)",
      "dispatchDecisions": "\(settings.dispatchDecisions)",
      "judgedTicks": "\(settings.judgedTicks)",
      "patrolDecisions": "\(settings.patrolDecisions)", "passes": "\(settings.passes)",
      "width": "\(settings.width)", "dispatchDiscount": "\(settings.dispatchDiscount)",
      "patrolDiscount": "\(settings.patrolDiscount)", "fairness": "\(settings.fairness)",
      "keptCost": "\(keptCost)",
      "weights": weights.map { "\($0)" }.joined(separator: " "),
      "records": records.map(\.line).joined(separator: "\n"),
    ]
  }

  /// Reads a card.
  ///
  /// - Throws: ``JointModelError/noModel(file:key:found:)`` with what cannot be read.
  package init(_ file: SafetensorsFile) throws(JointModelError) {
    let reader = CardReader(file: file.file, texts: file.card)
    guard try reader.text("format") == Self.formatName else {
      throw reader.failure("format")
    }
    _ = try reader.integer("version", in: 1...1)
    var settings = TrainingSettings()
    guard let part = TrainingSettings.Part(rawValue: try reader.text("part")) else {
      throw reader.failure("part")
    }
    settings.part = part
    settings.seed = UInt64(try reader.integer("seed", in: 0...Int.max))
    settings.iterations = try reader.integer("iterations", in: 0...100_000)
    settings.turn = try reader.integer("turn", in: 1...100_000)
    settings.dispatchTicks = try reader.integer("dispatchTicks", in: 1...Int(1e9))
    settings.dispatchDecisions = try reader.integer("dispatchDecisions", in: 0...Int(1e9))
    settings.judgedTicks = try reader.integer("judgedTicks", in: 8...Int(1e9))
    settings.patrolDecisions = try reader.integer("patrolDecisions", in: 1...Int(1e9))
    settings.passes = try reader.integer("passes", in: 1...1_000)
    settings.width = try reader.integer("width", in: 1...4_096)
    settings.dispatchDiscount = try reader.number("dispatchDiscount")
    settings.patrolDiscount = try reader.number("patrolDiscount")
    settings.fairness = try reader.number("fairness")
    self.settings = settings
    weights = try reader.text("weights").split(separator: " ").map { Double($0) ?? .nan }
    guard weights.allSatisfy({ $0 > 0 && $0 <= 100 }) else { throw reader.failure("weights") }
    let lines = try reader.text("records").split(separator: "\n")
    records = lines.compactMap { JointTrainer.Record(line: $0) }
    guard records.count == lines.count else { throw reader.failure("records") }
    guard let cost = Double(try reader.text("keptCost")), cost >= 0 else {
      throw reader.failure("keptCost")
    }
    keptCost = cost
    world = try reader.text("world")
    fingerprint = try reader.text("data")
    program = try reader.text("program")
  }

  /// Refuses a world that the model was not made for.
  func check(_ world: JointWorld, file: String) throws(JointModelError) {
    guard world.fingerprint == fingerprint, weights.count == world.graph.beats else {
      throw .otherWorld(file: file, given: world.words, trained: self.world)
    }
  }
}

/// Reads texts of a card.
private struct CardReader {
  let file: String
  let texts: [String: String]

  func failure(_ key: String) -> JointModelError {
    .noModel(file: file, key: key, found: texts[key])
  }

  func text(_ key: String) throws(JointModelError) -> String {
    guard let text = texts[key] else { throw failure(key) }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(JointModelError) -> Int {
    guard let number = Int(try text(key)), range.contains(number) else { throw failure(key) }
    return number
  }

  func number(_ key: String) throws(JointModelError) -> Double {
    guard let number = Double(try text(key)), (0...1).contains(number) else { throw failure(key) }
    return number
  }
}

extension JointTrainer.Record {
  /// The record in words that ``init(line:)`` reads.
  fileprivate var line: String {
    "\(iteration) \(isDispatch ? "dispatch" : "patrol") \(firstLoss) \(lastLoss) \(cost) "
      + "\(judged.map { "\($0)" } ?? "-") \(isKept ? "kept" : "-")"
  }

  fileprivate init?(line: Substring) {
    let parts = line.split(separator: " ")
    guard parts.count == 7, let iteration = Int(parts[0]),
      ["dispatch", "patrol"].contains(parts[1]), let first = Double(parts[2]),
      let last = Double(parts[3]), let cost = Double(parts[4])
    else { return nil }
    self.init(
      iteration: iteration, isDispatch: parts[1] == "dispatch", firstLoss: first, lastLoss: last,
      cost: cost, judged: Double(parts[5]), isKept: parts[6] == "kept")
  }
}

extension JointWorld {
  /// What it is, in words.
  fileprivate var words: String {
    "\(graph.name) with \(setting.cars) cars, a call a tick with probability "
      + "\(setting.callProbability), service of \(setting.meanService) ticks, a queue of "
      + "\(setting.queueLimit)"
  }

  /// Of everything that a network has to know; not of the length of episodes.
  fileprivate var fingerprint: String {
    let granted = "\(setting.knowsService) \(setting.isServiceByCall) \(setting.overflowCost)"
    return Fingerprint.text(of: "\(words)\n\(granted)\n\(graph.jsonText)".utf8)
  }
}
