import DispatchStudies
import Documents
import Foundation
import JointOutput
import JointPatrol
import JointStudies
import RandomStreams
import Testing

@Suite("Policies of patrol and answer on the same episodes")
struct JointStudyTests {
  private static func study(_ episodes: Int = 12) throws -> JointStudy {
    var setting = JointSetting()
    setting.ticks = 300
    let world = JointWorld(try GeneratedBeats(beats: 2, side: 3, seed: 1).graph(), setting)
    return JointStudy(world, episodes: episodes, seed: 3)
  }

  private static func policies(_ names: [String], _ study: JointStudy) throws -> [JointPolicy] {
    try names.map { (name) throws(JointStudyError) in
      try JointPolicies.entry(named: name).policy(
        in: study.world, posts: PostPatrol(medians: study.world))
    }
  }

  @Test(arguments: [2, 4]) func threadsDoNotMatter(threads: Int) throws {
    let study = try Self.study()
    let policies = try Self.policies(
      JointPolicies.names.filter { $0 != "rollout" }, study)
    let alone = study.results(of: policies, threads: 1)
    let together = study.results(of: policies, threads: threads)
    #expect(alone.map(\.tallies) == together.map(\.tallies))
    #expect(alone[0].tallies.count == 12)
  }

  @Test func callsAreTheSameForAll() throws {
    let study = try Self.study()
    let results = study.results(
      of: try Self.policies(JointPolicies.names.dropLast(), study), threads: 1)
    for result in results {
      #expect(result.tallies.map(\.calls) == results[0].tallies.map(\.calls), "\(result.policy)")
    }
  }

  @Test func aPolicyDoesNotDifferFromItself() throws {
    let study = try Self.study()
    let results = study.results(
      of: try Self.policies(["median+nearest", "median+nearest"], study), threads: 1)
    let comparison = JointComparison(study.world, results, seed: 1)
    for measure in [JointMeasure.response, .overflow, .cost, .beatResponse(1)] {
      let change = try #require(comparison.figure(measure, of: 1).change)
      #expect(change.mean == 0 && change.interval == 0...0, "\(measure)")
      #expect(comparison.figure(measure, of: 0).change == nil)
    }
  }

  @Test func unknownNamesAreRefused() {
    #expect(throws: JointStudyError.unknownPolicy("x", known: JointPolicies.names)) {
      try JointPolicies.entry(named: "x")
    }
  }

  @Test func outputsHoldTheResults() throws {
    let study = try Self.study()
    let results = study.results(
      of: try Self.policies(["median+nearest", "random+fcfs"], study), threads: 1)
    let comparison = JointComparison(study.world, results, seed: 3)
    let origin = JointOrigin(study.world, episodes: 12, seed: 3, program: "temper")
    let text = JointText(comparison, origin: origin).text
    #expect(text.contains("Against median+nearest, paired by episode:"))
    let page = JointPage(comparison, origin: origin).html
    #expect(!page.contains("<script") && page.contains("id=\"changes\""))
    let document = JointDocument(comparison, origin: origin, elapsed: .seconds(1))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(document.bytes())) as? [String: Any])
    let policies = try #require(json["policies"] as? [[String: Any]])
    let responses = policies.compactMap {
      ($0["measures"] as? [String: [String: Double]])?["response"]?["mean"]
    }
    let ticks = results.map { result in
      Double(result.tallies.reduce(0) { $0 + $1.allResponseTicks })
        / Double(result.tallies.reduce(0) { $0 + $1.allAnswered })
    }
    #expect(responses == ticks)
    for policy in policies {
      let counts = ["answered", "overflows", "open"].compactMap { policy[$0] as? Int }
      #expect(counts.count == 3 && counts.reduce(0, +) == policy["calls"] as? Int)
    }
  }

  @Test func episodesAreWhatTheStudyPlayed() throws {
    let study = try Self.study()
    let policy = try Self.policies(["median+wait"], study)
    let log = study.log(4, by: policy[0])
    let tally = study.results(of: policy, threads: 1)[0].tallies[4]
    #expect(log.fates.count == tally.calls)
    #expect(log.fates.compactMap(\.response).reduce(0, +) == tally.allResponseTicks)
    let origin = JointOrigin(study.world, episodes: 1, seed: 3, program: "temper")
    let page = EpisodePage(log, of: study.world, policy: "median+wait", origin: origin).html
    #expect(!page.contains("<script") && page.contains("id=\"cars\""))
    let text = EpisodeText(log, of: study.world, policy: "median+wait", origin: origin).text
    #expect(text.contains("Checked    calls add up"))
  }
}
