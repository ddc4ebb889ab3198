import Foundation

/// Lines of JSON that a run writes while it goes on, each taken once.
struct ProgressLines {
  private var taken = 0

  struct Line {
    let event: String
    /// What makes it the same news as another one: a run that begins again says it again.
    let fact: String
    let json: String
  }

  private struct Record: Codable {
    var event: String
    var minutes: Double?
    var boundMinutes: Double?
    var broken: Int?
    var elapsedSeconds: Double?
    var changePrice: Double?
    var words: String?
    var status: String?
    var gapPercent: Double?
    var code: String?
    var values: [String: String]?
    var parts: [Reason]?
  }

  /// The whole lines after those that were taken.
  mutating func new(in bytes: [UInt8]?) -> [Line] {
    guard let bytes, let end = bytes.lastIndex(of: UInt8(ascii: "\n")), end >= taken else {
      return []
    }
    let text = bytes[taken...end]
    taken = end + 1
    return text.split(separator: UInt8(ascii: "\n")).compactMap { Self.line(Array($0)) }
  }

  private static func line(_ bytes: [UInt8]) -> Line? {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      ["bound", "better", "progress", "way"].contains(record.event)
    else { return nil }
    let isNews = record.minutes != nil || record.boundMinutes != nil || record.words != nil
    guard isNews, let json = try? JSONEncoder().encode(record) else { return nil }
    func part(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
    return Line(
      event: record.event == "way" ? "way" : "progress",
      fact: [
        part(record.minutes), part(record.boundMinutes), "\(record.broken ?? 0)",
        record.words ?? "", part(record.changePrice),
      ].joined(separator: " "), json: String(decoding: json, as: UTF8.self))
  }

  /// A sentence of why there is no plan: in the program's words, and what it takes to say it in others.
  struct Reason: Codable {
    let code: String?
    let words: String
    let values: [String: String]?
    let parts: [Reason]?
  }

  /// How a run ended.
  struct Ending: Encodable {
    /// In its own words.
    let words: String
    /// In one for programs.
    let status: String?
    let gapPercent: Double?
    /// Why there is no plan.
    let reasons: [Reason]

    /// All of it as a JSON object.
    var json: String? {
      (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// How a run ended, if it said so.
  static func ending(in bytes: [UInt8]?) -> Ending? {
    guard let bytes else { return nil }
    let records = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      try? JSONDecoder().decode(Record.self, from: Data(line))
    }
    guard let last = records.last(where: { $0.event == "ended" }), let words = last.words else {
      return nil
    }
    return Ending(
      words: words, status: last.status, gapPercent: last.gapPercent,
      reasons: records.filter { $0.event == "reason" }.compactMap { record in
        record.words.map {
          Reason(code: record.code, words: $0, values: record.values, parts: record.parts)
        }
      })
  }
}
