import Foundation
import Testing

@Suite("On a terminal")
struct TerminalTests {
  static let grid = ["export", Instances.shipped("tiny-3x3x3"), "-", "--form", "grid"]

  let plan: String

  init() throws { plan = try TemperRun(OutputTests.solve).output }

  @Test(
    "a grid has colour, unless the user or the terminal does not want it",
    arguments: [
      (["TERM=xterm"], true), ([], true), (["TERM=dumb"], false),
      (["TERM=xterm", "NO_COLOR=1"], false), (["TERM=xterm", "NO_COLOR="], true),
      (["TERM=dumb", "CLICOLOR_FORCE=1"], true), (["NO_COLOR=1", "CLICOLOR_FORCE=1"], false),
    ])
  func terminal(environment: [String], hasColour: Bool) throws {
    let text = try Terminal().output(of: Self.grid, input: plan, environment: environment)
    #expect(text.contains("GOR-01"))
    #expect(text.contains("\u{1b}[") == hasColour)
  }

  @Test(
    "and only there, unless the user insists",
    arguments: [
      (["TERM=xterm"], false), (["TERM=xterm", "CLICOLOR_FORCE=1"], true),
      (["CLICOLOR_FORCE=0"], false), (["CLICOLOR_FORCE="], false),
      (["CLICOLOR_FORCE=1", "NO_COLOR=1"], false),
    ])
  func pipe(environment: [String], hasColour: Bool) throws {
    let run = try TemperRun(Self.grid, input: plan, environment: environment)
    #expect(run.status == 0)
    #expect(run.output.contains("\u{1b}[") == hasColour)
  }

  @Test("a grid never goes into a file with colour")
  func file() throws {
    let scratch = try ScratchFolder()
    let run = try TemperRun(
      Self.grid + ["-o", scratch["grid.txt"]], input: plan, environment: ["CLICOLOR_FORCE=1"])
    #expect(run.status == 0)
    #expect(scratch.text(of: "grid.txt")?.contains("\u{1b}") == false)
  }

  @Test(
    "a grid is as wide as the terminal, or as COLUMNS says",
    arguments: [
      (UInt16(80), [], 1), (16, [], 3), (80, ["COLUMNS=16"], 3), (16, ["COLUMNS=80"], 1),
      (16, ["COLUMNS=0"], 3), (16, ["COLUMNS=wide"], 3), (0, [], 1),
    ])
  func width(columns: UInt16, environment: [String], blocks: Int) throws {
    let text = try Terminal(columns: columns)
      .output(of: Self.grid, input: plan, environment: environment + ["NO_COLOR=1"])
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count { $0.hasPrefix("time") } == blocks, "\(text)")
  }

  @Test("a workbook is refused")
  func workbook() throws {
    let line = ["export", Instances.shipped("tiny-3x3x3"), "-", "--form", "xlsx"]
    let text = try Terminal().output(of: line, input: plan, environment: [], status: 64)
    #expect(text == "")
  }
}

/// A terminal that a process can write to, of which a test holds the other end.
private final class Terminal {
  private let near: Int32
  private let far: Int32

  init(columns: UInt16 = 80) throws {
    near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // What unlockpt and ptsname do, which Swift does not see: TIOCSPTLCK and TIOCGPTN.
    var (lock, number) = (Int32(0), UInt32(0))
    let isReady = ioctl(near, 0x4004_5431, &lock) == 0 && ioctl(near, 0x8004_5430, &number) == 0
    try #require(isReady)
    far = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(far >= 0)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(far, UInt(TIOCSWINSZ), &size) == 0)
  }

  deinit {
    close(near)
    close(far)
  }

  /// What `temper` writes to the terminal, which is little enough for it to keep.
  func output(
    of arguments: [String], input: String, environment: [String], status: Int32 = 0
  ) throws -> String {
    let (source, errors) = (try StreamFile(input), try StreamFile())
    let process = try ChildProcess(
      TemperRun.executable, arguments, input: source.descriptor, output: far,
      errors: errors.descriptor, environment: environment)
    #expect(process.wait() == status, "\(errors.text)")
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    _ = fcntl(near, F_SETFL, O_NONBLOCK)
    let count = read(near, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
