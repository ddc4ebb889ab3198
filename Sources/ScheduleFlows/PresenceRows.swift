import PatrolModel

/// What a presence rule asks of the flows of a group, exactly: those that keep these rows are cars
/// that keep it.
///
/// - no-return: f[t][a][b] + f[t+1][b][a] ≤ y[t][b] for all sectors a, all places b, out of service
///   among them, and all t with both moves. Of the y[t][b] cars in b those that came from a and
///   those that go to a are different ones, so it is needed. It is enough by Hall's condition:
///   arrivals and departures can then be paired without a return.
/// - max-stay K: Σ_{u=t+1…t+K} (y[u−1][b] − f[u][b][b]) ≥ y[t][b] for all sectors b and all t with K
///   moves. All who are in b at t leave it within K moves; first in, first out is the way to do it.
///
/// Both are needed of any cars together, so they hold in a network of merged groups, too.
struct PresenceRows {
  typealias Move = FlowNetwork.Move
  typealias Row = FlowNetwork.PresenceRow

  let instance: PatrolInstance
  let nodes: [FlowNetwork.Node]
  let arcs: [FlowNetwork.Arc]

  func rows(of groups: [[Move]]) -> [Row] {
    switch instance.presence {
    case .none: []
    case .noReturn: groups.flatMap(noReturn)
    case .maxStay(let limit): groups.flatMap { maxStay(limit, $0) }
    }
  }

  private func noReturn(_ moves: [Move]) -> [Row] {
    var rows: [Row] = []
    for (coming, going) in zip(moves, moves.dropFirst()) {
      let places = places(going.destinations)
      for middle in coming.destinations {
        for origin in coming.origins {
          guard let next = nodes[origin].sector.flatMap({ places[$0] }) else { continue }
          let pair = [coming.arc(origin, middle), going.arc(middle, next)]
          let (first, second) = (capacity(pair[0]), capacity(pair[1]))
          // Where both flows together cannot exceed the cars present, the row says nothing.
          guard first > 0, second > 0, first + second > nodes[middle].cars.lowerBound else {
            continue
          }
          rows.append(row(pair, below: [middle]))
        }
      }
    }
    return rows
  }

  private func maxStay(_ limit: Int, _ moves: [Move]) -> [Row] {
    guard limit <= moves.count else { return [] }
    // stays[u][b] is the arc of cars that stay in b, if there is one.
    let stays = moves.map { move in
      let places = places(move.destinations)
      return Dictionary(
        uniqueKeysWithValues: move.origins.compactMap { origin in
          nodes[origin].sector.flatMap { sector in
            places[sector].map { (sector, (origin: origin, arc: move.arc(origin, $0))) }
          }
        })
    }
    var rows: [Row] = []
    for first in 0...moves.count - limit {
      for sector in moves[first].origins.compactMap({ nodes[$0].sector }) {
        let window = stays[first..<first + limit].compactMap { $0[sector] }
        // Without a stay somewhere in the window everybody has left.
        guard window.count == limit, window.allSatisfy({ capacity($0.arc) > 0 }) else { continue }
        rows.append(row(window.map(\.arc), below: window.dropFirst().map(\.origin)))
      }
    }
    return rows
  }

  private func places(_ layer: Range<Int>) -> [SectorIndex: Int] {
    Dictionary(
      uniqueKeysWithValues: layer.compactMap { node in
        nodes[node].sector.map { ($0, node) }
      })
  }

  private func capacity(_ arc: FlowNetwork.ArcIndex) -> Int { arcs[arc.rawValue].capacity }

  private func row(_ arcs: [FlowNetwork.ArcIndex], below places: [Int]) -> Row {
    let given = places.filter { nodes[$0].free == nil }
    return Row(
      arcs: arcs, nodes: places.filter { nodes[$0].free != nil }.map { .init($0) },
      limit: given.reduce(0) { $0 + nodes[$1].cars.lowerBound })
  }
}
