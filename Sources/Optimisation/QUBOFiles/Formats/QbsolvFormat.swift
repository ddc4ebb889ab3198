import Coefficients
import Failures

// qbsolv: `p qubo topology maxNodes nNodes nCouplers`, then node lines `i i w`, then coupler lines
// `i j w`; indices from zero. The layout is that of the manual page of D-Wave's qbsolv.

extension ParsedModel {
  static func qbsolv(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var scanner = TextScanner(bytes, file: file, comment: UInt8(ascii: "c"))
    let advice: Remedy = "write p qubo 0 maxNodes nNodes nCouplers"
    guard scanner.startLine(), scanner.word() == "p", scanner.word() == "qubo" else {
      throw scanner.failure("expected the line p qubo", advice)
    }
    _ = scanner.word()  // The topology, which is 0 or a name and means nothing here.
    let variableCount = try scanner.count(in: 1...QUBOFile.mostVariables, "maxNodes")
    let nodes = try scanner.count(in: 0...variableCount, "nNodes")
    let couplers = try scanner.count(in: 0...Int(Int32.max), "nCouplers")
    try scanner.endLine()
    var list = CoefficientList()
    list.reserve(min(nodes + couplers, bytes.count / 6 + 1))
    for number in 0..<nodes + couplers {
      let isNode = number < nodes
      guard scanner.startLine() else {
        throw scanner.complaint(
          "the header says \(nodes) nodes and \(couplers) couplers but the file ends after "
            + "\(number) lines", "get a complete copy of the file")
      }
      let i = try scanner.count(in: 0...variableCount - 1, "an index")
      let j = try scanner.count(in: 0...variableCount - 1, "an index")
      guard (i == j) == isNode else {
        throw scanner.complaint(
          isNode
            ? "expected a node line i i w, found \(i) \(j)" : "expected i ≠ j, found \(i) \(j)",
          "list \(nodes) nodes first, then \(couplers) couplers, as the header says")
      }
      try list.append(i, j, &scanner)
    }
    guard !scanner.startLine() else {
      throw scanner.failure(
        "expected the end of the file after \(nodes) nodes and \(couplers) couplers",
        "correct the header")
    }
    try list.checkPairsAreListedOnce(file, variableCount: variableCount, name: { "\($0)" })
    return ParsedModel(
      list: list, variableCount: variableCount, meaning: .polynomial, sense: .minimise)
  }
}

extension ValuePolynomial {
  func qbsolv() throws(QUBOFileError) -> TextBuffer {
    let nodes = (0..<variableCount).filter { linear($0).units != 0 }
    var buffer = TextBuffer("p qubo 0 \(variableCount) \(nodes.count) \(pairCount)\n")
    for i in nodes { buffer.writeLine(i, i, linear(i)) }
    for i in 0..<variableCount {
      for (j, units) in pairUnits(of: i) { buffer.writeLine(i, j, exact(units)) }
    }
    return buffer
  }
}
