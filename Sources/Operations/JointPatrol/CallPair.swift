/// A car that could answer a call, and how soon.
struct CallPair: Comparable {
  /// Ticks until the car is at the call.
  let delay: Int
  let isFree: Bool
  let call: Int
  let car: Int

  /// The sooner first; of equal ones a busy car, as that leaves the free one free; then the older
  /// call.
  static func < (one: CallPair, other: CallPair) -> Bool {
    (one.delay, one.isFree ? 1 : 0, one.call, one.car)
      < (other.delay, other.isFree ? 1 : 0, other.call, other.car)
  }

  /// The first pairs that share neither car nor call, and of these the free cars.
  static func matched(_ pairs: [CallPair]) -> [JointAssignment] {
    var chosen: [CallPair] = []
    for pair in pairs.sorted()
    where !chosen.contains(where: { $0.car == pair.car || $0.call == pair.call }) {
      chosen.append(pair)
    }
    return chosen.filter(\.isFree).map { JointAssignment(car: $0.car, call: $0.call) }
  }
}
