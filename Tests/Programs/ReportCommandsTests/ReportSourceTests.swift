import ReportCommands
import Testing

@Suite("What a page is made of")
struct ReportSourceTests {
  @Test(
    "is told from its content",
    arguments: [
      ("", "plan"), ("car,step\n", "plan"), ("SQLite format 3\0rest", "study"),
      ("\u{FEFF}car", "plan"),
    ])
  func kinds(text: String, kind: String) throws {
    #expect("\(try ReportSource(Array(text.utf8), file: "x"))" == kind)
  }

  @Test(
    "is refused with file, place and advice",
    arguments: [
      ("{", "x.json: it is no JSON"), ("{}", "x.json: the top level has no \"format\""),
      (#"{"format": "other", "version": 1}"#, "there is no page for the format 'other'"),
      (#"{"format": "temper-result", "version": 9}"#, "found version 9 of temper-result"),
      (#"{"format": "temper-result", "version": 1}"#, "the top level has no \"status\""),
      (#"{"format": "temper-result", "version": 1, "status": 3}"#, "$.status is no String"),
      (#"{"format": "temper-comparison", "version": 1, "runs": {}}"#, "format temper-comparison"),
    ])
  func refused(text: String, words: String) {
    #expect {
      try ReportSource(Array(text.utf8), file: "x.json")
    } throws: { error in
      "\(error)".contains(words) && "\(error)".hasPrefix("x.json")
    }
  }
}
