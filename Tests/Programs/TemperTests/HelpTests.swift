import Testing

@Suite("The help")
struct HelpTests {
  static let commands = [
    "", "solve", "exact", "compare", "replan", "explain", "fairness", "check", "export", "diff",
    "generate", "import", "qubo",
    "qubo info",
    "qubo solve", "qubo exact", "qubo energy", "qubo convert", "qubo export", "qubo decode",
    "qubo generate", "qubo weights",
    "report", "weights", "bench", "tune", "study", "study show", "study compare", "study export",
    "bench kernels", "forecast", "forecast fit", "forecast evaluate", "forecast sample",
    "forecast city", "forecast days", "district", "route", "route learn", "route sample",
    "route town", "simulate", "timetable", "dispatch", "dispatch compare", "dispatch learn",
    "dispatch train", "dispatch show", "dispatch region", "demand", "serve", "joint",
    "joint compare", "joint simulate", "joint posts",
    "joint beats", "policy", "policy train", "policy evaluate", "policy show",
  ]

  @Test("is as recorded", arguments: commands)
  func golden(command: String) throws {
    let help = try TemperRun(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(help.status == 0)
    #expect(help.errors == "")
    try Golden("help" + command.split(separator: " ").map { "-\($0)" }.joined()).expect(help.output)
  }

  @Test("fits a terminal of 80 columns", arguments: commands)
  func width(command: String) throws {
    let help = try TemperRun(command.split(separator: " ").map(String.init) + ["--help"])
    for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("is what the bare program prints, and 'help' for a command")
  func otherWays() throws {
    #expect(try TemperRun().output == TemperRun("--help").output)
    #expect(try TemperRun("help", "solve").output == TemperRun("solve", "--help").output)
  }
}
