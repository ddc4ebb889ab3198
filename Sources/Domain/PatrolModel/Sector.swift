/// A patrol sector: an area in which a number of cars is needed at each step.
public struct Sector: Hashable, Sendable {
  /// The short name by which files refer to a sector, unique in its instance.
  public struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The most characters, as Unicode scalars, of an identifier in a file.
    package static let longest = 64

    /// The identifier as written in files.
    public let rawValue: String

    /// Creates an identifier from its written form.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// The identifier as written in files.
    public var description: String { rawValue }
  }

  /// A point on the globe in decimal degrees (WGS 84).
  public struct Position: Hashable, Sendable {
    /// Degrees east, in −180...180.
    public let longitude: Double
    /// Degrees north, in −90...90.
    public let latitude: Double

    /// Creates a position from degrees east and north.
    public init(longitude: Double, latitude: Double) {
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  /// The most characters, as Unicode scalars, of a name in a file.
  package static let longestName = 200

  /// The short name by which files refer to the sector.
  public let id: ID
  /// The name people use.
  public let name: String
  /// The sector's centre, if known; only maps need it.
  public let position: Position?
  /// The classes of cars that may be in the sector; `nil` if all cars may.
  public let classes: Set<Car.Class>?
  /// Whether this is a place for spare cars, as a station is: any number may stand here, for as long
  /// as they like unless ``presence`` says otherwise.
  public let isReserve: Bool
  /// The presence rule for stays here, if it is not the shift's.
  public let presence: PresenceRule?
  /// The minutes paid per car and step missing here, if it is not the shift's price.
  public let shortagePrice: Minutes?

  /// Creates a sector; its centre may be unknown, and by default it is open to all cars and has the
  /// rules of the shift.
  public init(
    id: ID, name: String, position: Position? = nil, classes: Set<Car.Class>? = nil,
    isReserve: Bool = false, presence: PresenceRule? = nil, shortagePrice: Minutes? = nil
  ) {
    self.id = id
    self.name = name
    self.position = position
    self.classes = classes
    self.isReserve = isReserve
    self.presence = presence
    self.shortagePrice = shortagePrice
  }
}

extension Sector {
  /// The same sector, open to every car.
  var openToAll: Sector {
    Sector(
      id: id, name: name, position: position, isReserve: isReserve, presence: presence,
      shortagePrice: shortagePrice)
  }
}

/// The place of a sector in its instance's list of sectors.
public typealias SectorIndex = Ordinal<Sector>
