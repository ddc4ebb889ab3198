import ArgumentParser

/// What the name of an output promises, so that a table is never written under another name.
package enum TableName {
  /// Endings of what is no table, each with how to have it.
  private static let others: [(endings: [String], advice: String)] = [
    ([".html", ".htm"], "make a page with --report or temper report"),
    ([".pdf"], "print the page of temper report"),
    (
      [".xlsx", ".xls", ".ods", ".ics", ".json", ".svg"],
      "write CSV, and make other forms of it with temper export"
    ),
    (
      [
        ".doc", ".docx", ".odt", ".rtf", ".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip",
        ".gz", ".xlsm", ".xlsb", ".numbers", ".xml", ".geojson", ".yaml", ".parquet",
      ], "name a file for CSV"
    ),
  ]

  /// Throws if a file's name promises something else than a table; standard output promises nothing.
  package static func check(_ path: String?, option: String) throws {
    guard let path, !Console.isOutput(path) else { return }
    for (endings, advice) in others {
      guard let ending = endings.first(where: { path.lowercased().hasSuffix($0) }) else { continue }
      throw Failure(
        .validationFailure,
        "\(option) \(path): what is written here is nothing that \(ending) promises; \(advice)")
    }
  }
}
