/// Where each car is at each step: one sector per car and step, complete by construction.
///
/// A schedule says nothing about whether it keeps an instance's rules; a checker that shares no
/// code with any solver judges that.
public struct Schedule: Hashable, Sendable {
  /// The number of cars.
  public let carCount: Int
  /// The number of steps.
  public let stepCount: Int
  /// Sector positions, step-major: step · `carCount` + car.
  private var sectors: [Int32]

  /// Creates a schedule with every car in the same sector at all steps.
  public init(carCount: Int, stepCount: Int, everywhere sector: SectorIndex = SectorIndex(0)) {
    precondition(carCount >= 1 && stepCount >= 1, "a schedule has cars and steps")
    self.carCount = carCount
    self.stepCount = stepCount
    sectors = Array(repeating: Int32(sector.rawValue), count: carCount * stepCount)
  }

  /// The sector of a car at a step.
  public subscript(step: StepIndex, car: CarIndex) -> SectorIndex {
    get { SectorIndex(Int(sectors[step.rawValue * carCount + car.rawValue])) }
    set { sectors[step.rawValue * carCount + car.rawValue] = Int32(newValue.rawValue) }
  }

  /// The sectors of a car, in step order.
  public func route(of car: CarIndex) -> [SectorIndex] {
    (0..<stepCount).map { self[StepIndex($0), car] }
  }
}
