/// All ways to send free cars to waiting calls, each at most once; sending none is the first.
package enum JointAssignments {
  /// Of more free cars only those nearest to a call are looked at: 73 ways for 4 cars and 3 calls.
  static let mostCars = 4
  static let mostCalls = 4

  package static func all(_ state: JointState, in world: JointWorld) -> [[JointAssignment]] {
    let cars = nearestCars(state, in: world)
    var ways: [[JointAssignment]] = [[]]
    for call in state.waiting.indices.prefix(mostCalls) {
      ways += ways.flatMap { way in
        cars.filter { car in !way.contains { $0.car == car } }
          .map { way + [JointAssignment(car: $0, call: call)] }
      }
    }
    return ways
  }

  private static func nearestCars(_ state: JointState, in world: JointWorld) -> [Int] {
    let free = state.freeCars
    guard free.count > mostCars else { return free }
    func distance(_ car: Int) -> Int {
      state.waiting.map { world.graph.distance(state.cars[car].node, $0.node) }.min() ?? 0
    }
    return free.sorted { (distance($0), $0) < (distance($1), $1) }.prefix(mostCars).sorted()
  }
}
