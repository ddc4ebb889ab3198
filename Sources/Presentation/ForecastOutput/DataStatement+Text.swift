import Figures
import Texts

extension DataStatement {
  /// The statement for people, a line for each thing to know.
  package var lines: [String] {
    let total = "\(Figure.grouped(kept)) of \(Figure.grouped(read)) records"
    var lines = ["Incidents  \(total), \(first) to \(last)"]
    lines += sources.map {
      "           \($0.file.escaped) (\($0.fingerprint)): \(Figure.grouped($0.records)), times as "
        + $0.timeFormat
    }
    lines += filters.map { "Filter     \($0.escaped)" }
    lines += exclusions.map { "Left out   \(Self.line(of: $0))" }
    lines += notices.map { "Note       \(Self.line(of: $0))" }
    if !emptyMonths.isEmpty {
      lines.append(
        "Note       \(Figure.count(emptyMonths.count, "month")) without any record: "
          + emptyMonths.prefix(12).joined(separator: ", ")
          + (emptyMonths.count > 12 ? ", …" : ""))
    }
    return lines
  }

  private static func line(of group: Group) -> String {
    let shown = group.lines.map(String.init).joined(separator: ", ")
    let rest = group.count > group.lines.count ? ", …" : ""
    return "\(Figure.grouped(group.count)): \(group.words) (\(group.file.escaped), line "
      + "\(shown)\(rest))"
  }
}
