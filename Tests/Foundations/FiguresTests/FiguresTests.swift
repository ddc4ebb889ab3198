import Figures
import Testing

@Suite("Figures")
struct FiguresTests {
  @Test(
    "have a fixed number of decimals, rounded half away from zero",
    arguments: [
      (0, 2, "0.00"), (1.005, 1, "1.0"), (0.25, 1, "0.3"), (-0.25, 1, "-0.3"), (-0.04, 1, "0.0"),
      (99.999, 2, "100.00"), (12.05, 0, "12"), (-12.5, 0, "-13"), (0.000_001, 6, "0.000001"),
      (123_456_789_012, 2, "123456789012.00"), (1e12, 2, "1000000000000.0"), (1e300, 2, "1e+300"),
      (.infinity, 2, "inf"), (.nan, 2, "nan"), (1.5, 7, "1.5"), (1.5, -1, "1.5"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(Figure.fixed(value, decimals) == text)
  }

  @Test(
    "have commas between thousands",
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (-1000, "-1,000"), (1_234_567, "1,234,567"),
      (Int.max, "9,223,372,036,854,775,807"), (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(value: Int, text: String) { #expect(Figure.grouped(value) == text) }

  @Test("are percentages of a share")
  func percent() {
    #expect(Figure.percent(0.0125) == "1.25 %")
    #expect(Figure.percent(1, decimals: 0) == "100 %")
    #expect(Figure.percent(-0.5, decimals: 1) == "-50.0 %")
  }

  @Test("A noun is in the plural but after 1")
  func count() {
    #expect(Figure.count(1, "car") == "1 car" && Figure.count(0, "car") == "0 cars")
    #expect(Figure.count(1_200, "car") == "1,200 cars")
  }

  @Test("are seconds of a duration")
  func seconds() { #expect(Figure.seconds(.milliseconds(1250)) == 1.25) }

  @Test("are times of a log, and rates of things done in them")
  func clock() {
    #expect(Figure.clock(.milliseconds(1256)) == "1.26 s" && Figure.clock(.zero) == "0.00 s")
    #expect(Figure.rate(3000, in: .milliseconds(1500)) == "2,000")
    #expect(Figure.rate(7, in: .milliseconds(1)) == "7,000")
    #expect(Figure.rate(7, in: .microseconds(999)) == "-")
  }

  @Test("are numbers of bytes")
  func bytes() {
    #expect(ByteCount(0).description == "0 B" && ByteCount(1023).description == "1023 B")
    #expect(ByteCount(1 << 50).description == "1024.0 TiB")
  }
}
