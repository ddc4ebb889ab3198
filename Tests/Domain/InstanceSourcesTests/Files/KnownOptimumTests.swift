import InstanceSources
import PatrolModel
import PlanOutput
import Testing
import _TemperTestSupport

@Suite("A known optimum")
struct KnownOptimumTests {
  @Test("is read from the record beside the instance")
  func present() throws {
    let record = """
      {"instances": {"other": {"optimum": 1, "proved": true},
        "tiny-3x3x3": {"optimum": 18.3, "proved": true, "provedBy": "hand"}}}
      """
    let optimum = try #require(try read(record))
    #expect(optimum.travel == Minutes(tenths: 183))
    #expect(optimum.isProven)
    #expect(optimum.gap(of: Minutes(tenths: 183)) == 0)
    #expect(optimum.gap(of: Minutes(tenths: 366)) == 1)
  }

  @Test("may be a best known value, and zero, to which there is no gap")
  func best() throws {
    let record = #"{"instances": {"tiny-3x3x3": {"optimum": 0, "proved": false}}}"#
    let optimum = try #require(try read(record))
    #expect(!optimum.isProven)
    #expect(optimum.gap(of: Minutes(5)) == nil)
    #expect(
      SolverLog.gapWords(of: Minutes(5), to: optimum) == ", gap 5.0 min to the best known value 0.0"
    )
  }

  @Test(
    "is absent where no record can be read",
    arguments: [
      nil, "", "{", "[]", "{}", #"{"instances": []}"#, #"{"instances": {}}"#,
      #"{"instances": {"tiny-3x3x3": {"optimum": null, "proved": false}}}"#,
      #"{"instances": {"tiny-3x3x3": {"optimum": "18.3", "proved": true}}}"#,
      #"{"instances": {"tiny-3x3x3": {"optimum": 18.3}}}"#,
      #"{"instances": {"tiny-3x3x3": {"optimum": 1e300, "proved": true}}}"#,
      #"{"instances": {"tiny-3x3x3": {"optimum": 1e400, "proved": true}}}"#,
      #"{"instances": {"tiny-4x5x5": {"optimum": 18.3, "proved": true}}}"#,
    ])
  func absent(record: String?) throws {
    #expect(try read(record) == nil)
    #expect(SolverLog.gapWords(of: Minutes(5), to: nil) == "")
  }

  private func read(_ record: String?) throws -> KnownOptimum? {
    try Examples.optimum(of: Examples.instance("tiny-3x3x3"), record: record)
  }
}
