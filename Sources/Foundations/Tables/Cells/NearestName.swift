import Texts

/// Finds what somebody meant who wrote a name that is none of those there are.
package struct NearestName {
  private let names: [String]

  /// The names that there are.
  package init(_ names: [String]) { self.names = names }

  /// What to say of a name that is none: what it is almost, and why it is not; `nil` if nothing is
  /// near.
  package func hint(for name: String) -> String? {
    if let alias = names.first(where: { $0.lowercased() == name.lowercased() }) {
      return "there is \(alias.quoted), in other letters"
    }
    if let alike = Self.lookAlike(in: name) {
      let plain = Self.plain(name)
      let meant = names.first { $0 == plain }
      return "it holds \(alike)" + (meant.map { "; there is \($0.quoted)" } ?? "")
    }
    if let meant = names.first(where: { Self.isMangled($0, into: name) }) {
      return
        "there is \(meant.quoted); spreadsheets change such names, so format their cells as text"
    }
    // One slip in four letters, two in more: beyond that names are others.
    let most = name.count < 3 ? 0 : name.count < 5 ? 1 : 2
    return names.map { (name: $0, distance: Self.distance(name, $0, most: most)) }
      .filter { $0.distance <= most }.min { $0.distance < $1.distance }
      .map { "there is \($0.name.quoted)" }
  }

  /// A letter that looks like one of another script, in words.
  private static func lookAlike(in name: String) -> String? {
    for scalar in name.unicodeScalars where twins[scalar] != nil || isFullWidth(scalar) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      let title = scalar.properties.name.map { " (\($0.lowercased()))" } ?? ""
      return "\(code)\(title), which looks like \"\(plain(String(scalar)))\""
    }
    return nil
  }

  private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
    (0xff01...0xff5e).contains(scalar.value)
  }

  /// The name in Latin letters of plain width.
  private static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { scalar in
          isFullWidth(scalar)
            ? Unicode.Scalar(scalar.value - 0xfee0) ?? scalar : twins[scalar] ?? scalar
        }))
  }

  /// Letters of Cyrillic and Greek that look like Latin ones (Unicode Technical Standard 39).
  private static let twins: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(
      "АВЕКМНОРСТУХЅІЈаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο".unicodeScalars,
      "ABEKMHOPCTYXSIJaeopcyxsijABEZHIKMNOPTYXo".unicodeScalars))

  /// Whether a spreadsheet makes one text of another: zeros lost, dates found, exponents read.
  private static func isMangled(_ name: String, into text: String) -> Bool {
    if let number = Int(name), number == Int(text) { return true }
    if let number = Double(name), let found = Double(text), number == found, name != text {
      return true
    }
    guard let date = DayAndMonth(name), let found = DayAndMonth(text) else { return false }
    return date == found || date == found.exchanged
  }

  /// The least insertions, deletions and exchanges that make one name of the other (Wagner and
  /// Fischer, 1974), counted up to a limit.
  private static func distance(_ first: String, _ second: String, most: Int) -> Int {
    let (first, second) = (Array(first.lowercased()), Array(second.lowercased()))
    guard most > 0, abs(first.count - second.count) <= most else { return most + 1 }
    var row = Array(0...second.count)
    for (i, a) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in second.enumerated() {
        let changed = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}

/// Two numbers that spreadsheets take for a day and a month, or a month and a year.
private struct DayAndMonth: Equatable {
  private let first: Int
  private let second: Int

  private init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
  }

  init?(_ text: String) {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let lowered = text.lowercased()
    var parts: [Int] = []
    for piece in lowered.split(whereSeparator: { "-/. ".contains($0) }) {
      let letters = piece.prefix { $0.isLetter }
      let digits = piece.dropFirst(letters.count)
      if !letters.isEmpty {
        guard let month = months.firstIndex(where: { letters.hasPrefix($0) }) else { return nil }
        parts.append(month + 1)
      }
      if !digits.isEmpty {
        guard let number = Int(digits) else { return nil }
        parts.append(number)
      }
    }
    guard parts.count >= 2 else { return nil }
    self.init(parts[0], parts[1])
  }

  var exchanged: Self { Self(second, first) }
}
