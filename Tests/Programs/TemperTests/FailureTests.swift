import ArgumentParser
import CommandSupport
import Failures
import Testing
import _TemperTestSupport
import temper

@Suite("What fails in a library")
struct FailureTests {
  @Test("has an exit status for every kind, as the help lists them")
  func statuses() throws {
    let statuses = FailureKind.allCases.map { ExitCode($0).rawValue }
    #expect(Set(statuses).count == FailureKind.allCases.count)
    let help = try TemperRun("--help").output
    for status in statuses { #expect(help.contains("\n  \(status)   "), "\(status)") }
    #expect(ExitCode(.usage).rawValue == 64 && ExitCode(.invalidData).rawValue == 65)
    #expect(ExitCode(.unreadable).rawValue == 66 && ExitCode(.missingLibrary).rawValue == 69)
    #expect(ExitCode(.defect).rawValue == 70 && ExitCode(.cannotCreate).rawValue == 73)
    #expect(ExitCode(.inputOutput).rawValue == 74 && ExitCode(.locked).rawValue == 75)
    #expect(ExitCode(.infeasible).rawValue == 20)
  }

  @Test("has a remedy in words of the command line", arguments: Remedies.samples)
  func words(remedy: Remedy) {
    #expect(!remedy.words.isEmpty && !remedy.words.contains("\n"))
    #expect(Remedies.samples.count { $0.words == remedy.words } == 1)
  }

  @Test(
    "has the remedy that its document's origin is",
    arguments: [
      ("temper-result", "temper solve --json or temper exact --json"),
      ("temper-comparison", "temper compare"), ("temper-qubo-result/1", "temper qubo solve --json"),
      ("temper-weights-choice", "temper tune"), ("else", "temper"),
    ])
  func origins(format: String, origin: String) {
    #expect(Remedy.fileInFormat(format).words == "give a file that \(origin) wrote")
  }

  @Test(
    "has a remedy by options that the commands know",
    arguments: [
      (Remedy.raiseMemoryLimit, ["solve"]), (.nameFormat(["coo"]), ["qubo", "solve"]),
      (.chooseProblem(count: 2), ["qubo", "solve"]), (.leaveOutSense, ["qubo", "solve"]),
      (.coarserScale(finest: 9), ["qubo", "convert"]), (.nameFormat(["coo"]), ["qubo", "convert"]),
      (.writeMatrixFormat("mqlib-qubo"), ["qubo", "convert"]), (.nameInstance, ["report"]),
      (.allowOtherInstance, ["solve"]), (.raiseTimeLimit, ["exact"]),
      (.otherMethod("aggregated"), ["exact"]), (.otherSeed, ["exact"]),
      (.movesThatKeepDemand, ["solve"]), (.movesWithWeights(["flip"]), ["tune"]),
    ])
  func options(remedy: Remedy, command: [String]) throws {
    let help = try TemperRun(command + ["--help"]).output
    let options = remedy.words.matches(of: /--[a-z-]+/).map { String($0.output) }
    #expect(!options.isEmpty)
    for option in options { #expect(help.contains(option), "\(option)") }
  }
}
