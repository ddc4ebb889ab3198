/// What real rosters ask for beyond the published model: prices, breaks that drive, rules of crews.
///
/// Everything is optional; ``none`` is the published model. What belongs to a single car is in ``Car``,
/// to a sector in ``Sector``, to a cell in ``Demand``.
public struct RosterRules: Hashable, Sendable {
  /// What the leg across steps out of service counts.
  public enum BreakTravel: String, Hashable, Sendable, CaseIterable {
    /// It is a drive like any other: from the last sector, or the start, to the next one.
    case counted
    /// There is none: the car resumes where it stopped.
    case sameSector = "same-sector"
    /// It takes nothing, as if the car appeared where it resumes.
    case free
  }

  /// A break that the plan places: so many consecutive steps out of service within a window.
  public struct BreakWindow: Hashable, Sendable {
    /// Whose break it is.
    public enum Crew: Hashable, Sendable {
      /// Every car's.
      case all
      /// The cars' of a class.
      case carClass(Car.Class)
      /// These cars', in order.
      case cars([CarIndex])
    }

    /// Whose break it is.
    public let crew: Crew
    /// The length in steps, ≥ 1.
    public let length: Int
    /// The steps, counted from zero, within which the break lies.
    public let window: ClosedRange<Int>
    /// The most of these cars on their break at a step, ≥ 1, if there is a limit.
    public let atOnce: Int?

    /// Asks for a break of `length` steps within the steps of `window`, counted from zero.
    public init(crew: Crew, length: Int, window: ClosedRange<Int>, atOnce: Int? = nil) {
      precondition(length >= 1 && length <= window.count, "a break fits into its window")
      precondition(atOnce.map { $0 >= 1 } ?? true, "some car has its break")
      self.crew = crew
      self.length = length
      self.window = window
      self.atOnce = atOnce
    }
  }

  /// At most so many cars of a class in a sector at a step.
  public struct ClassMaximum: Hashable, Sendable {
    /// The class of cars that is limited.
    public let carClass: Car.Class
    /// The step.
    public let step: StepIndex
    /// The sector.
    public let sector: SectorIndex
    /// The largest number of such cars, ≥ 0.
    public let cars: Int

    /// Allows so many cars of a class in a sector at a step.
    public init(carClass: Car.Class, step: StepIndex, sector: SectorIndex, cars: Int) {
      precondition(cars >= 0, "a maximum is a number of cars")
      self.carClass = carClass
      self.step = step
      self.sector = sector
      self.cars = cars
    }
  }

  /// Two cars that are in one sector, or in different ones, whenever both are in service.
  public struct CarPair: Hashable, Sendable {
    /// The first car.
    public let first: CarIndex
    /// The second car, another one.
    public let second: CarIndex
    /// Whether they are in one sector; else in different ones.
    public let isTogether: Bool
    /// The steps at which the rule holds, ascending; `nil` for all.
    public let steps: [StepIndex]?

    /// Joins or parts two cars at some steps, by default at all.
    public init(
      _ first: CarIndex, _ second: CarIndex, isTogether: Bool, steps: [StepIndex]? = nil
    ) {
      precondition(first != second, "a pair is two cars")
      self.first = first
      self.second = second
      self.isTogether = isTogether
      self.steps = steps
    }
  }

  /// Travel minutes from some step on.
  public struct TravelPeriod: Hashable, Sendable {
    /// The first step to which a drive takes so long.
    public let firstStep: StepIndex
    /// The minutes from then on.
    public let minutes: TravelTimes

    /// Minutes that hold for drives to `firstStep` and later ones.
    public init(firstStep: StepIndex, minutes: TravelTimes) {
      self.firstStep = firstStep
      self.minutes = minutes
    }
  }

  /// What a plan is to make small.
  public enum Objective: Hashable, Sendable {
    /// Travel of all cars and prices, added up.
    case total
    /// The minutes of the car that has most; then the total.
    case worst
    /// The total and so many times, in hundredths, the minutes of the car that has most.
    case fair(hundredths: Int)

    /// The largest weight of the worst car, in hundredths: a thousand times.
    public static let largestWeight = 100_000
  }

  /// No rule beyond the published model, with the leg across a break counted.
  public static let none = Self()

  /// Minutes paid per car and step below a cell's minimum; `nil` if no cell may be short.
  public var shortagePrice: Minutes?
  /// Minutes paid per car and step below a cell's target, at or above its minimum.
  public var targetPrice = Minutes.zero
  /// Minutes paid per car and step above a cell's target.
  public var surplusPrice = Minutes.zero
  /// What the leg across steps out of service counts.
  public var breakTravel = BreakTravel.counted
  /// The breaks that the plan places; no two windows of one car overlap.
  public var breakWindows: [BreakWindow] = []
  /// The most moves of a car without a limit of its own, if there is a limit.
  public var moveLimit: Int?
  /// The least steps of a stay between two moves, ≥ 1.
  public var minimumStay = 1
  /// The cars of some class that sectors may have at some steps.
  public var classMaximums: [ClassMaximum] = []
  /// The cars that are together or apart.
  public var pairs: [CarPair] = []
  /// Travel minutes that hold later in the shift, by ascending first step.
  public var laterTravel: [TravelPeriod] = []
  /// What a plan is to make small.
  public var objective = Objective.total

  /// No rule yet.
  public init() {}
}

extension RosterRules {
  /// Whether these rules leave it so that as many cars are needed as there are.
  var addsUp: Bool { shortagePrice == nil && breakWindows.isEmpty }

  /// Whether all indices are below these counts, and periods ascend.
  func fit(cars: Int, steps: Int, sectors: Int) -> Bool {
    let crews = breakWindows.allSatisfy { window in
      guard window.window.upperBound < steps else { return false }
      guard case .cars(let named) = window.crew else { return true }
      return named.allSatisfy { (0..<cars).contains($0.rawValue) }
    }
    let periods = laterTravel.map(\.firstStep.rawValue)
    return crews && minimumStay >= 1
      && classMaximums.allSatisfy {
        (0..<steps).contains($0.step.rawValue) && (0..<sectors).contains($0.sector.rawValue)
      }
      && pairs.allSatisfy { pair in
        [pair.first, pair.second].allSatisfy { (0..<cars).contains($0.rawValue) }
          && (pair.steps ?? []).allSatisfy { (0..<steps).contains($0.rawValue) }
      }
      && zip([0] + periods, periods).allSatisfy { $0 < $1 }
      && periods.allSatisfy { $0 < steps }
      && laterTravel.allSatisfy { $0.minutes.sectorCount == sectors }
  }
}
