import ComparisonOutput
import Documents
import Failures
import ForecastOutput
import PlanFiles
import PlanOutput
import QUBOOutput
import RouteOutput
import StudyOutput
import Texts

// Documents that one command writes and another reads. What is accepted is written, and that is
// read and written again as the same bytes.

extension ReaderCheck {
  /// Documents of all commands, a check per format.
  static let documents: [ReaderCheck] = [
    document("result-json", ResultDocument.self),
    document("replan-json", ReplanDocument.self),
    document("explanation-json", ExplainDocument.self),
    document("fairness-json", FairnessDocument.self),
    document("rule-price-json", RulePriceDocument.self),
    document("comparison-json", ComparisonDocument.self),
    document("forecast-json", ForecastDocument.self),
    document("districts-json", DistrictDocument.self),
    document("route-policy-json", RoutePolicyDocument.self),
    quboResult,
  ]

  /// Plans as documents and tables: the content tells which they are.
  static let plan = ReaderCheck("plan") { bytes in
    do throws(ScheduleFileError) {
      _ = try PlanContent(parsing: bytes, of: smallShift, file: "input")
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }

  /// Weights that a study chose; they are read only.
  static let weightsChoice = ReaderCheck("weights-choice") { bytes in
    do throws(ChosenWeightsError) {
      _ = try ChosenWeights(parsing: bytes, file: "input")
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }

  /// Calendars that were sent before; they are read only.
  static let calendar = ReaderCheck("calendar") { bytes in
    do throws(EarlierCalendarError) {
      _ = try EarlierCalendar(parsing: bytes, file: "input")
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }

  /// Outlines of sectors; they are read only.
  static let sectorShapes = ReaderCheck("map-geojson") { bytes in
    do throws(SectorShapesError) {
      _ = try SectorShapes(parsing: bytes, file: "input", for: smallShift)
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }

  private static func document<Document: StoredDocument & Sendable>(
    _ name: String, _: Document.Type
  ) -> ReaderCheck {
    ReaderCheck(name) { bytes in
      let document: Document
      do throws(DocumentError) {
        document = try Document(parsing: bytes, file: "input")
      } catch { return .refused(error.description) }
      let written = try document.bytes()
      let again = try Document(parsing: written, file: "written")
      try expectSame(written, try again.bytes(), "the document")
      return .accepted(written: written)
    }
  }

  private static let quboResult = ReaderCheck("qubo-result-json") { bytes in
    let document: QUBOResultDocument
    do throws(DocumentError) {
      document = try QUBOResultDocument(parsing: bytes, file: "input")
    } catch { return .refused(error.description) }
    let written = try document.bytes()
    let again = try QUBOResultDocument(parsing: written, file: "written")
    try expectSame(written, try again.bytes(), "the document")
    return .accepted(written: written)
  }
}
