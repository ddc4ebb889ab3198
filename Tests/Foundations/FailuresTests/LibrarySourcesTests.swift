import Testing

@Suite(
  "Libraries",
  .enabled(if: !LibrarySources.files.isEmpty, Comment(rawValue: LibrarySources.areNeeded)))
struct LibrarySourcesTests {
  /// Text after a quote, up to the next one, that looks like an option or a command.
  private var option: Regex<Substring> { /"[^"]*(?:--[a-z]|temper [a-z]|make setup)/ }

  @Test("name no option and no command in any text")
  func options() {
    for file in LibrarySources.files {
      // A plain search first: an expression takes most of a second for a thousand lines.
      for (number, line) in zip(1..., file.lines)
      where line.utf8.contains(UInt8(ascii: "\"")) && !isComment(line) {
        #expect(line.firstMatch(of: option) == nil, "\(file.path):\(number): \(line)")
      }
    }
  }

  @Test("are searched by an expression that finds what it should")
  func expression() {
    for line in [#"x("use --moves")"#, #"a + "a \(b); temper tune""#, #""run 'make setup' in""#] {
      #expect(line.firstMatch(of: option) != nil, "\(line)")
    }
    #expect(#""temper-result""#.firstMatch(of: option) == nil)
  }

  @Test("throw only errors that give an account of themselves")
  func errors() {
    for file in LibrarySources.files {
      for (number, line) in zip(1..., file.lines)
      where isPublicType(line) {
        #expect(!line.contains(/: (.*, )?Error\b/), "\(file.path):\(number): \(line)")
      }
    }
  }

  private func isPublicType(_ line: Substring) -> Bool {
    line.contains("public enum ") || line.contains("public struct ")
  }

  private func isComment(_ line: Substring) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }
}
