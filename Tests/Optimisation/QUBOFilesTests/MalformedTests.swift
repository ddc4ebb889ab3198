import Failures
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing

@Suite("A file that is not in order is refused")
struct MalformedTests {
  /// A text, where it is wrong, and what the error says.
  struct Case: Sendable, CustomTestStringConvertible {
    let format: QUBOFormat
    let text: String
    let place: QUBOFileError.Place
    let words: String

    init(_ format: QUBOFormat, _ text: String, _ place: QUBOFileError.Place, _ words: String) {
      self.format = format
      self.text = text
      self.place = place
      self.words = words
    }

    var testDescription: String { "\(format.rawValue): \(words)" }
  }

  static let cases = [
    Case(.rudy, "", .line(1), "end of the file"),
    Case(.rudy, "0 0\n", .line(1), "vertices"),
    Case(.rudy, "3 1 4\n1 2 1\n", .line(1), "header"),
    Case(.rudy, "3 2\n1 2 1\n", .line(3), "says 2 edges but the file ends after 1"),
    Case(.rudy, "3 1\n1 2 1\n2 3 1\n", .line(3), "says 1 edges but there are more"),
    Case(.rudy, "3 1\n1 4 1\n", .line(2), "an index, 1 to 3, found \"4\""),
    Case(.rudy, "3 1\n0 1 1\n", .line(2), "an index"),
    Case(.rudy, "3 1\n2 2 1\n", .line(2), "between two vertices"),
    Case(.rudy, "3 2\n1 2\n2 3 1", .line(2), "a number, found the end of the line"),
    Case(.rudy, "3 1\n1 2 1 5\n", .line(2), "end of the line"),
    Case(.rudy, "3 1\n1 2 nan\n", .line(2), "found \"nan\""),
    Case(.rudy, "3 1\n1 2 1e400\n", .line(2), "that a double can hold"),
    Case(.rudy, "3 1\n1 2 1e-1000\n", .line(2), "that a double can hold"),
    Case(.rudy, "3 2\n\n1 2 1\n\n2 1 4\n", .line(5), "pair 2 1 was listed before, in line 3"),
    Case(.rudy, "3 1\n1 2 1,5\n", .line(2), "write a point before decimals"),
    Case(.rudy, "p edge 3 2\ne 1 2\nf 2 3\n", .line(3), "there are 1 lines e i j"),
    Case(.rudy, "p cnf 3 2\n1 2 0\n", .line(1), "found \"cnf\""),
    Case(.mqlibCut, "3 2\n1 2 1.5e308\n2 3 1.5e308", .file, "the largest double"),
    Case(.mcSparse, "2 2\n1 2 4\n2 1 5\n", .line(3), "pair 2 1"),
    Case(.coo, "3\n0 1 1\n1 3 1\n", .line(3), "counted from zero in line 2 and up to 3 in line 3"),
    Case(.coo, "3\n1 4 1\n", .line(2), "an index, 0 to 3"),
    Case(.dense, "1 2\n3\n", .line(2), "a row of 2 numbers, found 1"),
    Case(.dense, "1 2\n3 4\n5 6\n", .line(3), "this is row 3"),
    Case(.dense, "1 2 3\n4 5 6\n", .line(3), "expected 3 rows, found 2"),
    Case(
      .matrixMarket, "%%MatrixMarket matrix coordinate pattern general\n1 1 1\n1 1\n", .line(1),
      "a pattern has no numbers"),
    Case(
      .matrixMarket, "%%MatrixMarket matrix coordinate real general\n2 3 0\n", .line(2),
      "a square matrix, found 2 × 3"),
    Case(
      .bqpJSON,
      "{\"version\":\"1.0.0\",\"variable_ids\":[1],\"linear_terms\":[{\"id\":2,\"coeff\":1}],"
        + "\"quadratic_terms\":[],\"variable_domain\":\"spin\"}", .path("$.linear_terms[0].id"),
      "a variable that is listed"),
    Case(
      .lp, "Minimize\n x + y\nSubject To\n c: x + y >= 1\nBinary\n x y\nEnd\n", .line(4),
      "no constraint"),
    Case(
      .lp, "Minimize\n x + y\nBinary\n x\nEnd\n", .line(2), "binary variables only, found \"y\""),
    Case(.lp, "Minimize\n x * y * z\nBinary\n x y z\nEnd\n", .line(2), "at most two variables"),
    Case(.lp, "Minimize\n 3 ] x\nBinary\n x\nEnd\n", .line(2), "a term of the objective"),
    Case(.lp, "Minimize\n x\nGeneral\n x\nEnd\n", .line(4), "Binary or End"),
    Case(.rudy, "99999999999 1\n", .line(1), "vertices"),
    Case(.rudy, "3 99999999999\n", .line(1), "edges"),
    Case(.biqMac, "2 2\n1 1 4\n1 1 5\n", .line(3), "pair 1 1"),
    Case(.orLibrary, "x\n", .line(1), "number of problems"),
    Case(.orLibrary, "1\n1 1\n1 1 2\n4\n", .line(4), "end of the file"),
    Case(.qbsolv, "p qubo 0 2 1\n0 0 1\n", .line(1), "nCouplers"),
    Case(.qbsolv, "0 0 1\n", .line(1), "p qubo"),
    Case(.qbsolv, "p qubo 0 2 1 1\n0 1 1\n0 0 1\n", .line(2), "node line"),
    Case(.qbsolv, "p qubo 0 2 0 1\n1 1 1\n", .line(2), "i ≠ j"),
    Case(.qbsolv, "p qubo 0 2 1 1\n0 0 1\n", .line(3), "1 nodes and 1 couplers but"),
    Case(.qbsolv, "p qubo 0 2 1 0\n2 2 1\n", .line(2), "an index, 0 to 1"),
    Case(.coo, "# vartype=QUTRIT\n0 1 1\n", .line(1), "vartype"),
    Case(.coo, "0 1 1\n1 0 1\n", .line(2), "pair 1 0"),
    Case(.coo, "0 1 1e-3\n0 1.5 2\n", .line(2), "number of a variable"),
    Case(.coo, "# nothing\n", .line(2), "lines i j bias"),
    Case(.qplib, "n\nQCN\n", .line(2), "QBN"),
    Case(.qplib, "n\nQBN\nminimize\n1\n0\n0\n0\n0\n1e30\n0\n0\n0\n", .line(13), "dual"),
    Case(.bqmJSON, "[1]", .path("$"), "an object"),
    Case(.bqmJSON, "{\"type\":1,\"type\":2}", .line(1), "each key once"),
    Case(
      .digitalAnnealerJSON,
      "{\"binary_polynomial\":{\"terms\":[{\"c\":1,\"p\":[0,1,2]},{\"c\":1,\"p\":[2,1,0,0]}]}}",
      .path("$.binary_polynomial.terms[1]"), "index 0"),
    Case(
      .digitalAnnealerJSON,
      "{\"binary_polynomial\":{\"terms\":[{\"c\":1,\"p\":[]},{\"c\":1,\"p\":[1,0]},{\"c\":1,\"p\":[0,1]}]}}",
      .path("$.binary_polynomial.terms[2]"), "index 1"),
    Case(
      .digitalAnnealerJSON, "{\"inequalities\":[],\"binary_polynomial\":{\"terms\":[]}}",
      .path("$.inequalities"), "further conditions"),
  ]

