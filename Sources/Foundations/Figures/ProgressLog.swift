/// The table that grows while a search goes on, as readers of HiGHS and Gurobi know it.
///
/// The first cell of a line is a marker. Better states follow each other fast at first: those within
/// half a second share a line, that of the last one. Where nothing gets better a line a second tells
/// that the search goes on.
package struct ProgressLog {
  /// The least time between two lines of news.
  private static let pause = Duration.milliseconds(500)
  /// The time after which a line appears though there is no news.
  private static let silence = Duration.seconds(1)

  /// A line before its cells are padded, and when it was true.
  private struct Line {
    let marker: String
    let time: Duration
    let cells: [String]
  }

  private let table: TextTable
  private let write: (String) -> Void
  private var isOpen = false
  private var lastLine: Duration?
  private var pending: Line?

  /// Creates a log whose lines have a marker and these columns, and go to `write`.
  package init(_ columns: [TextTable.Column], write: @escaping (String) -> Void) {
    table = TextTable([TextTable.Column("", width: 1, .left)] + columns)
    self.write = write
  }

  /// Writes the header after an empty line, unless it stands already; the first line does so, too.
  package mutating func open() {
    guard !isOpen else { return }
    isOpen = true
    write("")
    write(table.header)
  }

  /// Whether half a second has passed since the last line.
  package func isDue(at time: Duration) -> Bool { isDue(at: time, after: Self.pause) }

  /// Writes a line at once.
  package mutating func write(_ marker: String, at time: Duration, _ cells: [String]) {
    open()
    lastLine = time
    write(table.row([marker] + cells))
  }

  /// Takes a line of news, which is written now or soon, unless another one takes its place before.
  package mutating func note(_ marker: String, at time: Duration, _ cells: [String]) {
    pending = Line(marker: marker, time: time, cells: cells)
    if isDue(at: time) { flush() }
  }

  /// Tells that the search goes on: writes what is pending and due, or without news a line a second.
  package mutating func tick(at time: Duration, _ cells: @autoclosure () -> [String]) {
    if pending != nil {
      if isDue(at: time) { flush() }
    } else if isDue(at: time, after: Self.silence) {
      write(" ", at: time, cells())
    }
  }

  /// Writes what is pending.
  package mutating func flush() {
    guard let line = pending else { return }
    pending = nil
    write(line.marker, at: line.time, line.cells)
  }

  private func isDue(at time: Duration, after pause: Duration) -> Bool {
    lastLine.map { time - $0 >= pause } ?? true
  }
}
