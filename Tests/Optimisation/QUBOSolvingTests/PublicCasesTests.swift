import Coefficients
import Failures
import Foundation
import QUBOFiles
import QUBOModel
import QUBOSolving
import Testing
import _TemperTestSupport

@Suite("Of files that people reported of other programs")
struct PublicCasesTests {
  @Test("the right value is proven, or the refusal says what to do", arguments: QUBOCase.all)
  func value(example: QUBOCase) throws {
    let format = example.format.flatMap { QUBOFormat(rawValue: $0) }
    let bytes = try example.bytes()
    switch example.expectation {
    case .value(let value):
      let problem = try QUBOFile(
        bytes, file: example.file, format: format, problem: example.problem)
      let outcome = try QUBOExactRun(problem).run()
      #expect(outcome.minimum.isProven && outcome.value?.description == value, "\(outcome)")
      #expect(problem.notes.first?.hasPrefix("format ") == true)
    case .refusal(let words):
      let error = #expect(throws: QUBOFileError.self) {
        try QUBOFile(bytes, file: example.file, format: format, problem: example.problem)
      }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  /// Models that dimod.generators and qubovert.problems made, and their least values by dimod's
  /// ExactSolver.
  @Test(
    "those of other libraries' generators have the values that these say",
    arguments: [
      ("gen-and.json", "0"), ("gen-comb.json", "0"), ("gen-doped.json", "-19"),
      ("gen-full.json", "0"), ("gen-half.json", "0"), ("gen-is.json", "0"),
      ("gen-mwis.json", "-2.75"), ("gen-or.json", "0"), ("gen-ran.json", "-44"),
      ("qv-gp.json", "1"), ("qv-js.json", "5"), ("qv-np.json", "0"), ("qv-sc.json", "2"),
      ("qv-vc.json", "2"),
    ])
  func generators(file: String, value: String) throws {
    let bytes = try Self.bytes(file)
    let outcome = try QUBOExactRun(QUBOFile(bytes, file: file)).run()
    #expect(outcome.minimum.isProven && outcome.value?.description == value, "\(outcome)")
  }

  @Test("constants in comments are taken, and others pointed out")
  func notes() throws {
    let taken = try QUBOFile(Self.bytes("qs-offset.qs"), file: "a.qs")
    #expect(taken.notes.contains("the constant 7 is taken from the comment in line 1"))
    let text = "# offset to be found elsewhere, about 7 or 8\n0 0 1\n"
    let left = try QUBOFile(Array(text.utf8), file: "a.coo")
    #expect(left.model.offset == 0)
    #expect(left.notes.contains { $0.contains("looks like a constant, which is not taken") })
  }

  private static func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: QUBOCase.folder.appending(path: file)))
  }
}
