package import JointPatrol
import RandomStreams
import Synchronization
import Tempering

/// Plays the same episodes by several policies, on several threads.
///
/// Every policy meets the same calls and service times, so results are paired; they are the same for
/// any number of threads.
package struct JointStudy: Sendable {
  package let world: JointWorld
  package let episodes: Int
  package let seed: UInt64

  package init(_ world: JointWorld, episodes: Int, seed: UInt64) {
    (self.world, self.episodes, self.seed) = (world, episodes, seed)
  }

  /// Plays every episode by every policy.
  ///
  /// - Parameters:
  ///   - policies: Who patrols and answers.
  ///   - threads: At least 1.
  ///   - shouldStop: Asked before each episode; those that are not begun are left out.
  ///   - progress: Told how many episodes are done; called from any thread, one at a time.
  /// - Returns: Results in the order of policies, over the same episodes.
  package func results(
    of policies: [JointPolicy], threads: Int, shouldStop: @Sendable () -> Bool = { false },
    progress: @Sendable (Int) -> Void = { _ in }
  ) -> [JointResult] {
    let played = Mutex(
      (episodes: [[PlayedEpisode]](repeating: [], count: episodes), done: 0))
    WorkerTeam(threads: threads).forEach(episodes) { number in
      if shouldStop() { return }
      let tallies = policies.map { play(number, by: $0) }
      played.withLock {
        $0.episodes[number] = tallies
        $0.done += 1
        progress($0.done)
      }
    }
    let all = played.withLock(\.episodes).filter { !$0.isEmpty }
    return policies.indices.map { policy in
      JointResult(policy: policies[policy].name, episodes: all.map { $0[policy] })
    }
  }

  /// An episode with all that happened in it.
  package func log(_ episode: Int, by policy: JointPolicy) -> EpisodeLog {
    play(episode, by: policy, EpisodeLog())
  }

  private func play(_ episode: Int, by policy: JointPolicy) -> PlayedEpisode {
    let begin = ContinuousClock.now
    let tally = play(episode, by: policy, EpisodeTally(world.graph))
    return PlayedEpisode(tally: tally, time: ContinuousClock.now - begin)
  }

  private func play<Record: JointRecord>(
    _ episode: Int, by policy: JointPolicy, _ record: Record
  ) -> Record {
    var law = RandomStream(seed: seed, stream: UInt64(2 * episode))
    var choices = RandomStream(seed: seed, stream: UInt64(2 * episode + 1))
    var (state, record) = (world.start, record)
    let ticks = world.setting.ticks
    let calls = world.calls(0..<ticks, &law)
    world.play(
      &state, calls, to: ticks, patrol: policy.patrol, answer: policy.answer, &choices, &record)
    return record
  }
}

/// What came of an episode, and how long it took to play.
struct PlayedEpisode: Sendable {
  let tally: EpisodeTally
  let time: Duration
}

/// What a policy made of some episodes.
package struct JointResult: Sendable {
  package let policy: String
  /// What came of each episode.
  package let tallies: [EpisodeTally]
  /// The time of all episodes.
  package let time: Duration

  init(policy: String, episodes: [PlayedEpisode]) {
    self.policy = policy
    tallies = episodes.map(\.tally)
    time = episodes.reduce(.zero) { $0 + $1.time }
  }

  /// Calls that came.
  package var calls: Int { tallies.reduce(0) { $0 + $1.calls } }
}
