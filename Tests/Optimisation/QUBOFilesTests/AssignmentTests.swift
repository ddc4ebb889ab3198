import Coefficients
import QUBOFiles
import QUBOModel
import Testing

@Suite("An assignment is read")
struct AssignmentTests {
  private static func file(_ labels: [QUBOFile.Label]? = nil) throws -> QUBOFile {
    var builder = QUBOBuilder(variableCount: 3)
    builder.addLinear(0, 1)
    builder.addLinear(1, 2)
    builder.addLinear(2, 4)
    return QUBOFile(model: try builder.build(), labels: labels)
  }

  @Test(
    "as bits, spins, one line, or by number",
    arguments: ["1\n0\n1\n", "+1\r\n-1\r\n1", "101\n", "2 1\n0 1\n", "0 1\n1 -1\n2 1\n"])
  func plain(text: String) throws {
    let file = try Self.file()
    let assignment = try file.assignment(parsing: text)
    #expect(assignment.description == "101")
    #expect(file.value(of: assignment).description == "5")
  }

  @Test("by names, also with blanks in them, as it is written")
  func names() throws {
    let file = try Self.file([.name("a b"), .number(7), .json("[0,1]")])
    for style in QUBOFile.AssignmentStyle.allCases {
      let text = file.text(of: BitVector([true, false, true]), as: style)
      #expect(try file.assignment(parsing: text).description == "101")
    }
    #expect(try file.values(parsing: "7 1\na b 0") == [1: true, 0: false])
  }

  @Test(
    "or refused with its line",
    arguments: [
      ("1\n0\n", Int?.none, "2 of 3 bits"), ("1\n0\n2\n", 3, "expected 0 or 1"),
      ("1\n0\n1\n1\n", 4, "no more than 3"), ("x 1\n", 1, "there is no bit"),
      ("0 1\n0 1\n", 2, "a value already"),
    ])
  func refused(text: String, line: Int?, words: String) throws {
    let file = try Self.file()
    let error = #expect(throws: AssignmentError.self) { try file.assignment(parsing: text) }
    #expect(error?.line == line && error?.reason.contains(words) == true, "\(text)")
  }
}
