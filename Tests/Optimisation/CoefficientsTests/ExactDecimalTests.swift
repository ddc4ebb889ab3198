import Coefficients
import QUBOFiles
import QUBOModel
import Testing

@Suite("An exact decimal")
struct ExactDecimalTests {
  @Test(
    "is read and written without loss",
    arguments: [
      ("-46.0", "-46"), ("1e-3", "0.001"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("-0.0", "0"),
      ("100e-2", "1"), ("1.50", "1.5"), ("0.000000000000000001", "0.000000000000000001"),
      ("9223372036854775807", "9223372036854775807"), ("12E2", "1200"), ("0e999999999999", "0"),
      ("0001", "1"), ("-0.05", "-0.05"), ("1000000000000000000000e-21", "1"),
      ("1e-19", "1e-19"), ("-25e-20", "-25e-20"), ("1e19", "1e19"), ("1.5D+02", "150"),
      ("9223372036854775808", "9223372036854776e3"), ("0.10000000000000000555", "0.1"),
    ])
  func exact(text: String, shown: String) {
    #expect(ExactDecimal(text)?.description == shown)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", "-", ".", "e5", "1e", "1e+", "nan", "inf", "0x10", "1,5", "1 ", " 1", "1e-401", "1e309",
      "1e400", "--1", "1.2.3", "１", "1e99999999999999999999",
    ])
  func refused(text: String) { #expect(ExactDecimal(text) == nil) }

  @Test("of a target becomes the greatest energy that reaches it")
  func target() throws {
    let model = try QUBOBuilder(variableCount: 1, unitsPerOne: 10).build()
    for (sense, value, energy) in [
      (QUBOFile.Sense.minimise, "-1.5", -15), (.minimise, "-1.55", -16), (.minimise, "1.55", 15),
      (.maximise, "1.5", -15), (.maximise, "1.55", -16), (.maximise, "-1.55", 15),
    ] {
      let file = QUBOFile(model: model, sense: sense)
      let limit = file.energy(forValue: try #require(ExactDecimal(value)))
      #expect(limit == Int64(energy), "\(sense) \(value)")
    }
    #expect(QUBOFile(model: model).energy(forValue: ExactDecimal(units: .max)) == .max)
    #expect(QUBOFile(model: model).energy(forValue: ExactDecimal(units: -.max)) == .min)
  }
}
