/// What runs are asked to reach, fixed before any result is measured.
public enum Targets {
  /// The targets of instances, in the sense of their files, from peers' runs on other seeds.
  ///
  /// The best known value where some peer reached it; else the best value that any peer reached,
  /// so that time to target can be measured for a peer at all. Runs without a value don't count.
  public static func chosen(
    from discovery: [RunRecord], for instances: [Instance]
  ) -> [String: Int] {
    var targets: [String: Int] = [:]
    for instance in instances {
      let published = discovery.filter { $0.key.instance == instance.name }
        .compactMap { $0.outcome.value.map(instance.published) }
      guard let best = published.max() else { continue }
      targets[instance.name] = instance.published(min(best, instance.bestKnown))
    }
    return targets
  }

  /// The targets as a table.
  public static func table(_ targets: [String: Int], of instances: [Instance]) -> String {
    instances.reduce(CommaSeparated.line(["instance", "best_known", "target", "is_best_known"])) {
      text, instance in
      guard let target = targets[instance.name] else { return text }
      let isBestKnown = instance.published(target) == instance.bestKnown
      return text
        + CommaSeparated.line([
          instance.name, "\(instance.bestKnown)", "\(instance.published(target))",
          "\(isBestKnown)",
        ])
    }
  }

  /// The targets of such a table, in the sense of the files.
  public static func parsed(_ text: String) -> [String: Int] {
    var targets: [String: Int] = [:]
    for record in CommaSeparated.records(in: text) {
      guard let instance = record["instance"].flatMap(Instance.named),
        let target = record["target"].flatMap({ Int($0) })
      else { continue }
      targets[instance.name] = instance.published(target)
    }
    return targets
  }
}
