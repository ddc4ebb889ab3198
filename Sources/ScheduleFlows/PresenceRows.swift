import PatrolModel

/// What a presence rule asks of flows, exactly: flows that keep these rows are cars that keep it.
///
/// - no-return: f[t][a][b] + f[t+1][b][a] ≤ d[t][b] for all a, b and 2 ≤ t ≤ T − 1. Of the d[t][b]
///   cars in b those that came from a and those that go to a are different ones, so it is needed.
///   It is enough by Hall's condition: arrivals and departures can then be paired without a return.
/// - max-stay K: Σ_{u=t+1…t+K} (d[u−1][b] − f[u][b][b]) ≥ d[t][b] for all b and t ≤ T − K. All who
///   are in b at t leave it within K moves; first in, first out is the way to do it.
struct PresenceRows {
  let instance: PatrolInstance
  let moves: [FlowNetwork.Move]

  var rows: [FlowNetwork.PresenceRow] {
    switch instance.presence {
    case .none: []
    case .noReturn: noReturn
    case .maxStay(let limit): maxStay(limit)
    }
  }

  private var noReturn: [FlowNetwork.PresenceRow] {
    var rows: [FlowNetwork.PresenceRow] = []
    for (coming, going) in zip(moves, moves.dropFirst()) {
      let places = Dictionary(
        uniqueKeysWithValues: zip(going.destinations, going.destinations.indices))
      for (middle, present) in coming.demands.enumerated() {
        for (place, sector) in coming.origins.enumerated() {
          guard let next = places[sector] else { continue }
          // Where both flows together cannot exceed the cars present, the row says nothing.
          let most = min(coming.supplies[place], present) + min(present, going.demands[next])
          guard most > present else { continue }
          rows.append(
            .init(arcs: [coming.arc(place, middle), going.arc(middle, next)], limit: present))
        }
      }
    }
    return rows
  }

  private func maxStay(_ limit: Int) -> [FlowNetwork.PresenceRow] {
    guard limit < instance.stepCount else { return [] }
    // stays[u][b] is the arc of cars that stay in b, if there is one.
    let stays = moves.map { move in
      let places = Dictionary(
        uniqueKeysWithValues: zip(move.destinations, move.destinations.indices))
      return Dictionary(
        uniqueKeysWithValues: move.origins.enumerated().compactMap { place, sector in
          places[sector].map { (sector, move.arc(place, $0)) }
        })
    }
    var rows: [FlowNetwork.PresenceRow] = []
    for first in 0..<instance.stepCount - limit {
      let window = first..<first + limit
      for sector in moves[first].origins {
        let arcs = window.compactMap { stays[$0][sector] }
        // Without a stay somewhere in the window everybody has left.
        guard arcs.count == limit else { continue }
        let departing = window.reduce(0) { $0 + instance.demand[StepIndex($1), sector] }
        rows.append(
          .init(arcs: arcs, limit: departing - instance.demand[StepIndex(first), sector]))
      }
    }
    return rows
  }
}
