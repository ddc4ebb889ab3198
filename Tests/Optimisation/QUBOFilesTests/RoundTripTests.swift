import Coefficients
import Failures
import QUBOFiles
import QUBOModel
import Testing

@Suite("A function keeps its values")
struct RoundTripTests {
  static let readable = QUBOFormat.allCases.filter(\.isReadable)

  /// Writes and reads, and checks that nothing but constant and sign has changed.
  private func passed(_ file: QUBOFile, through format: QUBOFormat) throws -> QUBOFile {
    let text = try file.text(as: format)
    let read = try QUBOFile(text.bytes, file: "written", format: format)
    #expect(read.model.variableCount == file.model.variableCount)
    let isTurned = read.sense != file.sense
    for (before, after) in zip(file.values, read.values) {
      let units = after.units(decimals: 4).map { after in
        after + (text.constantLeftOut.units(decimals: 4) ?? 0)
      }
      let expected = before.units(decimals: 4).map { isTurned ? -$0 : $0 }
      #expect(units == expected)
    }
    #expect(text.notes.isEmpty == (!isTurned && text.constantLeftOut == ExactDecimal(units: 0)))
    return read
  }

  @Test("through every pair of formats", arguments: readable, 0..<12 as Range<UInt64>)
  func pairs(first: QUBOFormat, seed: UInt64) throws {
    for second in Self.readable {
      let isCut = [first, second].contains { $0 == .rudy || $0 == .mqlibCut }
      let file = try #require(
        QUBOFile.random(seed: seed, isCut: isCut, decimals: 0, hasConstant: !isCut))
      _ = try passed(passed(file, through: first), through: second)
    }
  }

  @Test("with decimals where there is a place", arguments: readable, 0..<20 as Range<UInt64>)
  func decimals(format: QUBOFormat, seed: UInt64) throws {
    let file = try #require(
      QUBOFile.random(
        seed: seed, isCut: format == .rudy || format == .mqlibCut, decimals: 1, hasConstant: false))
    if format.carriesDecimals {
      _ = try passed(file, through: format)
    } else if let text = try? file.text(as: format) {
      // By chance all entries are whole.
      #expect(!text.bytes.contains(UInt8(ascii: ".")))
      _ = try passed(file, through: format)
    }
  }

  @Test("and the names of its variables where there is a place")
  func labels() throws {
    let example = try #require(FormatExample.all.first { $0.format == .bqmJSON }).read()
    let again = try passed(example, through: .bqmJSON)
    #expect(again.labels == example.labels)
    #expect(try example.text(as: .qplib).notes.contains { $0.contains("names") })
    let numbered = try #require(FormatExample.all.first { $0.format == .digitalAnnealerJSON })
      .read()
    for format in [QUBOFormat.coo, .bqmJSON, .digitalAnnealerJSON] {
      #expect(try passed(numbered, through: format).labels == numbered.labels)
    }
  }

  @Test("and names with quotes stay what they are")
  func quotes() throws {
    var builder = QUBOBuilder(variableCount: 2)
    builder.addCoupling(0, 1, 1)
    let file = QUBOFile(model: try builder.build(), labels: [.name("a\"\\b"), .name("\"\u{301}é")])
    let text = try file.text(as: .bqmJSON)
    #expect(try QUBOFile(text.bytes, file: "f.json").labels == file.labels)
  }

  @Test("or is refused in words")
  func refused() throws {
    var builder = QUBOBuilder(variableCount: 2)
    builder.addCoupling(0, 1, 3)
    let odd = QUBOFile(model: try builder.build())
    for (format, words) in [
      (QUBOFormat.biqMac, "whole numbers"), (.orLibrary, "whole numbers"), (.rudy, "whole numbers"),
      (.mqlibCut, "cut"),
    ] {
      let error = #expect(throws: QUBOFileError.self) { try odd.text(as: format) }
      #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
    }
  }

  @Test("in files for solvers, as recorded")
  func solverFiles() throws {
    var builder = QUBOBuilder(variableCount: 3, unitsPerOne: 10)
    builder.addOffset(-20)
    builder.addLinear(0, 15)
    builder.addCoupling(0, 2, -35)
    let file = QUBOFile(model: try builder.build(), sense: .maximise)
    let lp = String(decoding: try file.text(as: .lp).bytes, as: UTF8.self)
    #expect(
      lp == """
        \\ QUBO
        Maximize
         obj:
         - 1.5 x0
         + [
         + 7 x0 * x2
         ] / 2
         + 2
        Subject To
        Binaries
         x0
         x1
         x2
        End

        """)
    let mps = String(decoding: try file.text(as: .mps).bytes, as: UTF8.self)
    #expect(
      mps == """
        NAME QUBO
        OBJSENSE
            MAX
        ROWS
         N obj
        COLUMNS
         x0 obj -1.5
         x1 obj 0
         x2 obj 0
        RHS
         RHS obj -2
        BOUNDS
         BV BND x0
         BV BND x1
         BV BND x2
        QUADOBJ
         x0 x2 3.5
        ENDATA

        """)
  }
}
