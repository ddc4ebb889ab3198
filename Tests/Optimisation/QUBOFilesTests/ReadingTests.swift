import Coefficients
import Failures
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A file is read")
struct ReadingTests {
  @Test("with the values that its format defines", arguments: FormatExample.all)
  func values(example: FormatExample) throws {
    let file = try example.read()
    #expect(file.sense == example.sense)
    #expect(file.model.variableCount == example.count)
    #expect(file.format == example.format)
    for x in assignments(example.count) {
      #expect(file.value(of: x).doubled == ExactDecimal(units: Int64(example.doubledValue(x))))
    }
  }

  @Test(
    "with the other sense if told so",
    arguments: FormatExample.all.filter { $0.format.sense != nil })
  func sense(example: FormatExample) throws {
    let plain = try example.read()
    let sense: QUBOFile.Sense = plain.sense == .minimise ? .maximise : .minimise
    let other = try QUBOFile(example.bytes, file: "f", format: example.format, sense: sense)
    #expect(other.values == plain.values)
    #expect(other.model.linear == plain.model.linear.map { -$0 })
  }

  @Test("with the names of its variables")
  func labels() throws {
    let named = try #require(FormatExample.all.first { $0.format == .bqmJSON }).read()
    #expect(named.labels == [.name("a"), .number(7)])
    let request = try #require(FormatExample.all.first { $0.format == .digitalAnnealerJSON })
    #expect(try request.read().labels == [.number(1), .number(2), .number(5)])
    #expect(try FormatExample.all[0].read().labels == nil)
  }

  @Test("one problem of several")
  func problems() throws {
    let bytes = Array("2\n2 1\n1 2 3\n1 1\n1 1 -8\n".utf8)
    let second = try QUBOFile(bytes, file: "bqp.txt", problem: 2)
    #expect(second.values.map(\.description) == ["0", "-8"])
    #expect(try QUBOFile(bytes, file: "bqp.txt", problem: 1).model.variableCount == 2)
    #expect(throws: QUBOFileError.self) { try QUBOFile(bytes, file: "bqp.txt") }
    #expect(throws: QUBOFileError.self) { try QUBOFile(bytes, file: "bqp.txt", problem: 3) }
  }

  @Test(
    "in the format that extension and content tell",
    arguments: [
      ("a.rud", "2 1\n1 2 3", QUBOFormat.rudy), ("G1", "2 1\n1 2 3", .rudy),
      ("a.mc", "# c\n2 1\n1 2 3", .rudy), ("a.txt", "2 1\n1 2 3", .rudy),
      ("x/a.b.SPARSE", "2 1\n1 2 3", .biqMac), ("bqp50.txt", "1\n2 1\n1 2 3", .orLibrary),
      ("a.qubo", "c\np qubo 0 2 0 1\n0 1 3", .qbsolv), ("a.qubo", "0 1 3", .coo),
      ("-", "# vartype=SPIN\n0 1 3", .coo), ("a.txt", "0 1 3\n", .coo),
      ("a.qs", "2 1\n1 2 3", .biqMac), ("a.bq", "2 1\n1 2 3", .mcSparse),
      ("a.mc", "c x\np edge 2 1\ne 1 2", .rudy), ("bqp50.1", "3\n0 0 1\n2 0 1", .coo),
      ("a", "Minimize\nobj: x\nBinary\nx\nEnd", .lp),
      ("a.csv", "1 2 3 4\n0 0 0 0\n0 0 0 0\n0 0 0 1", .dense),
      ("a.dat", "%%MatrixMarket matrix coordinate real symmetric\n1 1 1\n1 1 2", .matrixMarket),
      (
        "a.json", "\n{\"binary_polynomial\":{\"terms\":[{\"c\":1,\"p\":[0]}]}}",
        .digitalAnnealerJSON
      ),
    ])
  func detection(name: String, text: String, format: QUBOFormat) throws {
    #expect(try QUBOFile(Array(text.utf8), file: name).format == format)
  }

  @Test(
    "as spins however that is said",
    arguments: ["# vartype=SPIN", "#vartype: spin", "# a model, vartype : SPIN offset 3 or 4"])
  func vartypes(header: String) throws {
    let file = try QUBOFile(Array("\(header)\n0 1 3\n".utf8), file: "a.coo")
    #expect(file.values.map(\.description) == ["3", "-3", "-3", "3"])
  }

  @Test("with form feeds and vertical tabs in remarks, and nowhere else")
  func verticalTabs() throws {
    let text = "# page \u{c}one\n# \u{b}\n0 1 3\n"
    for format in [nil, QUBOFormat.coo] {
      #expect(try QUBOFile(Array(text.utf8), file: "f", format: format).pairCount == 1)
    }
    for text in ["0\u{b}1 3\n", "0 1 3\u{c}\n", "\u{b}\n0 1 3\n", "0 1 3\n\u{c}"] {
      #expect(throws: QUBOFileError.self) {
        try QUBOFile(Array(text.utf8), file: "f", format: .coo)
      }
    }
  }

  @Test("unless the format is not clear or the file is packed")
  func unclear() {
    for (name, bytes, words) in [
      ("a.txt", Array("# c\n2 1\n1 2 3".utf8), "mqlib-cut, mqlib-qubo"),
      ("a.json", Array("{}".utf8), "name its format, one of"),
      ("a.txt", Array("hello\n".utf8), "name its format, one of"),
      ("a.txt", [], "name its format, one of"),
      ("a.rud.xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1], "unpack it first, by xz"),
      ("a.gz", [0x1f, 0x8b, 8], "unpack it first, by gzip"),
      ("a.mps", Array("NAME".utf8), "written only"),
      ("a.dat", Array("3 1\n1 2 5\n".utf8), "rudy, biqmac, mcsparse, mqlib-qubo"),
      ("a.txt", [0xff, 0xfe, 0x30, 0], "UTF-16"),
      ("a", Array("DIMODBQM\u{1}\u{0}".utf8), "dimod's binary form"),
    ] {
      let error = #expect(throws: QUBOFileError.self) { try QUBOFile(bytes, file: name) }
      #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
    }
  }

  @Test(
    "from the benchmarks with the cut that their edges define",
    .enabled(if: Benchmarks.areThere, Comment(rawValue: Benchmarks.areNeeded)),
    arguments: ["G1", "G11", "G39", "G58", "G81"])
  func cuts(name: String) throws {
    let bytes = try Benchmarks.bytes("gset/\(name).txt")
    let file = try QUBOFile(bytes, file: name)
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").compactMap { Int($0) } }
    #expect(file.model.variableCount == lines[0][0])
    #expect(file.pairCount == lines[0][1])
    var random = RandomStream(seed: 1)
    for _ in 0..<3 {
      let x = (0..<lines[0][0]).map { _ in random.uniform(below: 2) }
      let cut = lines.dropFirst().reduce(0) { $0 + (x[$1[0] - 1] != x[$1[1] - 1] ? $1[2] : 0) }
      #expect(file.value(of: x) == ExactDecimal(units: Int64(cut)))
    }
  }
}
