import Testing

@Suite("Names of files")
struct NameTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(
    "never reach the terminal as commands",
    arguments: [
      ["check", "@", "b.csv"], ["solve", "@"], ["solve", "@", "@"], ["@"],
      ["study", "show", "@"], ["qubo", "solve", "@"], ["generate", "tiny-3x3x3", "-o", "@/x"],
      ["import", "--name", "a", "--demand", "@", "--travel", "@"], ["tune", "@", "--study", "@"],
      ["solve", "shift.json", "-o", "@", "--report", "@"],
    ])
  func controls(words: [String]) throws {
    let name = "a\u{1b}]0;b\u{7}\u{9b}31m\nError: c"
    let run = try TemperRun(words.map { $0.replacing("@", with: name) })
    #expect(run.status >= 64)
    for text in [run.output, run.errors] {
      #expect(
        !text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }
    #expect(run.errors.contains("\\u{1b}"), "\(run.errors)")
    if run.errors.hasPrefix("temper: error: ") {
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
  }

  @Test("that are no UTF-8 are refused in words")
  func encoding() throws {
    let words = ["solve \"$1\"", "generate tiny-3x3x3 -o \"$1\""]
    for line in words {
      let run = try TemperRun(
        [
          "-c", "cd \"$2\" && set -- \"$(printf 'a\\377.json')\" && exec \"$0\" \(line)",
          TemperRun.executable, "", scratch.path,
        ], executable: "/bin/sh")
      #expect(run.status == 64)
      #expect(run.errors.contains("is not UTF-8"), "\(run.errors)")
      #expect(try scratch.names.isEmpty)
    }
  }
}
