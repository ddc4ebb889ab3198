/// A patrol car, or any unit that is in one sector at a time.
public struct Car: Hashable, Sendable {
  /// The call sign by which files refer to a car, unique in its instance.
  public struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The call sign as written in files.
    public let rawValue: String

    /// Creates an identifier from its written form.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The call sign as written in files.
    public var description: String { rawValue }
  }

  /// A kind of car, as in `van`: sectors may be open to some classes only.
  public struct Class: Hashable, Sendable, CustomStringConvertible {
    /// The class as written in files.
    public let rawValue: String

    /// Creates a class from its written form.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The class as written in files.
    public var description: String { rawValue }
  }

  /// The car's call sign.
  public let id: ID
  /// The car's class, if it has one; without, sectors that name classes are closed to it.
  public let carClass: Class?
  /// The sector in which the car stands before the first step, if that matters.
  ///
  /// The move from there into the first step is travel, and the presence rule sees it as a step 0.
  public let start: SectorIndex?
  /// The steps at which the car is out of service: it has no sector then.
  public let off: Set<StepIndex>
  /// Where the car was before the shift, step by step, the latest last: its ``start``.
  public let history: [SectorIndex]
  /// The sector to which the car drives after its last step in service, if it has to.
  public let end: SectorIndex?
  /// The minutes that the car may travel, if it has a limit of its own.
  public let travelLimit: Minutes?
  /// The moves that the car may make, if it has a limit of its own.
  public let moveLimit: Int?
  /// The minutes that the car drove on earlier days; they count where cars are compared.
  public let minutesBefore: Minutes

  /// Creates a car with a call sign; by default no rule is about it.
  ///
  /// A `history` has the start as its last sector; a start alone is a history of one.
  public init(
    id: ID, carClass: Class? = nil, start: SectorIndex? = nil, off: Set<StepIndex> = [],
    history: [SectorIndex] = [], end: SectorIndex? = nil, travelLimit: Minutes? = nil,
    moveLimit: Int? = nil, minutesBefore: Minutes = .zero
  ) {
    precondition(
      start == nil || history.isEmpty || start == history.last, "a history ends at the start")
    self.id = id
    self.carClass = carClass
    self.start = history.last ?? start
    self.off = off
    self.history = history.isEmpty ? start.map { [$0] } ?? [] : history
    self.end = end
    self.travelLimit = travelLimit
    self.moveLimit = moveLimit
    self.minutesBefore = minutesBefore
  }
}

extension Car {
  /// The same car under another call sign.
  func renamed(_ id: ID) -> Car {
    Car(
      id: id, carClass: carClass, start: start, off: off, history: history, end: end,
      travelLimit: travelLimit, moveLimit: moveLimit, minutesBefore: minutesBefore)
  }

  /// The same car, wherever it comes from.
  var withoutStart: Car {
    Car(
      id: id, carClass: carClass, off: off, end: end, travelLimit: travelLimit,
      moveLimit: moveLimit, minutesBefore: minutesBefore)
  }
}

/// The place of a car in its instance's fleet.
public typealias CarIndex = Ordinal<Car>

/// The cars of a shift: as many as needed without names, or a list of named ones.
public enum Fleet: Hashable, Sendable {
  /// So many interchangeable cars; they are called `1`, `2`, … in schedules.
  case anonymous(count: Int)
  /// Cars with call signs of their own, in order.
  case named([Car])

  /// The number of cars.
  public var count: Int {
    switch self {
    case .anonymous(let count): count
    case .named(let cars): cars.count
    }
  }

  /// The car at an index; anonymous cars are named by their number.
  public subscript(index: CarIndex) -> Car {
    switch self {
    case .anonymous: Car(id: .init("\(index.number)"))
    case .named(let cars): cars[index.rawValue]
    }
  }

  /// The cars with call signs of their own; none if they are interchangeable.
  public var named: [Car] {
    switch self {
    case .anonymous: []
    case .named(let cars): cars
    }
  }

  /// All cars, in order.
  public var cars: [Car] { (0..<count).map { self[CarIndex($0)] } }
}
