import PatrolModel
import QUBOModel

/// Travel between consecutive steps, equation (2):
/// Σ_t Σ_i Σ_{a ≠ b} W[a][b] · y(t−1, i, a) · y(t, i, b), in tenths of minutes.
///
/// It is quadratic as it stands; W need not be symmetric. A car with a start adds the linear terms
/// W[start][b] · y(1, i, b). Legs that cost more than their minutes belong to
/// ``ChargedLegTerm``.
struct MigrationTerm: ScheduleTerm {
  let layout: VariableLayout
  let travel: TravelTimes
  /// The longest leg that is this term's, if there is a limit.
  let longestLeg: Minutes?

  var offset: Int64 { 0 }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for car in 0..<layout.carCount {
      guard let start = layout.start(of: car) else { continue }
      for sector in layout.sectors[0] {
        guard let bit = layout.bit(step: 0, car: car, sector: sector) else { continue }
        body(bit, Int64(tenths(start, sector)))
      }
    }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for step in 1..<max(1, layout.stepCount) {
      for origin in layout.sectors[step - 1] {
        for destination in layout.sectors[step] where origin != destination {
          let minutes = tenths(origin, destination)
          guard minutes > 0, !isTooLong(minutes) else { continue }
          for car in 0..<layout.carCount {
            guard let from = layout.bit(step: step - 1, car: car, sector: origin),
              let to = layout.bit(step: step, car: car, sector: destination)
            else { continue }
            body(from, to, minutes)
          }
        }
      }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    var total: Int64 = 0
    for car in 0..<layout.carCount {
      var before = layout.start(of: car).map { [$0] } ?? []
      for step in 0..<layout.stepCount {
        let now = layout.sectorsSet(step: step, car: car) { assignment[$0] }
        for origin in before {
          for destination in now {
            let minutes = tenths(origin, destination)
            if step == 0 || !isTooLong(minutes) { total += Int64(minutes) }
          }
        }
        before = now
      }
    }
    return total
  }

  private func isTooLong(_ tenths: Int32) -> Bool {
    longestLeg.map { Int(tenths) > $0.tenths } ?? false
  }

  private func tenths(_ origin: Int, _ destination: Int) -> Int32 {
    Int32(travel[from: SectorIndex(origin), to: SectorIndex(destination)].tenths)
  }
}
