package import RandomStreams

/// Each free car steps to where the mean delay to the next call is least, given where all other cars
/// can be sent from and when; no search beforehand.
///
/// A local form of moving up to cover (Kolesar & Walker 1974, doi:10.1287/opre.22.2.249; expected
/// coverage with busy units, Daskin 1983, doi:10.1287/trsc.17.1.48): busy cars count by the time
/// until they are free, so that a car covers for its neighbour while that is needed.
package struct CoverPatrol: PatrolRule {
  package init() {}

  package func move(
    _ next: inout [Int], _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) {
    let outlooks = state.cars.map { CarOutlook($0, in: world) }
    for (car, place) in state.cars.enumerated() where state.decides(car, world.graph) {
      let others = world.coverage.reach(
        state.cars.indices.filter { $0 != car }.map { outlooks[$0] })
      let delays = world.graph.patrolMoves[place.node].map {
        world.coverage.means(others, and: $0).first
      }
      let best = delays.indices.min { delays[$0] < delays[$1] } ?? 0
      next[car] = world.graph.patrolMoves[place.node][best]
    }
  }
}
