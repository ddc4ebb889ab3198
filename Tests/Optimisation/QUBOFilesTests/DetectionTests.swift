import Failures
import QUBOFiles
import QUBOModel
import Testing

@Suite("A format is told")
struct DetectionTests {
  /// What a text says of itself where no extension does; a matrix looks like a graph.
  private static func told(_ format: QUBOFormat) -> QUBOFormat {
    switch format {
    case .biqMac, .mqlibCut, .mqlibQUBO, .mcSparse: .rudy
    default: format
    }
  }

  @Test(
    "from the first lines of anything that is written",
    arguments: QUBOFormat.allCases.filter { $0.isReadable && $0 != .dense }, 0..<20 as Range<UInt64>
  )
  func written(format: QUBOFormat, seed: UInt64) throws {
    let isCut = Self.told(format) == .rudy
    let file = try #require(
      QUBOFile.random(seed: seed, isCut: isCut, decimals: 0, hasConstant: false))
    let text = try file.text(as: format)
    for name in ["-", "a", "a.txt", "a.json", "a.qubo", "dir.coo/a"] {
      let isMatrix = [.biqMac, .mqlibQUBO, .mcSparse].contains(format)
      // An edge from a vertex to itself is none, so that a matrix with a diagonal is refused.
      let hasDiagonal = file.model.linear.contains { $0 != 0 }
      if isMatrix && hasDiagonal {
        let error = #expect(throws: QUBOFileError.self) { try QUBOFile(text.bytes, file: name) }
        #expect(error?.description.contains("name its format: biqmac") == true)
      } else {
        #expect(try QUBOFile(text.bytes, file: name).format == Self.told(format), "seed \(seed)")
      }
    }
  }

  @Test(
    "to be that of a matrix in full where nothing else has as many numbers in a line as lines",
    arguments: [
      ("1 2 3 4\n0 1 0 0\n0 0 1 0\n0 0 0 1\n", true), ("-1 2\n2 -3\n", true),
      ("0.5 2 1\n0 0 1\n0 0 2\n", true), ("1 2 3\n0 4 5\n0 0 6\n", false),
    ])
  func dense(text: String, isClear: Bool) throws {
    guard isClear else {
      let error = #expect(throws: QUBOFileError.self) {
        try QUBOFile(Array(text.utf8), file: "a.txt")
      }
      #expect(error?.advice == .nameFormat(["coo", "dense"]))
      return
    }
    #expect(try QUBOFile(Array(text.utf8), file: "a.txt").format == .dense)
  }

  @Test(
    "and how is said",
    arguments: [
      ("a.coo", "0 1 3", "format coo: told by the extension .coo"),
      ("G1", "2 1\n1 2 3", "format rudy: told by the two numbers in its first line"),
      ("a", "# vartype=SPIN\n0 1 3", "format coo: told by its vartype"),
    ])
  func said(name: String, text: String, words: String) throws {
    #expect(try QUBOFile(Array(text.utf8), file: name).notes == [words])
    #expect(
      try QUBOFile(Array(text.utf8), file: name, format: name == "G1" ? .rudy : .coo).notes[0]
        .hasSuffix(": given"))
  }

  @Test(
    "from an extension in any case, whatever the content",
    arguments: [
      ("rud", QUBOFormat.rudy), ("mc", .rudy), ("sparse", .biqMac), ("coo", .coo),
      ("qplib", .qplib),
    ])
  func extensions(name: String, format: QUBOFormat) throws {
    for name in ["a.\(name)", "a.b.\(name.uppercased())", "/x.y/.\(name)"] {
      #expect(QUBOFormat(forWriting: name) == format)
      // Two numbers, then three: a graph, or else refused as what the extension says.
      do throws(QUBOFileError) {
        #expect(try QUBOFile(Array("2 1\n1 2 3\n".utf8), file: name).format == format)
      } catch { #expect(format == .coo || format == .qplib, "\(error)") }
    }
  }

  @Test("for writing from these extensions only")
  func writing() {
    #expect(QUBOFormat(forWriting: "a.qubo") == .qbsolv)
    #expect(QUBOFormat(forWriting: "a.txt") == .rudy)
    #expect(QUBOFormat(forWriting: "a.lp") == .lp)
    #expect(QUBOFormat(forWriting: "a.mps") == .mps)
    for name in ["a", "a.", "coo", "a.coo/b", "a.json", "a.coo.gz", ""] {
      #expect(QUBOFormat(forWriting: name) == nil, "\(name)")
    }
  }

  @Test(
    "from keys, unless both or none are there",
    arguments: [
      "{}", "{\"terms\":[]}", "{\"linear_biases\":[],\"binary_polynomial\":{}}", "\n\t {",
    ])
  func keys(text: String) {
    let error = #expect(throws: QUBOFileError.self) { try QUBOFile(Array(text.utf8), file: "a") }
    #expect(error?.place == .file)
    #expect(error?.problem.contains("linear_biases") == true)
  }

  @Test("to be that of packed files, whose program the error names", arguments: QUBOFormat.allCases)
  func packed(format: QUBOFormat) {
    let magics: [([UInt8], String)] = [
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], "xz"), ([0x1f, 0x8b], "gzip"),
      ([0x42, 0x5a, 0x68], "bzip2"), ([0x50, 0x4b, 3, 4], "zip"),
    ]
    for (magic, packer) in magics {
      let error = #expect(throws: QUBOFileError.self) {
        try QUBOFile(magic + [1, 2, 3], file: "f", format: format)
      }
      #expect(error?.advice == .unpack(file: "f", by: packer))
      // One byte short of the mark it is a text like any other, if a bad one.
      let other = #expect(throws: QUBOFileError.self) {
        try QUBOFile(Array(magic.dropLast()), file: "f", format: format)
      }
      #expect(other?.advice != .unpack(file: "f", by: packer))
    }
  }
}
