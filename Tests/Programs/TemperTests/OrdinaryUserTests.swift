import Foundation
import Testing

/// What root may do proves nothing about permissions: where root runs the tests, `nobody` runs Temper.
@Suite(
  "Temper run by an ordinary user",
  .enabled(
    if: OrdinaryUser.isThere,
    "needs setpriv, and a build that other users may run, where root runs the tests"))
struct OrdinaryUserTests {
  let scratch: ScratchFolder
  let plan = OutputTests.solve
  private let shipped = Instances.shipped("tiny-3x3x3")

  init() throws {
    scratch = try ScratchFolder()
    // mkdtemp makes folders for their owner alone.
    try #require(chmod(scratch.path, 0o755) == 0)
    _ = try scratch.write(try Data(contentsOf: URL(filePath: shipped)), to: "shipped.json")
  }

  /// Runs the test's last step by a user who may do no more than the file modes say; shipped instances
  /// may be in a home that is closed to others, so that the user is given a copy.
  private func run(_ arguments: [String]) throws -> TemperRun {
    try OrdinaryUser.run(arguments.map { $0 == shipped ? scratch["shipped.json"] : $0 })
  }

  @Test("leaves a read-only file as it is, before any search, though its folder may be written")
  func readOnlyFile() throws {
    let folder = scratch["open"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try #require(chmod(folder, 0o777) == 0)
    let file = try scratch.write("mine\n".utf8, to: "open/plan.csv")
    try #require(chmod(file, 0o444) == 0)
    for line in [
      ["solve", shipped, "--steps", "1e15"], ["generate", "tiny-3x3x3"],
    ] {
      let run = try run(line + ["-o", file])
      #expect(run.status == 73)
      #expect(run.errors.contains("cannot write \(file): Permission denied"), "\(run.errors)")
      #expect(run.errors.contains("choose a place you may write to"))
    }
    #expect(scratch.text(of: "open/plan.csv") == "mine\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["plan.csv"])
  }

  @Test("makes nothing in a folder that is closed to it", arguments: [0o555, 0o000] as [mode_t])
  func closedFolder(mode: mode_t) throws {
    let folder = scratch["closed"]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try #require(chmod(folder, mode) == 0)
    defer { chmod(folder, 0o755) }
    let tiny = shipped
    for line in [
      plan + ["-o", folder + "/plan.csv"], plan + ["--report", folder + "/page.html"],
      ["generate", "tiny-3x3x3", "-o", folder + "/tiny.json"],
      ["qubo", "export", tiny, folder + "/tiny.coo"],
      ["compare", tiny, "--seeds", "1", "--steps", "10", "-o", folder + "/comparison"],
      [
        "tune", tiny, "--study", folder + "/study.sqlite", "--trials", "1", "--steps", "10", "-o",
        "-",
      ],
    ] {
      let run = try run(line)
      #expect(run.status == 73, "\(line.joined(separator: " ")): \(run.errors)")
      #expect(run.errors.contains(folder), "\(run.errors)")
    }
    try #require(chmod(folder, 0o755) == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test("says that it may not read what it may not read")
  func unreadable() throws {
    let tiny = try Data(contentsOf: URL(filePath: shipped))
    let file = try scratch.write(tiny, to: "tiny.json")
    try #require(chmod(file, 0o200) == 0)
    for line in [
      ["solve", file, "--steps", "10"], ["exact", file], ["qubo", "info", file],
      ["check", shipped, file], ["report", file],
    ] {
      let run = try run(line)
      #expect(run.status == 66, "\(line.joined(separator: " ")): \(run.errors)")
      #expect(run.errors.contains("cannot read \(file): Permission denied"), "\(run.errors)")
    }
  }
}

/// A user whom file permissions bind.
private enum OrdinaryUser {
  /// Nobody, on Debian.
  private static let number = "65534"

  static let isThere = (try? run(["--version"]).status) == 0

  static func run(_ arguments: [String]) throws -> TemperRun {
    guard geteuid() == 0 else { return try TemperRun(arguments) }
    return try TemperRun(
      ["--reuid", number, "--regid", number, "--clear-groups", TemperRun.executable] + arguments,
      executable: "setpriv")
  }
}
