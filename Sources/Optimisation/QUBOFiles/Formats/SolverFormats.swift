import Coefficients

// Files for exact solvers, written only: CPLEX LP and free MPS with a quadratic objective. Variables
// are called x0, x1, …; one term per line keeps lines within every reader's limit.

extension ValuePolynomial {
  /// An LP file; what stands in the bracket is halved by its readers, so it is written doubled.
  func lp() throws(QUBOFileError) -> TextBuffer {
    let word = sense == .minimise ? "Minimize" : "Maximize"
    var buffer = TextBuffer("\\ QUBO\n\(word)\n obj:\n")
    for i in 0..<variableCount where linear(i).units != 0 {
      buffer.write(" \(Self.signed(linear(i))) x\(i)\n")
    }
    if pairCount > 0 {
      buffer.write(" + [\n")
      for i in 0..<variableCount {
        for (j, units) in pairUnits(of: i) {
          buffer.write(" \(Self.signed(try fit(exact(units).doubled))) x\(i) * x\(j)\n")
        }
      }
      buffer.write(" ] / 2\n")
    }
    buffer.write(" \(Self.signed(constant))\nSubject To\nBinaries\n")
    for i in 0..<variableCount { buffer.write(" x\(i)\n") }
    buffer.write("End\n")
    return buffer
  }

  /// An MPS file; its objective is ½xᵀQx, of which the lower triangle is listed.
  func mps() throws(QUBOFileError) -> TextBuffer {
    var buffer = TextBuffer("NAME QUBO\n")
    if sense == .maximise { buffer.write("OBJSENSE\n    MAX\n") }
    buffer.write("ROWS\n N obj\nCOLUMNS\n")
    for i in 0..<variableCount { buffer.write(" x\(i) obj \(linear(i))\n") }
    buffer.write("RHS\n")
    if constant.units != 0 { buffer.write(" RHS obj \(try fit(constant.negated))\n") }
    buffer.write("BOUNDS\n")
    for i in 0..<variableCount { buffer.write(" BV BND x\(i)\n") }
    if pairCount > 0 {
      buffer.write("QUADOBJ\n")
      for i in 0..<variableCount {
        for (j, units) in pairUnits(of: i) { buffer.write(" x\(i) x\(j) \(exact(units))\n") }
      }
    }
    buffer.write("ENDATA\n")
    return buffer
  }

  /// A number with its sign, apart from it.
  private static func signed(_ number: ExactDecimal) -> String {
    number.units < 0 ? "- \(number.description.dropFirst())" : "+ \(number)"
  }
}
