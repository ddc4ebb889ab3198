package import PatrolModel
import Texts

/// What somebody who wrote another name than a plan can have may have meant.
///
/// Names of sectors for their identifiers, letters of another case, and what spreadsheets make of
/// identifiers that look like numbers or dates: `01` becomes 1, `MAR1` 1-Mar, `2-1` 2-Jan.
package struct NameHint: Hashable, Sendable, CustomStringConvertible {
  /// The identifier to write.
  package let identifier: String
  private let found: String
  private let isMangled: Bool

  /// A hint for a name that is no sector; `nil` if it is like none, or like several.
  package init?(sector found: String, of instance: PatrolInstance) {
    let named = instance.sectors.filter { Self.plain($0.name) == Self.plain(found) }
    if named.count == 1 {
      self.init(named[0].id.rawValue, for: found, isMangled: false)
    } else {
      self.init(found, among: instance.sectors.map(\.id.rawValue))
    }
  }

  /// A hint for a name that is no car; `nil` if it is like none, or like several.
  package init?(car found: String, of instance: PatrolInstance) {
    self.init(found, among: instance.fleet.cars.map(\.id.rawValue))
  }

  private init?(_ found: String, among identifiers: [String]) {
    let alike = identifiers.filter { Self.plain($0) == Self.plain(found) }
    if alike.count == 1 {
      self.init(alike[0], for: found, isMangled: false)
      return
    }
    let mangled = identifiers.filter { Self.isMangled($0, into: found) }
    guard mangled.count == 1 else { return nil }
    self.init(mangled[0], for: found, isMangled: true)
  }

  private init(_ identifier: String, for found: String, isMangled: Bool) {
    self.identifier = identifier
    self.found = found
    self.isMangled = isMangled
  }

  /// The hint in words.
  package var description: String {
    isMangled
      ? "a spreadsheet may have changed \(identifier.quoted) into \(found.quoted): write "
        + identifier.quoted
      : "write \(identifier.quoted) instead of \(found.quoted)"
  }

  /// A name without what people see no difference in.
  private static func plain(_ name: String) -> String { name.lowercased().trimmingBlanks() }

  /// Whether a spreadsheet can show an identifier so, once it took it for a number or a date.
  private static func isMangled(_ identifier: String, into found: String) -> Bool {
    if let before = Double(identifier), let after = Double(found) { return before == after }
    return !dates(in: identifier).isDisjoint(with: dates(in: found))
  }

  /// A month with a day or a year of two digits.
  private struct MonthAndNumber: Hashable {
    let month: Int
    let number: Int
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The dates that a short text can be taken for: `MAR1`, `1-Mar` and `3-1` are all one.
  private static func dates(in text: String) -> Set<MonthAndNumber> {
    let letters = text.lowercased().filter(\.isLetter)
    let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    if let month = months.firstIndex(of: String(letters.prefix(3))), numbers.count == 1 {
      return [MonthAndNumber(month: month + 1, number: numbers[0])]
    }
    guard letters.isEmpty, numbers.count == 2 else { return [] }
    return Set(
      [(numbers[0], numbers[1]), (numbers[1], numbers[0])]
        .filter { (1...12).contains($0.0) }
        .map { MonthAndNumber(month: $0.0, number: $0.1) })
  }
}
