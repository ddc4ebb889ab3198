/// The apostrophe that keeps spreadsheets from running a text cell as a formula.
///
/// A text is guarded if it begins with `=`, `+`, `-`, `@`, tab or carriage return, after any
/// number of apostrophes: the guard of a text that has one already is a second one, so that
/// removing one always gives back the text. OWASP ASVS 5.0, 1.2.10.
public enum FormulaGuard {
  /// The text with an apostrophe before it if a spreadsheet could take it for a formula.
  public static func neutralised(_ text: String) -> String {
    isFormula(text.utf8.drop { $0 == apostrophe }) ? "'" + text : text
  }

  /// The text without the apostrophe that ``neutralised(_:)`` put before it, if it did, or without the
  /// formula `="01"`, by which programs keep a spreadsheet from reading a text as a number.
  public static func unneutralised(_ text: String) -> String {
    if let kept = quoted(text) { return kept }
    guard text.utf8.first == apostrophe, isFormula(text.utf8.drop { $0 == apostrophe }) else {
      return text
    }
    return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
  }

  /// The text in a formula that is nothing but a text.
  private static func quoted(_ text: String) -> String? {
    guard text.utf8.count > 3, text.hasPrefix("=\""), text.hasSuffix("\"") else { return nil }
    let inner = text.dropFirst(2).dropLast()
    return inner.utf8.contains(UInt8(ascii: "\"")) ? nil : String(inner)
  }

  private static let apostrophe = UInt8(ascii: "'")

  private static func isFormula(_ text: Substring.UTF8View) -> Bool {
    text.first.map("=+-@\t\r".utf8.contains) ?? false
  }
}
