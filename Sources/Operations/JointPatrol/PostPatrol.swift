package import RandomStreams

/// Free cars go to posts, and stay there: nodes looked up by the beat, how many of its cars are
/// free, and how many of the others.
package struct PostPatrol: PatrolRule, Hashable {
  /// What is looked up.
  package struct Key: Hashable, Sendable {
    package let beat: Int
    /// Free cars of the beat, at least 1: as many posts there are.
    package let free: Int
    /// Free cars of all other beats.
    package let others: Int
  }

  /// Cars of each beat.
  private let crew: [Int]
  /// The posts of each key, one after another.
  package internal(set) var posts: [Int]
  /// For each beat the place of its first post.
  private let starts: [Int]
  private let allCars: Int

  /// All posts at the medians of their beats.
  package init(medians world: JointWorld) {
    let (graph, cars) = (world.graph, world.setting.cars)
    let crew = (0..<graph.beats).map { beat in (0..<cars).count { $0 % graph.beats == beat } }
    var starts: [Int] = []
    var posts: [Int] = []
    for (beat, own) in crew.enumerated() {
      starts.append(posts.count)
      // One post for 1 free car, two for 2, …, for each number of free cars elsewhere.
      let count = own * (own + 1) / 2 * (cars - own + 1)
      posts += Array(repeating: graph.median(of: beat), count: count)
    }
    (self.crew, self.starts, self.posts, allCars) = (crew, starts, posts, cars)
  }

  /// All keys, in the order of their posts.
  package var keys: [Key] {
    crew.indices.flatMap { beat in
      (0..<crew[beat] + 1).dropFirst().flatMap { free in
        (0...allCars - crew[beat]).map { Key(beat: beat, free: free, others: $0) }
      }
    }
  }

  /// Each key with the nodes of its posts.
  package var nodes: [(key: Key, nodes: [Int])] { keys.map { ($0, Array(posts[places($0)])) } }

  /// The places in ``posts`` of a key's posts.
  package func places(_ key: Key) -> Range<Int> {
    let before = key.free * (key.free - 1) / 2 * (allCars - crew[key.beat] + 1)
    let first = starts[key.beat] + before + key.others * key.free
    return first..<first + key.free
  }

  package func move(
    _ next: inout [Int], _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) {
    let free = state.cars.reduce(0) { $0 + ($1.duty == .free ? 1 : 0) }
    guard free > 0 else { return }
    for beat in crew.indices {
      let own = state.cars.reduce(0) { $0 + ($1.duty == .free && $1.beat == beat ? 1 : 0) }
      guard own > 0 else { continue }
      let places = places(Key(beat: beat, free: own, others: free - own))
      if own == 1 {
        for (car, place) in state.cars.enumerated() where place.duty == .free && place.beat == beat
        {
          next[car] = step(place, to: posts[places.lowerBound], world.graph)
        }
      } else {
        spread(beat, over: places, &next, state, world.graph)
      }
    }
  }

  /// The nearest pair of a car and a post first; without lists, as rollouts spend their time here.
  private func spread(
    _ beat: Int, over places: Range<Int>, _ next: inout [Int], _ state: JointState,
    _ graph: BeatGraph
  ) {
    var (movedCars, takenPosts) = (UInt64(0), UInt64(0))
    for _ in places {
      var best = (distance: Int.max, car: 0, post: 0)
      for (car, place) in state.cars.enumerated()
      where place.duty == .free && place.beat == beat && movedCars >> UInt64(car) & 1 == 0 {
        for post in 0..<places.count where takenPosts >> UInt64(post) & 1 == 0 {
          let distance = graph.distance(place.node, posts[places.lowerBound + post])
          if distance < best.distance { best = (distance, car, post) }
        }
      }
      movedCars |= 1 << UInt64(best.car)
      takenPosts |= 1 << UInt64(best.post)
      let post = posts[places.lowerBound + best.post]
      next[best.car] = step(state.cars[best.car], to: post, graph)
    }
  }

  private func step(_ car: JointCar, to post: Int, _ graph: BeatGraph) -> Int {
    graph.nodes[car.node].beat == car.beat
      ? graph.patrolNext(from: car.node, to: post) : car.node
  }
}
