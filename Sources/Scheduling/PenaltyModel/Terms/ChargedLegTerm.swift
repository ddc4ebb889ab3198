import PatrolModel
import QUBOModel

/// Legs that cost C besides their minutes: Σ W[a][b] · y(t−1, i, a) · y(t, i, b) over those.
///
/// Each counts as travel like any other leg, and C is for the same pair of bits: its coefficient is
/// W[a][b] + C. A leg that is too long is a break. With a limit of travel per car every other leg is
/// the product in an equality of ``TravelLimitTerm``. A first leg that is too long has no bit to arrive at.
struct ChargedLegTerm: ScheduleTerm {
  let layout: VariableLayout
  let instance: PatrolInstance

  var offset: Int64 { 0 }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {}

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    forEachLeg { from, to, leg in body(from, to, Int32(leg.tenths)) }
  }

  func value(of assignment: BitVector) -> Int64 {
    var sum = 0
    forEachLeg { from, to, leg in if assignment[from] && assignment[to] { sum += leg.tenths } }
    return Int64(sum)
  }

  /// The number of legs that are too long.
  func count(in assignment: BitVector) -> Int64 {
    guard let longest = instance.longestLeg else { return 0 }
    var count: Int64 = 0
    forEachLeg { from, to, leg in
      if assignment[from] && assignment[to] && leg > longest { count += 1 }
    }
    return count
  }

  private func forEachLeg(_ body: (_ from: Int, _ to: Int, _ leg: Minutes) -> Void) {
    guard let most = instance.longestUnchargedLeg else { return }
    for car in 0..<layout.carCount {
      layout.forEachLeg(of: car) { origin, destination, from, to in
        let leg = instance.travel[from: SectorIndex(origin), to: SectorIndex(destination)]
        if let from, leg > most { body(from, to, leg) }
      }
    }
  }
}

extension PatrolInstance {
  /// The longest leg that costs its minutes alone, if there is a limit.
  var longestUnchargedLeg: Minutes? { rules.carTravelLimit == nil ? longestLeg : .zero }
}

extension VariableLayout {
  /// Calls `body` with each leg of a car for which there are bits; the one from its start comes from none.
  func forEachLeg(
    of car: Int, _ body: (_ origin: Int, _ destination: Int, _ from: Int?, _ to: Int) -> Void
  ) {
    if let start = start(of: car) {
      forEachBit(of: car, step: 0) { sector, bit in body(start, sector, nil, bit) }
    }
    for step in 1..<max(1, stepCount) {
      forEachBit(of: car, step: step - 1) { origin, from in
        forEachBit(of: car, step: step) { destination, to in body(origin, destination, from, to) }
      }
    }
  }

  private func forEachBit(of car: Int, step: Int, _ body: (_ sector: Int, _ bit: Int) -> Void) {
    for (sector, bit) in zip(sectors(step: step, car: car), bits(step: step, car: car)) {
      body(sector, bit)
    }
  }
}
