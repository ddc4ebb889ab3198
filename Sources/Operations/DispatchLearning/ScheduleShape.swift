public import Simulation

/// What a network for whole timetables is made for: sectors, areas and cars in a fixed order.
public struct ScheduleShape: Hashable, Sendable {
  /// What a network sees of a state.
  public enum View: String, Hashable, Sendable, CaseIterable {
    /// Cars' use, patrol and timetables, as published.
    case published
    /// Also what binds: the budget that is left, changed cells, which cells are as they were, and
    /// what ``SectorOutlook`` tells of a sector.
    case budget
  }

  /// Who decides, and so how what sectors are worth is put together.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    /// Each sector alone, by its own cars; their worths add up.
    case vfa
    /// All sectors; a mixing network says what their worths are together.
    case mavfa
    /// The same, and before it says what it is worth each sector hears its neighbours, by attention
    /// (MAVFA-C of the paper).
    case attention = "mavfa-attention"
    /// All sectors; a network says which of them answers, and that one's best answer now is taken:
    /// the two-stage method.
    case madqn
    /// All sectors, each by ``SectorOutlook`` alone; their worths add up. Fits any region.
    case outlook
  }

  /// What a network sees.
  public let view: View
  /// Who decides.
  public let variant: Variant
  /// The indices of the sectors that have cars.
  let sectors: [Int]
  /// The indices of their areas.
  let areas: [Int]
  /// The most cars of a sector.
  let cars: Int
  /// The place of each area of the region among `areas`, or −1.
  let places: [Int]
  /// The places among `sectors` of each one's neighbours.
  let neighbours: [[Int]]

  /// The shape for shifts of a region that begin as given ones do.
  public init(_ region: Region, _ starts: [InitialTimetables], _ variant: Variant, _ view: View) {
    (self.view, self.variant) = (view, variant)
    let sectors = Set(starts.flatMap(\.sectors)).sorted()
    self.sectors = sectors
    neighbours = sectors.map { sector in
      sectors.indices.filter { region.sectors[sector].neighbours.contains(sectors[$0]) }
    }
    areas = sectors.flatMap { region.sectors[$0].areas }
    cars =
      starts.map { start in
        Set(start.sectors).map { sector in start.sectors.count { $0 == sector } }.max() ?? 0
      }.max() ?? 0
    var places = Array(repeating: -1, count: region.areas.count)
    for (place, area) in areas.enumerated() { places[area] = place }
    self.places = places
  }

  /// The numbers of a car: a symbol a period, and perhaps whether the cell is as it was.
  var carSize: Int { (view == .budget ? 2 : 1) * ShiftClock.periods }
  /// The numbers of a sector beside its cars'.
  var plainSize: Int {
    cars + areas.count
      + (view == .budget ? cars + SectorOutlook.size : 0) + (variant == .vfa ? 1 + areas.count : 0)
  }
  /// All numbers of a sector.
  var sectorSize: Int { plainSize + cars * carSize }
  /// The numbers of a state.
  var size: Int {
    switch variant {
    case .vfa: sectors.count * sectorSize
    case .mavfa, .attention, .madqn: sectors.count * sectorSize + mixedSize
    case .outlook: sectors.count * SectorOutlook.size
    }
  }
  /// The numbers of all sectors together that a mixer sees: time and patrol.
  var mixedSize: Int { 1 + areas.count }
  /// The numbers of a call: its sector, and its duration.
  var callSize: Int { sectors.count + 1 }
  /// Symbols of cells: responding, travelling, and each area.
  var symbols: Int { 2 + areas.count }

  /// What tells this shape from others, for cards of models: numbers of areas by sectors.
  func fingerprint(in region: Region) -> String {
    sectors.map { sector in
      region.sectors[sector].id + ":"
        + region.sectors[sector].areas.map { "\(region.areas[$0].id)" }.joined(separator: ",")
    }.joined(separator: " ") + " cars \(cars)"
  }
}
