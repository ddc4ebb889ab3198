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

  /// The car's call sign.
  public let id: ID

  /// Creates a car with a call sign.
  public init(id: ID) { self.id = id }
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
