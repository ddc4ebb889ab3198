import PatrolModel
import QUBOModel

/// Legs that are longer than allowed: Σ W[a][b] · y(t−1, i, a) · y(t, i, b) over W[a][b] > limit.
///
/// Each counts as travel like any other leg and as one break at weight C besides, on the same pair
/// of bits: its coefficient is W[a][b] + C. A first leg that is too long has no bit to arrive at.
struct LongLegTerm: ScheduleTerm {
  let layout: VariableLayout
  let travel: TravelTimes
  let longestLeg: Minutes?

  var offset: Int64 { 0 }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {}

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    guard let longestLeg else { return }
    for step in 1..<max(1, layout.stepCount) {
      for origin in layout.sectors[step - 1] {
        for destination in layout.sectors[step] {
          let leg = travel[from: SectorIndex(origin), to: SectorIndex(destination)]
          guard leg > longestLeg else { continue }
          for car in 0..<layout.carCount {
            guard let from = layout.bit(step: step - 1, car: car, sector: origin),
              let to = layout.bit(step: step, car: car, sector: destination)
            else { continue }
            body(from, to, Int32(leg.tenths))
          }
        }
      }
    }
  }

  func value(of assignment: BitVector) -> Int64 { sums(assignment).travel }

  /// The number of legs that are too long.
  func count(in assignment: BitVector) -> Int64 { sums(assignment).count }

  private func sums(_ assignment: BitVector) -> (travel: Int64, count: Int64) {
    var sums = (travel: Int64(0), count: Int64(0))
    forEachCoupling { from, to, minutes in
      if assignment[from] && assignment[to] {
        sums = (sums.travel + Int64(minutes), sums.count + 1)
      }
    }
    return sums
  }
}
