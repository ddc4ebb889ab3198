public import ArgumentParser
import CommandSupport
import Temper
public import Texts

extension Delimiter: ExpressibleByArgument {
  /// A delimiter by its name.
  public init?(argument: String) {
    guard let delimiter = Self.allCases.first(where: { "\($0)" == argument }) else { return nil }
    self = delimiter
  }

  /// The names of all delimiters.
  public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}

extension DecimalMark: ExpressibleByArgument {}

/// How tables are written, for the spreadsheet program of a country.
struct TableOptions: ParsableArguments {
  @Option(help: "long, wide: what separates cells.")
  var delimiter = Delimiter.comma

  @Option(
    help: "wide with --sums: the decimal mark; with comma, the delimiter is a semicolon or tab.")
  var decimalMark = DecimalMark.point

  @Flag(
    name: .customLong("bom"),
    help: "long, wide: begin with a byte order mark, by which Excel knows UTF-8.")
  var hasMark = false

  @Flag(help: "wide: add each car's minutes and moves, and the sums of all cars.")
  var sums = false

  func validate() throws {
    if decimalMark == .comma && delimiter == .comma {
      throw ValidationError("--decimal-mark comma needs --delimiter semicolon or tab.")
    }
  }

  var areDefault: Bool {
    delimiter == .comma && decimalMark == .point && !hasMark && !sums
  }

  /// The dialect of a table with this name: `.tsv` means tabs.
  func dialect(for output: String?) -> ScheduleCSV.Dialect {
    let isTabbed = output?.lowercased().hasSuffix(".tsv") == true && delimiter == .comma
    return ScheduleCSV.Dialect(
      delimiter: isTabbed ? .tab : delimiter, decimalMark: decimalMark, hasByteOrderMark: hasMark,
      hasSums: sums)
  }
}
