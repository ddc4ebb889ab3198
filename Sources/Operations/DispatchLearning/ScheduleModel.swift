public import Networks
public import Simulation

/// VFA or MAVFA as a file: safetensors, with a card that says what it is for.
public struct ScheduleModel: Sendable {
  private let file: SafetensorsFile
  private let card: ScheduleCard

  /// Whether a file says that it is such a model.
  public static func isMeant(by file: SafetensorsFile) -> Bool {
    file.card["format"] == ScheduleCard.format
  }

  /// Reads a model.
  ///
  /// - Throws: ``SafetensorsError`` for a card of another kind.
  public init(_ file: SafetensorsFile) throws(SafetensorsError) {
    (self.file, card) = (file, try ScheduleCard(file))
  }

  /// The policy for shifts of a region that begin as given ones do.
  ///
  /// - Throws: ``SafetensorsError`` if it was learned for other areas, sectors or cars.
  public func policy(
    named name: String, in region: Region, _ starts: [InitialTimetables]
  ) throws(SafetensorsError) -> SchedulePolicy {
    let shape = ScheduleShape(region, starts, card.task.variant, card.task.view)
    try card.check(shape, region, file.file)
    let network = try Network(ScheduleValue.layer(shape), from: file.part("kept."))
    return SchedulePolicy(
      name: name, ScheduleValue(shape, network, price: card.task.price), card.task)
  }
}
