import GRDB
import Texts

/// What a study's file says in texts, taken apart from the file: for those who want to know whether
/// it comes back as it was.
package enum StudyTexts {
  /// A row of trials, read and written again.
  ///
  /// - Parameter columns: Texts by the names of columns; the checksum is made to fit.
  /// - Returns: The same of what was read, the checksum among them.
  /// - Throws: What the row does not say.
  package static func trial(_ columns: [String: String]) throws -> [String: String] {
    let row = Row(
      TrialRow.completed(columns).reduce(into: [String: (any DatabaseValueConvertible)?]()) {
        $0[$1.key] = .some($1.value)
      })
    return try TrialRow(row).values().compactMapValues { value in
      switch value.storage {
      case .null: nil
      case .int64(let number): "\(number)"
      case .string(let text): text
      case .double(let number): "\(number)"
      case .blob: "a blob"
      }
    }
  }

  /// The record of a study, read and written again.
  ///
  /// - Throws: What the record does not say.
  package static func record(_ text: String) throws -> (record: StudyRecord, text: String) {
    let record = try StudyRecord(JSONText.node(text))
    return (record, try JSONText.text(record))
  }
}
