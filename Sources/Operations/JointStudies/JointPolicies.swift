import Failures
package import JointPatrol

/// All policies by name: one line each.
package struct JointPolicies {
  /// A policy's name, and what it does.
  package struct Entry: Sendable {
    package let name: String
    package let summary: String
    /// Whether it needs posts.
    package let needsPosts: Bool
    let make: @Sendable (JointWorld, PostPatrol) -> (any PatrolRule, any AnswerRule)
  }

  package static let all: [Entry] = [
    median("median+nearest", "cars wait at medians; the nearest pair of car and call first") {
      NearestPairAnswer()
    },
    walk("random+fcfs", "random walks; the oldest call gets the nearest car") {
      FirstCallAnswer()
    },
    walk("random+nearest", "random walks; the nearest pair first") { NearestPairAnswer() },
    median("median+fcfs", "medians; the oldest call gets the nearest car") { FirstCallAnswer() },
    median("median+own", "medians; cars answer calls of their own beat only") {
      NearestPairAnswer(ownBeatOnly: true)
    },
    median("median+wait", "medians; a call waits for a busy car that is there as soon") {
      WaitRuleAnswer()
    },
    cover("cover+nearest", "cars step nearer to the next call; the nearest pair first") {
      NearestPairAnswer()
    },
    cover("cover+wait", "the same; a call waits for a busy car that is there as soon") {
      WaitRuleAnswer()
    },
    posts("posts+nearest", "cars wait at sought posts; the nearest pair first") { _ in
      NearestPairAnswer()
    },
    posts("posts+wait", "posts; a call waits for a busy car that is there as soon") { _ in
      WaitRuleAnswer()
    },
    posts("rollout", "posts; all assignments tried on 60 futures of 120 ticks") {
      RolloutAnswer(base: $0, WaitRuleAnswer())
    },
  ]

  /// The names in the order of ``all``.
  package static var names: [String] { all.map(\.name) }

  /// The entry of a name.
  ///
  /// - Throws: ``JointStudyError/unknownPolicy(_:known:)``.
  package static func entry(named name: String) throws(JointStudyError) -> Entry {
    guard let entry = all.first(where: { $0.name == name }) else {
      throw .unknownPolicy(name, known: names)
    }
    return entry
  }

  private static func walk(
    _ name: String, _ summary: String, _ answer: @escaping @Sendable () -> any AnswerRule
  ) -> Entry {
    Entry(name: name, summary: summary, needsPosts: false) { _, _ in (RandomPatrol(), answer()) }
  }

  private static func median(
    _ name: String, _ summary: String, _ answer: @escaping @Sendable () -> any AnswerRule
  ) -> Entry {
    Entry(name: name, summary: summary, needsPosts: false) { world, _ in
      (PostPatrol(medians: world), answer())
    }
  }

  private static func cover(
    _ name: String, _ summary: String, _ answer: @escaping @Sendable () -> any AnswerRule
  ) -> Entry {
    Entry(name: name, summary: summary, needsPosts: false) { _, _ in (CoverPatrol(), answer()) }
  }

  private static func posts(
    _ name: String, _ summary: String,
    _ answer: @escaping @Sendable (PostPatrol) -> any AnswerRule
  ) -> Entry {
    Entry(name: name, summary: summary, needsPosts: true) { _, posts in (posts, answer(posts)) }
  }
}

extension JointPolicies.Entry {
  /// The policy in a world; `posts` are for those that need them.
  package func policy(in world: JointWorld, posts: PostPatrol) -> JointPolicy {
    let (patrol, answer) = make(world, posts)
    return JointPolicy(name, patrol: patrol, answer: answer)
  }
}
