import ArgumentParser
import CommandSupport

/// What a schedule can be written as.
enum ExportForm: String, CaseIterable, ExpressibleByArgument {
  case long
  case wide
  case grid
  case svg
  case xlsx
  case ical
  case json

  /// The forms that a file's ending asks for.
  private static let endings: [(ending: String, form: ExportForm)] = [
    (".xlsx", .xlsx), (".ics", .ical), (".json", .json), (".svg", .svg), (".csv", .wide),
    (".tsv", .wide),
  ]

  /// The form of an output: the one that is asked for, or its name's, or a wide table.
  ///
  /// - Throws: ``Failure`` if the name promises what is no form of an export, as a page does.
  init(_ asked: ExportForm?, output: String?) throws {
    let name = output?.lowercased() ?? ""
    let known = Self.endings.first { name.hasSuffix($0.ending) }?.form
    if known == nil { try TableName.check(output, option: "-o") }
    self = asked ?? known ?? .wide
  }
}
