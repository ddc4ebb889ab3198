/// Travel minutes between every ordered pair of sectors: a square matrix with a zero diagonal.
///
/// It need not be symmetric (one-way streets), nor obey the triangle inequality (measured times
/// rarely do): no algorithm may assume a metric.
public struct TravelTimes: Hashable, Sendable {
  /// The longest leg an instance may hold: one week.
  public static let longestLeg = Minutes(7 * 24 * 60)

  /// The number of sectors: rows, and columns.
  public let sectorCount: Int
  /// Tenths of minutes, row-major: origin · `sectorCount` + destination.
  private let tenths: [Int32]

  /// Creates the matrix from its rows, one per origin.
  ///
  /// - Precondition: Square, zero on the diagonal, every leg in `0...longestLeg`. Files are
  ///   validated, with better words, before they come here.
  public init(rows: [[Minutes]]) {
    for (origin, row) in rows.enumerated() {
      precondition(row.count == rows.count, "the travel matrix is square")
      precondition(row[origin] == .zero, "staying costs nothing")
      precondition(row.allSatisfy { (.zero...Self.longestLeg).contains($0) }, "a leg is in range")
    }
    sectorCount = rows.count
    var tenths: [Int32] = []
    tenths.reserveCapacity(rows.count * rows.count)
    for row in rows { tenths += row.lazy.map { Int32($0.tenths) } }
    self.tenths = tenths
  }

  /// Creates the matrix from tenths of minutes, row by row.
  ///
  /// - Precondition: Square, zero on the diagonal, every leg in `0...longestLeg`.
  package init(sectorCount: Int, tenths: [Int32]) {
    precondition(tenths.count == sectorCount * sectorCount, "the travel matrix is square")
    let range = 0...Int32(Self.longestLeg.tenths)
    precondition(tenths.allSatisfy(range.contains), "a leg is in range")
    precondition(
      (0..<sectorCount).allSatisfy { tenths[$0 * (sectorCount + 1)] == 0 }, "staying costs nothing")
    self.sectorCount = sectorCount
    self.tenths = tenths
  }

  /// Minutes from an origin to a destination.
  public subscript(from origin: SectorIndex, to destination: SectorIndex) -> Minutes {
    Minutes(tenths: Int(tenths[origin.rawValue * sectorCount + destination.rawValue]))
  }

  /// The longest leg between any two sectors, M in the penalty bounds.
  public var longest: Minutes { Minutes(tenths: Int(tenths.max() ?? 0)) }
}
