import Foundation
import Testing

@Suite("The QUBO of a shift in a file")
struct QUBOExportTests {
  @Test(
    "is solved as any QUBO, and its bits are a plan",
    arguments: ["coo", "bqm-json", "qbsolv", "mqlib-qubo"])
  func roundTrip(format: String) throws {
    let scratch = try ScratchFolder()
    let (shift, file) = (Instances.shipped("tiny-3x3x3"), scratch["shift.\(format)"])
    let export = try TemperRun(
      "qubo", "export", shift, file, "--to", format, "--sufficient-weights")
    #expect(export.status == 0, "\(export.errors)")
    let solve = try TemperRun(
      "qubo", "solve", file, "--format", format, "--seed", "1", "--steps", "2000", "-q", "-o",
      scratch["bits.txt"])
    #expect(solve.status == 0, "\(solve.errors)")
    let decode = try TemperRun(
      "qubo", "decode", shift, scratch["bits.txt"], "-o", scratch["plan.csv"])
    #expect(decode.status == 0, "\(decode.errors) \(decode.output)")
    // The least energy is the travel of the plan, but for a constant that
    // a format has no place for and the sign where it maximises.
    let value = try #require(Double(solve.output.dropLast()))
    let constant = export.errors.firstMatch(of: /place for the constant (-?[0-9.]+)/)
      .flatMap { Double($0.1) }
    let travel = try #require(decode.output.firstMatch(of: /Objective: ([0-9.]+) minutes/)).1
    #expect(abs(abs(value + (constant ?? 0)) - (Double(travel) ?? .nan)) < 1e-6)
    #expect(decode.output.contains("gap 0.00 % to the proven optimum"))
    #expect(try TemperRun("check", shift, scratch["plan.csv"]).status == 0)
  }

  @Test("is refused back with line and reason if an assignment is none")
  func malformed() throws {
    let scratch = try ScratchFolder()
    let shift = Instances.shipped("tiny-3x3x3")
    let cases = [
      ("0\n2\n", "line 2: expected 0 or 1, or -1 or 1, after a name or alone"),
      ("1/1/X 1\n", "line 1: there is no bit \"1/1/X\""),
      ("0\n1\n", "2 of 24 bits: name them, or give them all"),
    ]
    for (text, words) in cases {
      let bits = scratch["bits.txt"]
      try Data(text.utf8).write(to: URL(filePath: bits))
      let run = try TemperRun("qubo", "decode", shift, bits)
      #expect(run.status == 65 && run.errors == "temper: error: \(bits): \(words)\n")
    }
  }

  @Test("says which rules bits break, and writes no plan of them")
  func broken() throws {
    let scratch = try ScratchFolder()
    try Data(String(repeating: "0\n", count: 24).utf8)
      .write(to: URL(filePath: scratch["bits.txt"]))
    let run = try TemperRun(
      "qubo", "decode", Instances.shipped("tiny-3x3x3"), scratch["bits.txt"], "-o",
      scratch["plan.csv"])
    #expect(run.status == 3)
    #expect(run.output.contains("car 1 has no sector at step 1"))
    #expect(try scratch.names == ["bits.txt"])
  }
}
