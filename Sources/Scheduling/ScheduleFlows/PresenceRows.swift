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
/// Moves that are past need no rows, as the past itself is looked at car by car. Let c be the last
/// layer that is given.
///
/// - no-return: rows that pair moves before and after c are as above. All that matters of the past is
///   who came to (c, b) from where, and these numbers are arcs like others; cars keep their names
///   when their departures are exchanged. Nodes before c are paired by name already.
/// - max-stay K: of the cars in b at c, D(j) have been there for more than K − j layers, and have to
///   leave within j moves. So for 1 ≤ j ≤ K, departures from b in moves c+1…c+j are at least D(j). It
///   is enough: whoever has been there longest leaves first, so the first D(j) to leave are those. For
///   j = K that is all cars, the row above; windows from later layers do not look back beyond c.
///
/// All are needed of any cars together, so they hold in a network of merged groups, too.
struct PresenceRows {
  typealias Move = FlowNetwork.Move
  typealias Row = FlowNetwork.PresenceRow

  let instance: PatrolInstance
  let history: History
  let groups: [[CarIndex]]
  let nodes: [FlowNetwork.Node]
  let arcs: [FlowNetwork.Arc]

  func rows(of moves: [[Move]]) -> [Row] {
    switch instance.presence {
    case .none: []
    case .noReturn: moves.flatMap(noReturn)
    case .maxStay(let limit): zip(moves, groups).flatMap { maxStay(limit, $0, of: $1) }
    }
  }

  private func noReturn(_ moves: [Move]) -> [Row] {
    var rows: [Row] = []
    for (coming, going) in zip(moves, moves.dropFirst()) where !going.isGiven {
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

  private func maxStay(_ limit: Int, _ moves: [Move], of cars: [CarIndex]) -> [Row] {
    let stays = moves.map(stays)
    let leaving = leaving(cars, limit)
    return moves.indices.dropFirst(history.moveCount).flatMap { first in
      moves[first].origins.compactMap { nodes[$0].sector }.flatMap { sector in
        let due = first < history.layers.count ? leaving[sector] ?? [] : [(limit, nil)]
        return due.compactMap { length, cars -> Row? in
          let window = stays[first...].prefix(length).compactMap { $0[sector] }
          // Without a stay somewhere in the window everybody has left.
          guard window.count == length, window.allSatisfy({ capacity($0.arc) > 0 }) else {
            return nil
          }
          // If all present have to leave, they cancel from both sides.
          return row(
            window.map(\.arc), below: window.dropFirst(cars == nil ? 1 : 0).map(\.origin),
            less: cars ?? 0)
        }
      }
    }
  }

  /// The arc of cars that stay in each sector during a move, where there is one.
  private func stays(_ move: Move) -> [SectorIndex: (origin: Int, arc: FlowNetwork.ArcIndex)] {
    let places = places(move.destinations)
    return Dictionary(
      uniqueKeysWithValues: move.origins.compactMap { origin in
        nodes[origin].sector.flatMap { sector in
          places[sector].map { (sector, (origin: origin, arc: move.arc(origin, $0))) }
        }
      })
  }

  /// How many of some cars have to leave the sector where they are in the last given layer, and
  /// within how many moves at most; j where D(j) > D(j − 1), as the other rows follow from these.
  private func leaving(
    _ cars: [CarIndex], _ limit: Int
  ) -> [SectorIndex: [(moves: Int, cars: Int?)]] {
    guard let places = history.layers.last else { return [:] }
    var left: [SectorIndex: [Int]] = [:]
    for car in cars {
      guard let sector = places[car.rawValue] else { continue }
      left[sector, default: []].append(limit - history.stay(of: car) + 1)
    }
    return left.mapValues { left in
      Set(left).sorted().map { moves in (moves, left.count { $0 <= moves }) }
    }
  }

  private func places(_ layer: Range<Int>) -> [SectorIndex: Int] {
    Dictionary(
      uniqueKeysWithValues: layer.compactMap { node in
        nodes[node].sector.map { ($0, node) }
      })
  }

  private func capacity(_ arc: FlowNetwork.ArcIndex) -> Int { arcs[arc.rawValue].capacity }

  private func row(
    _ arcs: [FlowNetwork.ArcIndex], below places: [Int], less due: Int = 0
  ) -> Row {
    let given = places.filter { nodes[$0].free == nil }
    return Row(
      arcs: arcs, nodes: places.filter { nodes[$0].free != nil }.map { .init($0) },
      limit: given.reduce(-due) { $0 + nodes[$1].cars.lowerBound })
  }
}
