public import PatrolModel
import Tables
import Texts

/// What somebody meant who named sectors in a plan that there are not.
public enum NameHints {
  /// A line for each such name that is near to one there is, at most ten.
  public static func lines(for entries: [ScheduleEntry], of instance: PatrolInstance) -> [String] {
    let ids = instance.sectors.map(\.id.rawValue)
    let known = Set(ids)
    let nearest = NearestName(ids)
    var seen: Set<String> = []
    return entries.map(\.sector.rawValue)
      .filter { !known.contains($0) && seen.insert($0).inserted }
      .compactMap { name in
        let named = instance.sectors.first { $0.name == name }
        let hint = named.map { "write \($0.id.rawValue.quoted), its identifier" }
        return (hint ?? nearest.hint(for: name)).map { "no sector \(name.quoted): \($0)" }
      }.prefix(10).map(\.self)
  }
}
