import DurableFiles
import Texts

/// A table of a region, whose failures name file, line and column.
struct RegionTable {
  let file: String
  let header: [String]
  let rows: [DelimitedTable.Record]
  private let places: [String: Int]

  init(_ file: String) throws {
    try self.init(parsing: DurableFile.read(file), file: file)
  }

  init(parsing bytes: [UInt8], file: String) throws {
    let records = try Self.records(of: bytes, file)
    guard let first = records.first else {
      throw RegionError.field(file: file, place: "line 1", found: "", expected: "a header")
    }
    var places: [String: Int] = [:]
    for (place, name) in first.values.enumerated()
    where places.updateValue(place, forKey: name) != nil {
      throw RegionError.field(
        file: file, place: "line 1", found: name, expected: "each column once")
    }
    self.places = places
    (self.file, header, rows) = (file, first.values, Array(records.dropFirst()))
  }

  private static func records(
    of bytes: [UInt8], _ file: String
  ) throws(RegionError) -> [DelimitedTable.Record] {
    do { return try DelimitedTable(parsing: bytes).records } catch {
      throw .table(file: file, error)
    }
  }

  func column(_ name: String) throws(RegionError) -> Int {
    guard let index = places[name] else {
      throw RegionError.field(
        file: file, place: "line 1", found: "no column \(name)", expected: "one")
    }
    return index
  }

  /// Where an area is, in a table that has the columns `lon` and `lat`.
  func place(_ row: DelimitedTable.Record) throws(RegionError) -> PatrolArea.Place? {
    guard let lon = header.firstIndex(of: "lon"), let lat = header.firstIndex(of: "lat") else {
      return nil
    }
    return .init(longitude: try degrees(row, lon), latitude: try degrees(row, lat))
  }

  func degrees(
    _ row: DelimitedTable.Record, _ column: Int
  ) throws(RegionError) -> Double {
    guard let value = Double(row[column]), (-180...180).contains(value) else {
      throw failure(row, column, expected: "degrees, -180 to 180")
    }
    return value
  }

  func integer(_ row: DelimitedTable.Record, _ column: Int) throws(RegionError) -> Int {
    // Larger numbers are errors of writing, and sums of them must not overflow.
    guard let number = Int(row[column]), (0...1_000_000).contains(number) else {
      throw failure(row, column, expected: "a whole number, 0 to 1000000")
    }
    return number
  }

  /// Minutes of at least 0, perhaps parts of one.
  func amount(_ row: DelimitedTable.Record, _ column: Int) throws(RegionError) -> Double {
    guard let number = Double(row[column]), (0...1e6).contains(number) else {
      throw failure(row, column, expected: "minutes, 0 to 1000000")
    }
    return number
  }

  func failure(
    _ row: DelimitedTable.Record, _ column: Int, expected: String
  ) -> RegionError {
    .field(
      file: file, place: "line \(row.line), column \(header[column])", found: row[column],
      expected: expected)
  }
}
