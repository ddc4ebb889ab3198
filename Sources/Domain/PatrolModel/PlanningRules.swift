/// Rules of a shift about single cars at single steps, about legs, classes and travel per car.
///
/// Rules of a car as such (start, steps out of service, class) are in ``Car``, those of a sector as
/// such in ``Sector``. Hours that are past are fixed assignments like any other.
public struct PlanningRules: Hashable, Sendable {
  /// A car in a sector at a step.
  public struct Assignment: Hashable, Comparable, Sendable {
    /// The car.
    public let car: CarIndex
    /// The step.
    public let step: StepIndex
    /// The sector.
    public let sector: SectorIndex

    /// Puts a car into a sector at a step.
    public init(car: CarIndex, step: StepIndex, sector: SectorIndex) {
      self.car = car
      self.step = step
      self.sector = sector
    }

    /// Whether the first assignment comes before the second, by car, step and sector.
    public static func < (a: Self, b: Self) -> Bool {
      (a.car, a.step, a.sector) < (b.car, b.step, b.sector)
    }
  }

  /// At least so many cars of a class in a sector at a step.
  public struct ClassMinimum: Hashable, Comparable, Sendable {
    /// The step.
    public let step: StepIndex
    /// The sector.
    public let sector: SectorIndex
    /// The class of cars that is needed there.
    public let carClass: Car.Class
    /// The least number of such cars, ≥ 1.
    public let cars: Int

    /// Asks for so many cars of a class in a sector at a step.
    public init(carClass: Car.Class, step: StepIndex, sector: SectorIndex, cars: Int) {
      precondition(cars >= 1, "a minimum asks for some car")
      self.step = step
      self.sector = sector
      self.carClass = carClass
      self.cars = cars
    }

    /// Whether the first minimum comes before the second, by step, sector and class.
    public static func < (a: Self, b: Self) -> Bool {
      (a.step, a.sector, a.carClass.rawValue) < (b.step, b.sector, b.carClass.rawValue)
    }
  }

  /// No rule at all.
  public static let none = Self()

  /// The longest leg that a car may travel between two steps, if there is a limit.
  public let longestLeg: Minutes?
  /// The cars of some class that sectors need at some steps, in order.
  public let classMinimums: [ClassMinimum]
  /// The most minutes that each car may travel over the shift, from its start on, if there is a limit.
  public let carTravelLimit: Minutes?
  private let fixedSectors: [Cell: SectorIndex]
  private let forbiddenSectors: [Cell: Set<SectorIndex>]

  /// Creates rules from assignments in any order.
  ///
  /// - Precondition: No car is fixed in two sectors at a step, or in one forbidden to it then, and no
  ///   class has two minimums in a sector at a step.
  public init(
    fixed: [Assignment] = [], forbidden: [Assignment] = [], longestLeg: Minutes? = nil,
    classMinimums: [ClassMinimum] = [], carTravelLimit: Minutes? = nil
  ) {
    self.classMinimums = classMinimums.sorted()
    precondition(
      zip(self.classMinimums, self.classMinimums.dropFirst()).allSatisfy { $0 < $1 },
      "a class has one minimum in a sector at a step")
    self.carTravelLimit = carTravelLimit
    var (fixedSectors, forbiddenSectors) = ([Cell: SectorIndex](), [Cell: Set<SectorIndex>]())
    for one in forbidden { forbiddenSectors[Cell(one), default: []].insert(one.sector) }
    for one in fixed {
      let before = fixedSectors.updateValue(one.sector, forKey: Cell(one))
      precondition(before == nil || before == one.sector, "a car is fixed in one sector at a step")
      precondition(
        forbiddenSectors[Cell(one)]?.contains(one.sector) != true,
        "a car is not fixed in a forbidden sector")
    }
    self.fixedSectors = fixedSectors
    self.forbiddenSectors = forbiddenSectors
    self.longestLeg = longestLeg
  }

  /// The assignments that are given, in order.
  public var fixed: [Assignment] {
    fixedSectors.map { cell, sector in cell.assignment(sector) }.sorted()
  }

  /// The assignments that are ruled out, in order.
  public var forbidden: [Assignment] {
    forbiddenSectors.flatMap { cell, sectors in sectors.map(cell.assignment) }.sorted()
  }

  /// The sector in which a car has to be at a step, if that is given.
  public func fixedSector(of car: CarIndex, at step: StepIndex) -> SectorIndex? {
    fixedSectors[Cell(car: car, step: step)]
  }

  /// Whether a car is kept out of a sector at a step by name.
  public func forbids(_ car: CarIndex, in sector: SectorIndex, at step: StepIndex) -> Bool {
    !forbiddenSectors.isEmpty
      && forbiddenSectors[Cell(car: car, step: step)]?.contains(sector) == true
  }

  /// Whether any assignment is given or ruled out.
  var nameCars: Bool { !fixedSectors.isEmpty || !forbiddenSectors.isEmpty }

  /// The cars that some assignment is about.
  var namedCars: Set<CarIndex> {
    Set(fixedSectors.keys.map(\.car)).union(forbiddenSectors.keys.map(\.car))
  }

  /// Whether rules join cars that they do not name: minimums of classes, or minutes added up.
  var joinCars: Bool { !classMinimums.isEmpty || carTravelLimit != nil }

  /// Whether all indices are below these counts.
  func fit(cars: Int, steps: Int, sectors: Int) -> Bool {
    (fixed + forbidden).allSatisfy {
      (0..<cars).contains($0.car.rawValue) && (0..<steps).contains($0.step.rawValue)
        && (0..<sectors).contains($0.sector.rawValue)
    }
      && classMinimums.allSatisfy {
        (0..<steps).contains($0.step.rawValue) && (0..<sectors).contains($0.sector.rawValue)
      }
  }

  /// A car at a step.
  private struct Cell: Hashable {
    let car: CarIndex
    let step: StepIndex

    init(car: CarIndex, step: StepIndex) {
      self.car = car
      self.step = step
    }

    init(_ assignment: Assignment) { self.init(car: assignment.car, step: assignment.step) }

    func assignment(_ sector: SectorIndex) -> Assignment {
      Assignment(car: car, step: step, sector: sector)
    }
  }
}
