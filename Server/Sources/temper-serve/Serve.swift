import ArgumentParser
import Foundation
import Workbench

/// `temper-serve`: the workbench for browsers, its links and its backups.
@main
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "temper serve",
    abstract: "Serve the planner's workbench to browsers.",
    discussion: """
      Everything is kept in one file. Without further options only this machine can reach the
      workbench, and the link that is printed signs one browser in, once; invite makes more of them.
      For other machines put a proxy with TLS in front, and name its host.
      """,
    subcommands: [Start.self, Invite.self, Backup.self], defaultSubcommand: Start.self)
}

struct FileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where everything is kept. (default: workbench.sqlite)", valueName: "file"))
  var file = "workbench.sqlite"

  @Option(
    help: ArgumentHelp(
      "The program that plans. (default: the temper beside this program, or on the path)",
      valueName: "file"))
  var temper: String?

  var settings: Settings {
    Settings(
      file: file, temper: temper ?? Self.neighbour,
      threads: ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The `temper` beside this program, or on the path.
  private static var neighbour: String {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ([folder] + path.split(separator: ":").map(String.init)).map { "\($0)/temper" }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "\(folder)/temper"
  }
}

struct Start: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the workbench. (default)")

  @OptionGroup
  var files: FileOptions

  @Option(help: ArgumentHelp("The port; 0 takes a free one. (default: 8765)", valueName: "number"))
  var port = 8765

  @Option(
    help: ArgumentHelp(
      "The address to listen on; others than loopback want --host and a proxy with TLS.",
      valueName: "address"))
  var listen = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A name by which browsers ask for the workbench, with its port if that is not the usual one; "
        + "may be given again.", valueName: "name"))
  var host: [String] = []

  @Option(help: ArgumentHelp("How many runs go on at a time.", valueName: "count"))
  var runs = 1

  @Option(help: ArgumentHelp("Threads of each run. (default: all cores)", valueName: "count"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "The memory of each run in MB; one that needs more is ended. (default: 4096)",
      valueName: "megabytes"))
  var memory = 4096

  @Flag(help: "A proxy with TLS is in front: cookies are for such connections alone.")
  var behindTls = false

  @Flag(help: "Open the workbench in a browser.")
  var open = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port: expected a number from 0 to 65535.")
    }
    guard (1...64).contains(runs) else {
      throw ValidationError("--runs: expected a number from 1 to 64.")
    }
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads: expected a number from 1 to 1024.")
    }
    guard (Settings.leastMemory...1 << 24).contains(memory) else {
      throw ValidationError("--memory: expected \(Settings.leastMemory) or more megabytes.")
    }
    let isLoopback = ["127.0.0.1", "::1", "localhost"].contains(listen)
    guard isLoopback || !host.isEmpty else {
      throw ValidationError(
        "--listen \(listen) lets other machines in: name the host they ask for by --host.")
    }
  }

  func run() async throws {
    var settings = files.settings
    settings.port = port
    settings.address = listen
    settings.hosts = host
    settings.runs = runs
    settings.threads = threads ?? max(1, settings.threads / runs)
    settings.memory = memory
    settings.isBehindTLS = behindTls
    guard FileManager.default.isExecutableFile(atPath: settings.temper) else {
      throw ValidationError("\(settings.temper) is no program; name temper by --temper.")
    }
    let workbench = try Workbench(settings)
    let (hosts, opens, isBehindTLS) = (host, open, behindTls)
    try await workbench.serve { port in
      let base =
        isBehindTLS ? "https://\(hosts.first ?? "localhost")" : "http://127.0.0.1:\(port)"
      guard let link = try? await workbench.invite("planner", role: "publish", base: base) else {
        return
      }
      print("The workbench, for one browser, once: \(link)")
      // All streams: standard output may be a pipe, which holds lines back.
      fflush(nil)
      if opens { Self.show(link) }
    }
  }

  /// Opens a page in whatever browser the desktop has.
  private static func show(_ link: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xdg-open")
    process.arguments = [link]
    // Where there is no desktop the link is printed all the same.
    try? process.run()
  }
}

struct Invite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a link that signs one browser in, once, within an hour.")

  @OptionGroup
  var files: FileOptions

  @Option(help: ArgumentHelp("Who that is.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("read, edit or publish.", valueName: "role"))
  var role = "edit"

  @Option(
    help: ArgumentHelp("The address of the workbench.", valueName: "address"))
  var base = "http://127.0.0.1:8765"

  func run() async throws {
    print(try await Workbench(files.settings).invite(name, role: role, base: base))
  }
}

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy the file of a workbench, as it is at one moment, while it is in use.")

  @OptionGroup
  var files: FileOptions

  @Argument(help: "The new file.")
  var copy: String

  func run() async throws { try Workbench(files.settings).backUp(to: copy) }
}
