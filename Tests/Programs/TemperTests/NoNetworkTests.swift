import Foundation
import Testing

@Suite("Temper and the network")
struct NoNetworkTests {
  /// Commands that only read, beside those that write.
  private static let commands =
    WritingCommand.all
    + [
      .init("check", "check in:tiny.json in:plan.csv"),
      .init("diff", "diff in:tiny.json in:plan.csv in:plan.csv"),
      .init("weights", "weights in:tiny.json --steps 100"),
      .init("study show", "study show in:study.sqlite"),
      .init("qubo info", "qubo info in:tiny.json"),
      .init("qubo exact", "qubo exact in:tiny.coo -q"),
      .init("qubo energy", "qubo energy in:tiny.coo -q in:bits.txt"),
      .init("generate --list", "generate --list"), .init("help", "help solve"),
      .init("version", "--version"),
    ]

  @Test(
    "know nothing of each other: no command connects to anything but this machine",
    .enabled(if: Self.canTrace, "needs strace, and leave to trace"), arguments: commands)
  func connections(command: WritingCommand) throws {
    let inputs = try CommandInputs.shared.get()
    let outputs = try ScratchFolder(inMemory: true)
    let outside = try ScratchFolder(inMemory: true)
    for (name, copy) in command.earlier where !copy.isEmpty {
      try FileManager.default.copyItem(atPath: inputs.folder[copy], toPath: outputs[name])
    }
    // Threads and children, such as Python's, are followed.
    let run = try TemperRun(
      Self.options + ["-o", outside["trace"], TemperRun.executable]
        + command.arguments(inputs: inputs.folder.path, outputs: outputs.path),
      executable: "strace")
    #expect(run.status == 0, "\(run.errors)")
    let trace = try #require(outside.text(of: "trace"))
    #expect(trace.contains("execve(\"\(TemperRun.executable)\""), "what was traced is Temper")
    #expect(trace.split(separator: "\n").filter(Self.isRemote) == [])
  }

  @Test("are told apart in a trace: other machines from this one")
  func traces() {
    for remote in [
      "7 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"192.0.2.1\")}, 16) = 0",
      "7 sendto(3, \"x\", 1, 0, {sa_family=AF_INET6, inet_pton(AF_INET6, \"2001:db8::1\", &a)}, 28) = 1",
    ] { #expect(Self.isRemote(remote[...])) }
    for local in [
      "7 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
      "7 connect(3, {sa_family=AF_INET6, inet_pton(AF_INET6, \"::1\", &sin6_addr)}, 28) = 0",
      "7 connect(3, {sa_family=AF_UNIX, sun_path=\"/var/run/nscd/socket\"}, 110) = -1 ENOENT",
      "7 execve(\"temper\", [\"temper\"], 0x7ffd) = 0",
    ] { #expect(!Self.isRemote(local[...])) }
  }

  private static let options = [
    "-f", "--seccomp-bpf", "-e", "trace=execve,connect,sendto,sendmsg,sendmmsg",
  ]

  private static let canTrace =
    (try? TemperRun(options + ["-o", "/dev/null", "true"], executable: "strace").status) == 0

  /// Whether a line of a trace is about an address of another machine.
  private static func isRemote(_ line: Substring) -> Bool {
    line.contains("AF_INET") && !line.contains("\"127.") && !line.contains("\"::1\"")
  }
}
