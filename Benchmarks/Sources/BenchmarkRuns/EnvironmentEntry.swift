/// One thing to know of how runs were made: the machine, or a command.
public struct EnvironmentEntry: Sendable, Equatable {
  /// What it is, as "Processor".
  public let name: String
  /// What it is here.
  public let value: String

  /// An entry.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Entries as a table to keep beside the runs.
  public static func table(_ entries: [EnvironmentEntry]) -> String {
    entries.reduce(CommaSeparated.line(["name", "value"])) {
      $0 + CommaSeparated.line([$1.name, $1.value])
    }
  }

  /// The entries of such a table.
  public static func parsed(_ text: String) -> [EnvironmentEntry] {
    CommaSeparated.records(in: text).compactMap { record in
      guard let name = record["name"], let value = record["value"] else { return nil }
      return EnvironmentEntry(name: name, value: value)
    }
  }

  /// Entries as Markdown.
  static func markdown(_ entries: [EnvironmentEntry]) -> String {
    var table = MarkdownTable(["Measured with", ""])
    for entry in entries { table.append([entry.name, entry.value]) }
    return entries.isEmpty ? "" : table.markdown
  }
}
