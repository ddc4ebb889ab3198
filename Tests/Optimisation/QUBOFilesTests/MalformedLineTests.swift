import Failures
import QUBOFiles
import RandomStreams
import Testing

@Suite("Whichever line is spoilt, the error names it:")
struct MalformedLineTests {
  /// What can become of a line `i j v`.
  enum Damage: CaseIterable {
    case notANumber, tooLarge, noNumber, furtherWord, noIndex, negativeIndex

    func spoilt(_ line: String) -> String {
      let words = line.split { $0 == " " || $0 == "\t" }
      return switch self {
      case .notANumber: "\(words[0]) \(words[1]) \(words[2])x"
      case .tooLarge: "\(words[0]) \(words[1]) 1e309"
      case .noNumber: "\(words[0]) \(words[1])"
      case .furtherWord: "\(words[0]) \(words[1]) \(words[2]) 1"
      case .noIndex: "\(words[0])"
      case .negativeIndex: "\(words[0]) -\(words[1]) \(words[2])"
      }
    }
  }

  @Test("an entry", arguments: RandomText.formats, Damage.allCases)
  func entry(format: QUBOFormat, damage: Damage) {
    for seed in 0..<20 as Range<UInt64> {
      let text = RandomText(format, seed: seed)
      // The edges of a graph may all be without weights.
      let isGraph = format == .rudy || format == .mqlibCut
      if damage == .noNumber, isGraph, text.entries.count == 1 { continue }
      for line in text.entries {
        // A number alone before all entries is that of the variables.
        if damage == .noIndex, format == .coo, line == text.entries.first { continue }
        let spoilt = text.replacing(line, by: damage.spoilt(text.lines[line]))
        let error = #expect(throws: QUBOFileError.self, "\(spoilt)") { try spoilt.read() }
        #expect(error?.place == .line(line + 1), "\(spoilt)")
        #expect(error?.description.hasPrefix("f:\(line + 1): ") == true, "\(spoilt)")
      }
    }
  }

  @Test("an index beyond the header's", arguments: RandomText.formats.filter { $0 != .coo })
  func indexTooGreat(format: QUBOFormat) {
    for seed in 0..<20 as Range<UInt64> {
      let text = RandomText(format, seed: seed)
      let beyond = format == .qbsolv ? text.variableCount : text.variableCount + 1
      for line in text.entries {
        let spoilt = text.replacing(line, by: "\(beyond) 1 1")
        let error = #expect(throws: QUBOFileError.self, "\(spoilt)") { try spoilt.read() }
        #expect(error?.place == .line(line + 1) && error?.found == "\"\(beyond)\"", "\(spoilt)")
      }
    }
  }

  @Test("a pair that was listed before, and where", arguments: RandomText.formats)
  func twice(format: QUBOFormat) {
    for seed in 0..<40 as Range<UInt64> {
      let text = RandomText(format, seed: seed)
      // The last entry becomes the first one, the other way round.
      guard let first = text.entries.first, let last = text.entries.last, first < last else {
        continue
      }
      let (words, others) = (Self.words(text.lines[first]), Self.words(text.lines[last]))
      // Nodes and couplers of qbsolv are apart.
      if format == .qbsolv && (words[0] == words[1]) != (others[0] == others[1]) { continue }
      let spoilt = text.replacing(last, by: "\(words[1]) \(words[0]) 12")
      let error = #expect(throws: QUBOFileError.self, "\(spoilt)") { try spoilt.read() }
      #expect(error?.place == .line(last + 1), "\(spoilt)")
      #expect(error?.problem.contains("in line \(first + 1)") == true, "\(spoilt)")
    }
  }

  @Test(
    "where the file ends too soon, the line after the last one",
    arguments: RandomText.formats.filter { $0 != .coo })
  func cut(format: QUBOFormat) {
    for seed in 0..<20 as Range<UInt64> {
      let text = RandomText(format, seed: seed)
      guard let last = text.entries.last else { continue }
      let kept = text.lines[..<last].joined(separator: "\n") + "\n"
      let error = #expect(throws: QUBOFileError.self, "\(text)") {
        try QUBOFile(Array(kept.utf8), file: "f", format: format)
      }
      #expect(error?.place == .line(last + 1), "\(text)")
    }
  }

  private static func words(_ line: String) -> [Substring] {
    line.split { $0 == " " || $0 == "\t" }
  }
}
