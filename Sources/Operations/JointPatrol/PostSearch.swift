import RandomStreams
import Tempering

/// Looks for posts by coordinate descent: one post after another goes to the best node of its beat,
/// all on the same calls, until none moves.
package struct PostSearch: Sendable {
  /// Where.
  package let world: JointWorld
  /// How many ticks a table of posts is played for; its calls are the same for all.
  package let ticks: Int
  /// The most rounds through all posts.
  package let rounds: Int
  package let seed: UInt64

  package init(_ world: JointWorld, ticks: Int = 40_000, rounds: Int = 4, seed: UInt64) {
    (self.world, self.ticks, self.rounds, self.seed) = (world, ticks, rounds, seed)
  }

  /// Posts for a way to answer calls.
  ///
  /// - Parameters:
  ///   - answer: Who answers calls.
  ///   - threads: At least 1; the posts are the same for any number.
  ///   - shouldStop: Asked before each post and each tick, on any thread.
  /// - Returns: The best posts met, and their cost per tick.
  package func posts(
    answer: some AnswerRule, threads: Int, shouldStop: @Sendable () -> Bool = { false }
  ) -> (posts: PostPatrol, cost: Double) {
    var random = RandomStream(seed: seed)
    let calls = world.calls(0..<ticks, &random)
    var best = PostPatrol(medians: world)
    let first = cost(best, answer, calls, shouldStop)
    if first.played < ticks { return (best, first.total / Double(max(1, first.played))) }
    var least = first.total
    for _ in 0..<rounds {
      let before = best
      for key in best.keys {
        for place in best.places(key) {
          if shouldStop() { return (best, least / Double(ticks)) }
          (best, least) = improved(
            best, least, at: place, key.beat, answer, calls, threads, shouldStop)
        }
      }
      if best == before { break }
    }
    return (best, least / Double(ticks))
  }

  private func improved(
    _ posts: PostPatrol, _ least: Double, at place: Int, _ beat: Int, _ answer: some AnswerRule,
    _ calls: [JointCall], _ threads: Int, _ shouldStop: @Sendable () -> Bool
  ) -> (PostPatrol, Double) {
    let candidates = world.graph.members[beat].filter { $0 != posts.posts[place] }.map { node in
      var moved = posts
      moved.posts[place] = node
      return moved
    }
    let costs = WorkerTeam(threads: threads).map(candidates.count) {
      cost(candidates[$0], answer, calls, shouldStop)
    }
    // What was not played to its end says nothing.
    guard costs.allSatisfy({ $0.played == ticks }) else { return (posts, least) }
    let choice = costs.indices.min { costs[$0].total < costs[$1].total }
    guard let choice, costs[choice].total < least else { return (posts, least) }
    return (candidates[choice], costs[choice].total)
  }

  private func cost(
    _ posts: PostPatrol, _ answer: some AnswerRule, _ calls: [JointCall],
    _ shouldStop: () -> Bool
  ) -> (total: Double, played: Int) {
    var state = world.start
    var cost = JointCost(world.setting)
    var random = RandomStream(seed: seed, stream: 1)
    world.play(
      &state, calls, to: ticks, patrol: posts, answer: answer, &random, &cost,
      shouldStop: shouldStop)
    return (cost.total, state.tick)
  }
}
