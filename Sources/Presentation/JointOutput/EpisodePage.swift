import Figures
package import JointPatrol
import Reports

/// A page of an episode: where free cars were, how long calls waited, and what cars did.
package struct EpisodePage {
  /// Responses from here on stand in one row.
  private static let longest = 15

  private let log: EpisodeLog
  private let world: JointWorld
  private let policy: String
  private let origin: JointOrigin

  package init(_ log: EpisodeLog, of world: JointWorld, policy: String, origin: JointOrigin) {
    (self.log, self.world, self.policy, self.origin) = (log, world, policy, origin)
  }

  /// The page as HTML: the same bytes for the same episode.
  package var html: String {
    let responses = log.fates.compactMap(\.response)
    let lost = log.fates.count(where: \.isLost)
    let mean = Double(responses.reduce(0, +)) / Double(max(1, responses.count))
    let defects = EpisodeCheck.defects(log, in: world).count
    var page = Page(
      subject: "Episode, policy \(policy)",
      answer: "Cars came to \(responses.count) of \(log.fates.count) calls, after "
        + "\(Figure.fixed(mean, 2)) ticks on average.",
      isWarning: defects > 0,
      notes: defects == 0 ? [] : ["The checker found \(defects) defects."])
    page.figures = [
      .init("\(log.fates.count)", "calls"), .init(Figure.fixed(mean, 2), "ticks to a call"),
      .init("\(lost)", "lost to a full queue", isWarning: lost > 0),
      .init(Figure.percent(freeShare, decimals: 1), "of cars' time is free"),
    ]
    page.sections = [map, waits, work]
    page.facts =
      origin.facts.map { ReportFact($0.label, $0.value) } + [ReportFact("policy", policy)]
    return page.html
  }

  private var freeShare: Double {
    let free = log.states.reduce(0) { $0 + $1.freeCars.count }
    return Double(free) / Double(max(1, log.states.count * world.setting.cars))
  }

  private var map: Page.Section {
    var ticks = Array(repeating: 0, count: world.graph.nodes.count)
    for state in log.states {
      for car in state.cars where car.duty == .free { ticks[car.node] += 1 }
    }
    let all = Double(max(1, ticks.reduce(0, +)))
    func percent(_ node: Int) -> Double { 100 * Double(ticks[node]) / all }
    return .init(
      heading: "Where free cars were",
      caption: "Percent of the free cars' ticks at each node; rims mark 5 and more.",
      anchor: "presence",
      content: [
        BeatMap(world.graph).picture(
          "Where free cars were", label: { Figure.fixed(percent($0), 0) },
          words: {
            "node \(world.graph.nodes[$0].id): \(ticks[$0]) ticks, "
              + "\(Figure.fixed(percent($0), 1)) %"
          }, isMarked: { percent($0) >= 5 })
      ])
  }

  private var waits: Page.Section {
    let responses = log.fates.compactMap(\.response)
    let most = min(Self.longest, responses.max() ?? 1)
    let rows = (1...max(1, most)).map { ticks in
      let count = responses.count { min($0, most) == ticks }
      return [
        ticks == Self.longest ? "\(ticks) and more" : "\(ticks)", "\(count)",
        Figure.percent(Double(count) / Double(max(1, responses.count)), decimals: 1),
      ]
    }
    return .init(
      heading: "Responses", caption: "Calls by the ticks until a car was there.",
      anchor: "responses", content: [.ledger(["ticks", "calls", "share"], rows)])
  }

  private var work: Page.Section {
    .init(
      heading: "Cars",
      caption: "What each car did in the first \(CarTimeline.most) ticks: light is free, orange on "
        + "the way to a call, dark on scene; triangles are calls, red ones lost.",
      anchor: "cars", content: [.element("div", ["class": "wide"], [CarTimeline(log).picture])])
  }
}
