public import PatrolModel

/// A real town or city district: where a generated sector has its centre.
public struct Town: Hashable, Sendable {
  /// The name, as GeoNames spells it.
  public let name: String
  /// Degrees east and north, to five decimals: about a metre.
  public let position: Sector.Position
  /// The number of inhabitants.
  public let population: Int

  /// Creates a town from its name, degrees north and east, and inhabitants.
  init(_ name: String, _ latitude: Double, _ longitude: Double, _ population: Int) {
    self.name = name
    position = Sector.Position(longitude: longitude, latitude: latitude)
    self.population = population
  }

  /// The great-circle distance to another town of the region in kilometres, by the haversine.
  ///
  /// On a sphere of the Earth's mean radius; differs from the ellipsoid's by less than 0.6 %.
  public func kilometres(to other: Town) -> Double {
    let north = Self.radians(position.latitude)
    let otherNorth = Self.radians(other.position.latitude)
    let northHalf = PortableMath.sine((otherNorth - north) / 2)
    let eastHalf = PortableMath.sine(
      Self.radians(other.position.longitude - position.longitude) / 2)
    let cosines = PortableMath.cosine(north) * PortableMath.cosine(otherNorth)
    let haversine = northHalf * northHalf + cosines * eastHalf * eastHalf
    return 2 * 6371.0088 * PortableMath.arcsine(haversine.squareRoot())
  }

  private static func radians(_ degrees: Double) -> Double { degrees * (Double.pi / 180) }
}
