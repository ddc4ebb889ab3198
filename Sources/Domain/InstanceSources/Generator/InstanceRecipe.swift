public import PatrolModel

/// What a generated instance is made from: sizes, shift, rule, region and seed, all validated.
///
/// The same recipe makes the same instance on every machine, byte for byte in its file.
public struct InstanceRecipe: Hashable, Sendable {
  /// A happening that keeps just over half of the cars in one sector for some steps.
  ///
  /// Its sector's demand two steps apart adds up to one car more than there are, so with
  /// ``PresenceRule/noReturn`` three or more steps of it make the instance infeasible by one car.
  public struct Event: Hashable, Sendable {
    /// The sector, counted from one.
    public let sectorNumber: Int
    /// The first step, counted from one.
    public let firstStepNumber: Int
    /// The last step, counted from one.
    public let lastStepNumber: Int

    /// Creates an event; recipes check its numbers.
    public init(sectorNumber: Int, firstStepNumber: Int, lastStepNumber: Int) {
      self.sectorNumber = sectorNumber
      self.firstStepNumber = firstStepNumber
      self.lastStepNumber = lastStepNumber
    }
  }

  /// The instance's name, and its file's without the extension.
  public let name: String
  /// What the instance is for, in a sentence that opens its description.
  public let purpose: String
  /// The town around which the sectors lie, by its name in ``TownGazetteer``.
  public let centre: String
  /// The number of sectors.
  public let sectorCount: Int
  /// The number of cars.
  public let carCount: Int
  /// The number of steps.
  public let stepCount: Int
  /// Minutes after midnight at which the shift starts.
  public let startMinute: Int
  /// The length of a step in minutes.
  public let stepMinutes: Int
  /// The presence rule, kept by some schedule unless an event forbids it.
  public let presence: PresenceRule
  /// An event, if there is one.
  public let event: Event?
  /// What all randomness comes from.
  public let seed: UInt64

  /// Creates a recipe.
  ///
  /// - Parameters:
  ///   - name: 1 to 64 ASCII letters, digits, `-` and `_`.
  ///   - purpose: What the instance is for; may be empty.
  ///   - centre: A name in ``TownGazetteer``.
  ///   - sectorCount: In 1...200; at least 2 with a presence rule, at least 3 with an event.
  ///   - carCount: In 1...10,000.
  ///   - stepCount: In 1...1,000.
  ///   - startMinute: In 0..<1440.
  ///   - stepMinutes: In 1...1440.
  ///   - presence: The limit of ``PresenceRule/maxStay(limit:)`` is in 1...1,000.
  ///   - event: Within the sectors and steps.
  ///   - seed: Any.
  /// - Throws: ``InvalidRecipe`` for the first value that is out of its range.
  public init(
    name: String, purpose: String = "", centre: String = "Gouda", sectorCount: Int, carCount: Int,
    stepCount: Int, startMinute: Int = 8 * 60, stepMinutes: Int = 60,
    presence: PresenceRule = .noReturn, event: Event? = nil, seed: UInt64
  ) throws(InvalidRecipe) {
    self.name = name
    self.purpose = purpose
    self.centre = centre
    self.sectorCount = sectorCount
    self.carCount = carCount
    self.stepCount = stepCount
    self.startMinute = startMinute
    self.stepMinutes = stepMinutes
    self.presence = presence
    self.event = event
    self.seed = seed
    try validate()
  }
}
