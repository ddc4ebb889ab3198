public import Failures
public import Texts

/// Why a region, a timetable or a scenario cannot be used.
public enum RegionError: ClassifiedError, Hashable {
  /// Two areas have one number.
  case areaTwice(Int)
  /// More areas in a sector than repair keeps track of.
  case sectorTooLarge(String, areas: Int)
  /// One sector names another as its neighbour, which does not name it.
  case asymmetricNeighbours(String, String)
  /// A time of travel that is none.
  case travelTime(from: Int, to: Int, found: Double)
  /// The times of travel are no square.
  case travelShape(found: Int, expected: Int)
  /// An area without a place on the map, where places are needed.
  case noPlace(Int)
  /// A file is no table.
  case table(file: String, DelimitedTextError)
  /// A field of a file is not what was expected there.
  case field(file: String, place: String, found: String, expected: String)

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .areaTwice(let id):
      FailureAccount(
        .invalidData, "two areas have the number \(id)", remedy: "give each a number of its own")
    case .sectorTooLarge(let id, let areas):
      FailureAccount(
        .invalidData,
        "sector \(id.quoted) has \(areas) areas, expected at most \(Region.mostAreasInSector)",
        remedy: "divide the sector, or join areas")
    case .asymmetricNeighbours(let first, let second):
      FailureAccount(
        .invalidData,
        "sector \(first.quoted) has the neighbour \(second.quoted), which does not have "
          + "\(first.quoted) among its own", remedy: "name each among the other's neighbours")
    case .travelTime(let start, let end, let found):
      FailureAccount(
        .invalidData,
        "travel from area \(start) to \(end) takes \(found), expected minutes of at least 0",
        remedy: "correct the table of travel times")
    case .travelShape(let found, let expected):
      FailureAccount(
        .invalidData, "found \(found) travel times, expected \(expected)",
        remedy: "give one from each area to each")
    case .noPlace(let id):
      FailureAccount(
        .invalidData, "area \(id) has no place, which calls on a map need",
        remedy: "give all areas the columns lon and lat")
    case .table(let file, let error):
      FailureAccount(
        .invalidData,
        "\(file.escaped): line \(error.line), column \(error.column): \(error.problem.found)",
        remedy: .inWords(error.problem.advice))
    case .field(let file, let place, let found, let expected):
      FailureAccount(
        .invalidData,
        "\(file.escaped): \(place): found \(found.quoted), expected \(expected)",
        remedy: "correct the file")
    }
  }
}
