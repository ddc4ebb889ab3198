import Coefficients
import Failures
import QUBOFiles
import QUBOModel

extension ReaderCheck {
  /// Quadratic functions, a check per format.
  static let quboFormats = QUBOFormat.allCases.filter(\.isReadable).map { format in
    ReaderCheck("qubo-\(format.rawValue)") { bytes in
      try checkedQUBO(bytes, file: "input", format: format)
    }
  }

  /// Quadratic functions whose format is to be told from the content.
  static let quboUntold = ReaderCheck("qubo-untold") { bytes in
    try checkedQUBO(bytes, file: "input", format: nil)
  }

  /// Larger headers are legal, take memory at once, and would leave little time for all else.
  private static let mostVariables = 99_999

  private static func checkedQUBO(
    _ bytes: [UInt8], file: String, format: QUBOFormat?
  ) throws -> Outcome {
    guard !hasLargeHeader(bytes) else { return .refused("more variables than are tried here") }
    let read: QUBOFile
    do throws(QUBOFileError) {
      read = try QUBOFile(bytes, file: file, format: format)
    } catch { return .refused(error.description) }
    guard let format = read.format else { throw Fault("a file was read in no format") }
    let text: QUBOFile.Text
    do throws(QUBOFileError) { text = try read.text(as: format) } catch {
      // What the file's own format cannot carry: more digits than it has place for.
      guard isExcused(read, format) else { throw Fault("cannot be written again: \(error)") }
      return .accepted(written: [])
    }
    let again: QUBOFile
    do throws(QUBOFileError) {
      again = try QUBOFile(text.bytes, file: "written", format: format)
    } catch { throw Fault("what was written is refused: \(error)") }
    try expectSame(terms(read, without: text.constantLeftOut), terms(again), "the function")
    try expectSame(read.sense, again.sense, "the sense")
    // Auxiliary bits of products are called by them, for which some formats have no place: then all
    // bits are numbered, and a note says so.
    let isNumbered = again.labels == nil && read.givenVariableCount < read.model.variableCount
    guard !isNumbered || text.notes.isEmpty else { return .accepted(written: text.bytes) }
    try expectSame(names(read), names(again), "the list of names")
    return .accepted(written: text.bytes)
  }

  /// Whether one of the first lines begins with a number of so many variables.
  private static func hasLargeHeader(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 40).prefix(40).contains { line in
      line.split(whereSeparator: { !(0x30...0x39).contains($0) }).contains { digits in
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return (6...8).contains(significant.count)
          && (Int(String(decoding: significant, as: UTF8.self)) ?? 0) > mostVariables
      }
    }
  }

  /// Whether an entry has decimals that a format of whole numbers has read as `5e-1`, or half of
  /// one has more digits than are written.
  private static func isExcused(_ file: QUBOFile, _ format: QUBOFormat) -> Bool {
    !format.carriesDecimals && file.decimals > 0 || file.decimals >= ExactDecimal.mostDecimals
      || file.rounding != nil
  }

  private struct Terms: Equatable {
    var constant: ExactDecimal
    var linear: [ExactDecimal]
    var pairs: [[Int: ExactDecimal]]
  }

  /// The coefficients as numbers, whatever their unit.
  private static func terms(_ file: QUBOFile, without left: ExactDecimal? = nil) -> Terms {
    func exact(_ units: Int64) -> ExactDecimal {
      ExactDecimal(units: units, decimals: file.decimals)
    }
    let rows = file.model.interactions.rows
    let isLeftOut = left.map { $0 != ExactDecimal(units: 0) } ?? false
    return Terms(
      constant: exact(isLeftOut ? 0 : file.model.offset), linear: file.model.linear.map(exact),
      pairs: file.model.linear.indices.map { i in
        var row: [Int: ExactDecimal] = [:]
        rows.forEachCoupling(of: i) { j, units in if units != 0 { row[j] = exact(units) } }
        return row
      })
  }

  private static func names(_ file: QUBOFile) -> [QUBOFile.Label] {
    file.labels ?? file.model.linear.indices.map { .number($0) }
  }
}
