package import Simulation

/// Repairs of a type-1 defect: stays A and B with too little or too much travel between them.
package enum TravelCandidates {
  /// All repairs: shift the ends of the stays, or replace the second one.
  package static func edits(
    _ defect: TravelDefect, in table: ChainTable, pool: [Int]
  ) -> [RowEdit] {
    defect.value > 0
      ? eject(defect, free: table.free[defect.car]) + replaceLater(defect, table.region, pool)
      : fill(defect, free: table.free[defect.car]) + replaceSooner(defect, table, pool)
  }

  /// Too little travel: s periods are taken from A's end, the others from B's start.
  package static func eject(_ defect: TravelDefect, free: Int) -> [RowEdit] {
    let (p, q, a, b) = (defect.from.last, defect.to.first, defect.from.area, defect.to.area)
    return (0...defect.value).compactMap { s in
      let arrival = q + defect.value - s
      if s == 0 {
        return RowEdit(defect.car, from: p + 1, travelUntil: arrival, stay: (b, arrival + 1))
      }
      guard p - s >= free else { return nil }
      return RowEdit(
        defect.car, from: p - s, (a, p - s + 1), (ShiftState.travelling, arrival),
        (b, arrival + 1))
    }
  }

  /// Too much travel: s periods are given to A's end, the others to B's start.
  package static func fill(_ defect: TravelDefect, free: Int) -> [RowEdit] {
    let (p, q, a, b) = (defect.from.last, defect.to.first, defect.from.area, defect.to.area)
    let surplus = -defect.value
    if a == b { return [RowEdit(defect.car, from: max(p + 1, free), stay: (a, q))] }
    return (0...surplus).compactMap { s in
      guard s == 0 || p + 1 >= free, q - (surplus - s) >= free else { return nil }
      return RowEdit(
        defect.car, from: s == 0 ? q - surplus : p + 1, (a, p + 1 + s),
        (ShiftState.travelling, q - (surplus - s)), (b, q))
    }
  }

  /// Too little travel: any area instead of B that can be reached when it begins, or later.
  ///
  /// "Can be reached" is ≤: travel that is left over is a defect for the next step. Without a gap
  /// that is A itself when B begins: the car lingers. Without that candidate, greedy dispatch of the
  /// published shifts has .004 less presence, and .012 less where 60 % may change.
  package static func replaceLater(
    _ defect: TravelDefect, _ region: Region, _ pool: [Int]
  ) -> [RowEdit] {
    let (q, a) = (defect.to.first, defect.from.area)
    let gap = q - defect.from.last - 1
    let end = q + defect.to.length
    var edits: [RowEdit] = []
    for j in 0..<defect.to.length {
      for area in pool where region.periods(from: a, to: area) <= gap + j {
        edits.append(RowEdit(defect.car, from: q, travelUntil: q + j, stay: (area, end)))
      }
    }
    return edits
  }

  /// Too much travel: A lasts s periods longer, then comes any area that can be reached.
  package static func replaceSooner(
    _ defect: TravelDefect, _ table: ChainTable, _ pool: [Int]
  ) -> [RowEdit] {
    let (p, q, a) = (defect.from.last, defect.to.first, defect.from.area)
    let gap = q - p - 1
    let end = q + defect.to.length
    return (0..<max(0, gap + defect.value)).flatMap { s -> [RowEdit] in
      guard s == 0 || p + 1 >= table.free[defect.car] else { return [] }
      let reachable = pool.filter { table.region.periods(from: a, to: $0) <= gap - s }
      return reachable.map {
        s == 0
          ? RowEdit(defect.car, from: q, stay: ($0, end))
          : RowEdit(
            defect.car, from: p + 1, (a, p + 1 + s), (ShiftState.travelling, q), ($0, end))
      }
    }
  }
}
