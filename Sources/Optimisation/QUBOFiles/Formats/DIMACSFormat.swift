import Coefficients
import Failures
import Texts

// DIMACS graphs, as a dialect of rudy's: `c` comments, `p edge n m`, then m lines `e i j`, to which
// some add a weight. The challenge's own description, "Satisfiability: Suggested Format", has `p col`,
// too, and other problems, which are none of ours.

extension ParsedModel {
  /// Whether the first line that says something is one of DIMACS.
  static func isDIMACS(_ bytes: [UInt8], file: String) -> Bool {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "c"))
    return scanner.startLine() && scanner.word() == "p"
  }

  static func dimacs(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "c"))
    guard scanner.startLine(), scanner.word() == "p" else {
      throw scanner.failure("expected the line p edge", "write p edge, vertices, edges")
    }
    let kind = scanner.word()
    guard ["edge", "col", "graph"].contains(kind) else {
      throw QUBOFileError(
        file, .line(scanner.line), "expected the graph of a DIMACS file, p edge",
        found: kind.quoted, advice: "give a graph, or write the problem as a quadratic function")
    }
    let vertices = try scanner.count(in: 1...QUBOFile.mostVariables, "the number of vertices")
    let edges = try scanner.count(in: 0...Int(Int32.max), "the number of edges")
    try scanner.endLine()
    var (list, unweighted) = (CoefficientList(), Unweighted())
    list.reserve(min(edges, bytes.count / 6 + 1))
    for number in 0..<edges {
      guard scanner.startLine(), scanner.word() == "e" else {
        throw scanner.complaint(
          "the header says \(edges) edges but there are \(number) lines e i j",
          "get a complete copy of the file, or correct the line")
      }
      let i = try scanner.count(in: 1...vertices, "an index")
      let j = try scanner.count(in: 1...vertices, "an index")
      let isBare = scanner.isAtEndOfLine()
      if isBare { unweighted.note(line: scanner.line) }
      let weight = isBare ? ExactDecimal(units: 1) : try scanner.number("a weight")
      try scanner.endLine()
      guard i != j || weight.units == 0 else {
        throw scanner.complaint(
          "expected an edge between two vertices, found \(i) \(i)", "remove the loop")
      }
      list.append(i - 1, j - 1, weight, line: scanner.line)
    }
    guard !scanner.startLine() else {
      throw scanner.failure("expected the end of the file", "correct the number of edges")
    }
    try unweighted.check(scanner, entryCount: edges)
    try list.checkPairsAreListedOnce(file, variableCount: vertices, name: { "\($0 + 1)" })
    return ParsedModel(
      list: list, variableCount: vertices, meaning: .cut, sense: .maximise,
      notes: ["a DIMACS graph, whose greatest cut is sought"])
  }
}
