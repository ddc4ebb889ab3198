/// Runs that are alike but for their seeds: a line of a page.
struct RunGroup {
  /// The runs, in the order of the table.
  let runs: [RunRecord]
  /// What they share, with the seed of the first.
  let key: RunRecord.Key

  /// The groups of these runs, in the order in which they first appear.
  static func all(of runs: [RunRecord]) -> [RunGroup] {
    var order: [RunRecord.Key] = []
    var members: [RunRecord.Key: [RunRecord]] = [:]
    for run in runs {
      var shared = run.key
      shared.seed = 0
      if members[shared] == nil { order.append(shared) }
      members[shared, default: []].append(run)
    }
    return order.map { RunGroup(runs: members[$0] ?? [], key: $0) }
  }

  /// The seeds, as "1–10".
  var seeds: String {
    let seeds = runs.map(\.key.seed)
    return "\(seeds.min() ?? 0)–\(seeds.max() ?? 0)"
  }

  /// The settings as code; nothing if there are none.
  var settings: String { key.settings.isEmpty ? "" : "`\(key.settings)`" }
}
