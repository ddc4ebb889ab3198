/// Times of day as people and spreadsheets write them.
package enum ClockText {
  /// The minute after midnight, 0...1440, of a text such as `8:00`, `08:00:00`, `24:00`, `8:00 PM`,
  /// `8 a.m.`, `8h30`, `0800 hrs` or `8 Uhr`; `nil` if it is none, or has seconds.
  package static func minute(_ text: String) -> Int? {
    var rest = text.lowercased().filter { $0 != "." || !text.hasSuffix(".") }
    if let word = ["uhr", "hrs"].first(where: { rest.hasSuffix($0) }) {
      rest = rest.droppingEnd(word)
      if let minute = minute(ofDigits: rest) { return minute }
      return minute(rest, half: nil, isBare: true)
    }
    let half = ["am", "pm", "a.m", "p.m"].first { rest.hasSuffix($0) }
    if let half { rest = rest.droppingEnd(half) }
    return minute(rest, half: half, isBare: half != nil)
  }

  /// The minute of a time, in the half of the day that `half` names; `isBare` if it may be an hour
  /// alone.
  private static func minute(_ text: String, half: String?, isBare: Bool) -> Int? {
    guard let (hour, minute) = parts(of: text, isBare: isBare), minute < 60 else { return nil }
    guard let half else {
      return hour < 24 || (hour == 24 && minute == 0) ? hour * 60 + minute : nil
    }
    // Some programs write half past midnight as 0:30 AM.
    guard (0...12).contains(hour), hour > 0 || half.hasPrefix("a") else { return nil }
    return hour % 12 * 60 + minute + (half.hasPrefix("p") ? 720 : 0)
  }

  /// The minute of a time without a colon such as `0800` or `800`.
  package static func minute(ofDigits text: String) -> Int? {
    guard (3...4).contains(text.utf8.count), let number = digits(text) else { return nil }
    let (hour, minute) = number.quotientAndRemainder(dividingBy: 100)
    return minute < 60 && (hour < 24 || number == 2400) ? hour * 60 + minute : nil
  }

  private static func parts(of text: String, isBare: Bool) -> (hour: Int, minute: Int)? {
    if isBare, text.utf8.count <= 2, let hour = digits(text) { return (hour, 0) }
    if let mark = text.firstIndex(of: "h"), !text.contains(":") {
      let after = text[text.index(after: mark)...]
      if after.isEmpty, let minute = minute(ofDigits: String(text[..<mark])) {
        return (minute / 60, minute % 60)
      }
      guard let hour = digits(text[..<mark]), after.isEmpty || after.utf8.count == 2 else {
        return nil
      }
      return after.isEmpty ? (hour, 0) : digits(after).map { (hour, $0) }
    }
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(pieces.count), (1...2).contains(pieces[0].utf8.count),
      pieces[1].utf8.count == 2, let hour = digits(pieces[0]), let minute = digits(pieces[1]),
      pieces.count == 2 || ["00", "00.0", "00.000", "00.000000"].contains(String(pieces[2]))
    else { return nil }
    return (hour, minute)
  }

  private static func digits(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ? Int(text) : nil
  }
}

extension String {
  /// The text without a word at its end and the blanks before that.
  fileprivate func droppingEnd(_ word: String) -> String {
    var rest = dropLast(word.count)
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
