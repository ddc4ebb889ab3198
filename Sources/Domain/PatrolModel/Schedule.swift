/// Where each car is at each step: one sector, or none for a car that is out of service.
///
/// A schedule says nothing about whether it keeps an instance's rules; a checker that shares no
/// code with any solver judges that.
public struct Schedule: Hashable, Sendable {
  /// The number of cars.
  public let carCount: Int
  /// The number of steps.
  public let stepCount: Int
  /// Sector positions or −1, step-major: step · `carCount` + car.
  private var sectors: [Int32]

  /// Creates a schedule with every car in the same sector at all steps.
  public init(carCount: Int, stepCount: Int, everywhere sector: SectorIndex = SectorIndex(0)) {
    precondition(carCount >= 1 && stepCount >= 1, "a schedule has cars and steps")
    self.carCount = carCount
    self.stepCount = stepCount
    sectors = Array(repeating: Int32(sector.rawValue), count: carCount * stepCount)
  }

  /// The sector of a car at a step; `nil` if it is out of service.
  public subscript(step: StepIndex, car: CarIndex) -> SectorIndex? {
    get {
      let sector = Int(sectors[step.rawValue * carCount + car.rawValue])
      return sector < 0 ? nil : SectorIndex(sector)
    }
    set {
      sectors[step.rawValue * carCount + car.rawValue] = Int32(newValue?.rawValue ?? -1)
    }
  }

  /// The sectors of a car, in step order; `nil` where it is out of service.
  public func route(of car: CarIndex) -> [SectorIndex?] {
    (0..<stepCount).map { self[StepIndex($0), car] }
  }
}
