/// Tables as comma-separated values, RFC 4180: a heading, then a line per record.
public enum CommaSeparated {
  /// One line, with a line feed; fields are quoted where they must be.
  public static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  /// The records of a table, each as a dictionary from column names; blank lines are skipped.
  public static func records(in text: String) -> [[String: String]] {
    var lines = rows(in: text).filter { $0 != [""] }[...]
    guard let heading = lines.popFirst() else { return [] }
    return lines.map { Dictionary(zip(heading, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func rows(in text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var previous: Character?
    for character in text {
      if character == "\"" {
        // A quote right after a closing one stands for itself.
        if !isQuoted && previous == "\"" { field.append(character) }
        isQuoted.toggle()
      } else if isQuoted || !(character == "," || character.isNewline) {
        field.append(character)
      } else {
        row.append(field)
        field = ""
        if character.isNewline {
          rows.append(row)
          row = []
        }
      }
      previous = character
    }
    return field.isEmpty && row.isEmpty ? rows : rows + [row + [field]]
  }
}
