import Figures
package import JointPatrol

/// An episode for people: what came of its calls, and what the checker says.
package struct EpisodeText {
  private let log: EpisodeLog
  private let world: JointWorld
  private let policy: String
  private let origin: JointOrigin

  package init(_ log: EpisodeLog, of world: JointWorld, policy: String, origin: JointOrigin) {
    (self.log, self.world, self.policy, self.origin) = (log, world, policy, origin)
  }

  /// The text, with a line feed at its end.
  package var text: String {
    let defects = EpisodeCheck.defects(log, in: world)
    let lines =
      origin.lines(played: 1, calls: log.fates.count) + ["Policy     \(policy)", ""]
      + beats + [
        "",
        defects.isEmpty
          ? "Checked    calls add up, responses are possible, free cars kept to their beats"
          : "Checked    \(Figure.count(defects.count, "defect")), the first: \(defects[0])",
      ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var beats: [String] {
    let rows = (0..<world.graph.beats).map { beat -> [String] in
      let fates = log.fates.filter { world.graph.nodes[$0.call.node].beat == beat }
      let responses = fates.compactMap(\.response)
      let helped = fates.count { fate in
        fate.response != nil && fate.car.map { $0 % world.graph.beats != beat } ?? false
      }
      let mean = Double(responses.reduce(0, +)) / Double(max(1, responses.count))
      return [
        "\(beat)", "\(fates.count)", "\(responses.count)", "\(fates.count(where: \.isLost))",
        "\(fates.count - responses.count - fates.count(where: \.isLost))",
        Figure.fixed(mean, 2), "\(responses.max() ?? 0)", "\(helped)",
      ]
    }
    let table = TextTable(
      fitting: rows,
      titles: ["beat", "calls", "answered", "lost", "open", "mean", "longest", "by others"])
    return [table.header] + rows.map(table.row)
  }
}
