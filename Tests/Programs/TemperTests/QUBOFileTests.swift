import Foundation
import Testing

@Suite("QUBO files on the command line")
struct QUBOFileTests {
  static let cycle = "5 5\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 1 1\n"

  @Test("are solved: the value to standard output, the assignment to a file")
  func solve() throws {
    let scratch = try ScratchFolder()
    let graph = try scratch.write(Self.cycle.utf8, to: "cycle.rud")
    let run = try TemperRun(
      "qubo", "solve", graph, "--seed", "1", "--steps", "100", "--target", "4", "-o",
      scratch["cut.txt"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "4\n")
    #expect(run.errors.contains("QUBO of 5 bits, 5 couplings"))
    #expect(run.errors.contains("Value     4, target 4 reached after"))
    let bits = try #require(scratch.text(of: "cut.txt")).split(separator: "\n")
    #expect(bits.count == 5)
    #expect(bits.allSatisfy { $0 == "0" || $0 == "1" })
  }

  @Test("are solved for a negative target and from standard input")
  func negativeTarget() throws {
    let run = try TemperRun(
      [
        "qubo", "solve", "-", "-q", "--format", "qbsolv", "--steps", "50", "--target", "-3", "-o",
        "-",
      ],
      input: "p qubo 0 2 2 1\n0 0 -3\n1 1 2\n0 1 4\n")
    #expect(run.status == 0)
    #expect(run.output == "1\n0\n")
    #expect(run.errors == "")
  }

  @Test("are solved the same by any number of threads")
  func threads() throws {
    let graph = try TemperRun(
      "qubo", "generate", "max-cut", "--variables", "60", "--density", "20", "--seed", "5"
    ).output
    let results = try ["1", "2", "4"].map { threads in
      try TemperRun(
        [
          "qubo", "solve", "-", "-q", "--seed", "7", "--steps", "300", "--threads", threads, "-o",
          "-",
        ],
        input: graph
      ).output
    }
    #expect(results[0].utf8.count == 120)
    #expect(Set(results).count == 1)
  }

  @Test("are converted there and back")
  func convert() throws {
    let scratch = try ScratchFolder()
    let graph = try scratch.write(Self.cycle.utf8, to: "cycle.txt")
    let there = try TemperRun("qubo", "convert", graph, scratch["cycle.qubo"])
    #expect(there.status == 0)
    #expect(there.output == "")
    #expect(
      there.errors == """
        read as format rudy: told by the two numbers in its first line
        qbsolv: 5 bits, 5 pairs, maximum, constant 0
        note: The format asks for the min: values have the other sign.

        """)
    #expect(
      try #require(scratch.text(of: "cycle.qubo")).hasPrefix("p qubo 0 5 5 5\n0 0 -2\n"))
    let back = try TemperRun("qubo", "convert", scratch["cycle.qubo"], "-", "--to", "rudy")
    #expect(
      back.output.split(separator: "\n").sorted() == [
        "1 2 1", "1 5 1", "2 3 1", "3 4 1", "4 5 1", "5 5",
      ])
  }

  @Test("that are wrong are refused with status 65, and leave nothing behind")
  func malformed() throws {
    let scratch = try ScratchFolder()
    let graph = try scratch.write("5 5\n1 2 1\n".utf8, to: "short.rud")
    let converted = try TemperRun("qubo", "convert", graph, scratch["out.qubo"])
    let solved = try TemperRun("qubo", "solve", graph, "--steps", "1")
    for run in [converted, solved] {
      #expect(run.status == 65)
      #expect(run.output == "")
      #expect(
        run.errors
          == "temper: error: \(graph):3: the header says 5 edges but the file ends after 1; "
          + "get a complete copy of the file\n")
    }
    #expect(try scratch.names == ["short.rud"])
    #expect(try TemperRun("qubo", "solve", scratch["none.rud"]).status == 66)
  }

  @Test("are added up for an assignment, and searched with some bits fixed")
  func energy() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("# offset=0.5\n0 0 -3\n7 7 2\n0 7 4\n".utf8, to: "two.coo")
    let bits = try scratch.write("7 1\n0 1\n".utf8, to: "bits.txt")
    let run = try TemperRun("qubo", "energy", file, bits)
    #expect(run.status == 0 && run.output == "3.5\n")
    #expect(run.errors.contains("the constant 0.5 is taken from the comment in line 1"))
    let fixed = try scratch.write("7 1\n".utf8, to: "fixed.txt")
    let solve = try TemperRun(
      "qubo", "solve", file, "--fixed", fixed, "--steps", "50", "--seed", "1", "-q", "--spins",
      "-o", scratch["best.txt"])
    #expect(solve.status == 0 && solve.output == "2.5\n", "\(solve.errors)")
    #expect(scratch.text(of: "best.txt") == "0 -1\n7 1\n")
    let json = try TemperRun(
      "qubo", "solve", file, "--samples", "5", "--steps", "50", "--seed", "1", "-q", "--json",
      "--coldest", "0.01", "--hottest", "10")
    #expect(json.output.contains("\"count\" : 5") && json.output.contains("\"value\" : -2.5"))
  }

  @Test("of families are made in the format of the extension")
  func generate() throws {
    let scratch = try ScratchFolder()
    let run = try TemperRun(
      "qubo", "generate", "sk", "--variables", "4", "--seed", "1", "-o", scratch["sk.lp"])
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("lp: 4 bits, 6 pairs, minimum, constant "))
    #expect(try #require(scratch.text(of: "sk.lp")).contains("Binaries\n x0\n x1\n x2\n x3\nEnd\n"))
  }
}
