import Figures
import Testing

@Suite("A progress log")
struct ProgressLogTests {
  /// What happens at so many milliseconds.
  private enum Event {
    case news(Int, String)
    case tick(Int, String)
    case now(Int, String)
    case end
  }

  private static func lines(_ events: [Event]) -> [String] {
    var lines: [String] = []
    var log = ProgressLog([.init("State", width: 7)]) { lines.append($0) }
    for event in events {
      switch event {
      case .news(let time, let text): log.note("*", at: .milliseconds(time), [text])
      case .tick(let time, let text): log.tick(at: .milliseconds(time), [text])
      case .now(let time, let text): log.write("+", at: .milliseconds(time), [text])
      case .end: log.flush()
      }
    }
    return lines
  }

  private static let head = ["", "   State"]

  @Test("begins with a header after an empty line, once, also if asked before any line")
  func header() {
    #expect(Self.lines([]).isEmpty)
    #expect(Self.lines([.news(0, "a"), .now(1, "b")]) == Self.head + ["*      a", "+      b"])
    var lines: [String] = []
    var log = ProgressLog([.init("State", width: 7)]) { lines.append($0) }
    log.open()
    log.write("*", at: .zero, ["a"])
    log.open()
    #expect(lines == Self.head + ["*      a"])
  }

  @Test("writes the first news at once, and those within half a second in one line")
  func news() {
    let hurry: [Event] = [.news(0, "a"), .news(100, "b"), .news(499, "c")]
    #expect(Self.lines(hurry) == Self.head + ["*      a"])
    #expect(Self.lines(hurry + [.end]) == Self.head + ["*      a", "*      c"])
    #expect(Self.lines(hurry + [.news(500, "d")]) == Self.head + ["*      a", "*      d"])
    // What is written late was true at its own time, from which the next half second counts.
    #expect(
      Self.lines(hurry + [.tick(600, "x"), .news(998, "d"), .news(999, "e"), .end])
        == Self.head + ["*      a", "*      c", "*      e"])
  }

  @Test("has a line a second where there is no news, and none in between")
  func ticks() {
    let events: [Event] = [
      .news(0, "a"), .tick(500, "b"), .tick(999, "c"), .tick(1_000, "d"), .tick(1_999, "e"),
      .tick(2_000, "f"),
    ]
    #expect(Self.lines(events) == Self.head + ["*      a", "       d", "       f"])
  }

  @Test("makes no cells for lines that are not due")
  func cells() {
    var made = 0
    var log = ProgressLog([.init("State", width: 7)]) { _ in }
    func cell() -> [String] {
      made += 1
      return ["x"]
    }
    log.tick(at: .zero, cell())
    log.tick(at: .milliseconds(999), cell())
    #expect(made == 1)
    log.tick(at: .milliseconds(1_000), cell())
    #expect(made == 2)
  }

  @Test("tells whether half a second has passed")
  func due() {
    var log = ProgressLog([.init("State", width: 7)]) { _ in }
    #expect(log.isDue(at: .zero))
    log.write("*", at: .seconds(1), ["a"])
    #expect(!log.isDue(at: .milliseconds(1_499)) && log.isDue(at: .milliseconds(1_500)))
  }
}
