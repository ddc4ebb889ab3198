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

  /// Creates a car with a call sign; by default no rule is about it.
  public init(
    id: ID, carClass: Class? = nil, start: SectorIndex? = nil, off: Set<StepIndex> = []
  ) {
    self.id = id
    self.carClass = carClass
    self.start = start
    self.off = off
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

  /// All cars, in order.
  public var cars: [Car] { (0..<count).map { self[CarIndex($0)] } }
}
