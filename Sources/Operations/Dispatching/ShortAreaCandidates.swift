import Simulation

/// Repairs of a type-2 defect: an area that lacks patrol.
package enum ShortAreaCandidates {
  /// Every stay to come in an area that has as much to spare is spent in the short area instead.
  package static func edits(_ area: Int, cars: [Int], in table: ChainTable) -> [RowEdit] {
    let lack = table.shortfall(of: area)
    return cars.flatMap { car in
      table.freeStays(of: car).filter { -table.shortfall(of: $0.area) >= lack }.map {
        RowEdit(car, from: $0.periods.lowerBound, stay: (area, $0.periods.upperBound))
      }
    }
  }
}
