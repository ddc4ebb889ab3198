import Failures
public import Networks

/// A learned worth as a file: safetensors, with a card that says how a policy has to use it.
public struct ShiftValueModel: Sendable {
  /// What the rest of a shift is worth.
  public let value: ShiftValue
  /// What answers and patrol were worth when it was learned.
  public let worth: ShiftWorth
  /// Whether its policy may decline calls.
  public let mayDecline: Bool
  /// Where it comes from, by name.
  public let origin: [String: String]

  private static let format = "temper-dispatch-value"
  private static let version = "1"
  private static let keys = (
    format: "format", version: "version", patrol: "patrolWorth", declines: "declines"
  )

  /// Creates a model.
  public init(
    _ value: ShiftValue, _ worth: ShiftWorth, mayDecline: Bool, origin: [String: String]
  ) {
    (self.value, self.worth) = (value, worth)
    (self.mayDecline, self.origin) = (mayDecline, origin)
  }

  /// Reads a model.
  ///
  /// - Throws: ``SafetensorsError`` for a card of another kind, and for tensors of another network.
  public init(_ file: SafetensorsFile) throws(SafetensorsError) {
    let keys = Self.keys
    guard file.card[keys.format] == Self.format, file.card[keys.version] == Self.version else {
      throw SafetensorsError(
        file.file, "expected a card of \(Self.format), version \(Self.version)",
        found: file.card[keys.format] ?? "none", advice: Self.advice)
    }
    guard let text = file.card[keys.patrol], let patrol = Double(text), patrol >= 0,
      patrol.isFinite, let declines = file.card[keys.declines].flatMap(Bool.init)
    else {
      throw SafetensorsError(
        file.file, "expected \(keys.patrol) ≥ 0 and \(keys.declines), true or false, in the card",
        found: "\(file.card[keys.patrol] ?? "none"), \(file.card[keys.declines] ?? "none")",
        advice: Self.advice)
    }
    self.init(
      try ShiftValue(file), ShiftWorth(patrol: patrol), mayDecline: declines,
      origin: file.card.filter { ![keys.format, keys.version].contains($0.key) })
  }

  /// The model as a file.
  public var file: SafetensorsFile {
    let keys = Self.keys
    let card = [
      keys.format: Self.format, keys.version: Self.version, keys.patrol: "\(worth.patrol)",
      keys.declines: "\(mayDecline)",
    ]
    return SafetensorsFile(value.network.tensors, card: origin.merging(card) { $1 })
  }

  /// A policy of a name.
  public func policy(named name: String) -> ValuePolicy {
    ValuePolicy(name: name, value, worth, mayDecline: mayDecline)
  }

  private static let advice: Remedy = .inWords("learn a model for dispatch again")
}