  @Test("with its place", arguments: cases)
  func malformed(example: Case) {
    let error = #expect(throws: QUBOFileError.self) {
      try QUBOFile(Array(example.text.utf8), file: "f", format: example.format)
    }
    #expect(error?.place == example.place)
    #expect(error?.description.contains(example.words) ?? false, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
  }

  @Test("or read, wherever it is cut off", arguments: FormatExample.all)
  func truncated(example: FormatExample) {
    for length in 0..<example.bytes.count {
      do throws(QUBOFileError) {
        let file = try QUBOFile(
          Array(example.bytes.prefix(length)), file: "f", format: example.format)
        #expect(file.model.variableCount >= 1)
      } catch { #expect(!error.description.isEmpty) }
    }
  }

  @Test("or read, whatever bytes are changed", arguments: FormatExample.all)
  func mutated(example: FormatExample) {
    let likely = Array("0123456789-+.eEdD \n\r\t#%c{}[]\",:*^\\\u{0}".utf8)
    for seed in 0..<500 as Range<UInt64> {
      var random = RandomStream(seed: seed)
      var bytes = example.bytes
      for _ in 0...random.uniform(below: 3) {
        let position = random.uniform(below: bytes.count)
        switch random.uniform(below: 3) {
        case 0: bytes[position] = UInt8(random.uniform(below: 256))
        case 1: bytes[position] = likely[random.uniform(below: likely.count)]
        default: bytes.insert(likely[random.uniform(below: likely.count)], at: position)
        }
      }
      let format = seed % 5 == 0 ? nil : example.format
      do throws(QUBOFileError) {
        let file = try QUBOFile(bytes, file: "f", format: format)
        #expect(file.model.variableCount >= 1, "seed \(seed)")
      } catch { #expect(!error.description.contains("\n"), "seed \(seed)") }
    }
  }
}
