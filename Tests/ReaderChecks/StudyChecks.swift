import Failures
import StudyStore
import Texts

// What a study's file keeps as texts. The file itself is SQLite's, and damage to it is found by
// SQLite and by checksums of rows; here rows have checksums that fit.

extension ReaderCheck {
  /// A row of trials: a line per column, its name, a blank and its text.
  static let studyRow = ReaderCheck("study-row") { bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else { return .refused("no text") }
    var columns: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      columns[parts.first ?? ""] = parts.count > 1 ? parts[1] : ""
    }
    let written: [String: String]
    do { written = try StudyTexts.trial(columns) } catch { return .refused(oneLine(error)) }
    try expectSame(written, try StudyTexts.trial(written), "the row")
    return .accepted(written: [])
  }

  /// What a study is about.
  static let studyRecord = ReaderCheck("study-record") { bytes in
    guard let text = String(validating: bytes, as: UTF8.self) else { return .refused("no text") }
    let read: (record: StudyRecord, text: String)
    do { read = try StudyTexts.record(text) } catch { return .refused(oneLine(error)) }
    let again = try StudyTexts.record(read.text)
    try expectSame(read.record, again.record, "the record")
    try expectSame(read.text, again.text, "the text of the record")
    return .accepted(written: Array(read.text.utf8))
  }

  /// Errors of rows are never shown as they are; the study's error is, which quotes them.
  private static func oneLine(_ error: any Error) -> String { "\(error)".quoted }
}
