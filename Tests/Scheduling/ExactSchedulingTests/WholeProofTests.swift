import ExactScheduling
import Foundation
import InstanceSources
import PatrolModel
import Testing
import _TemperTestSupport

@Suite("A shift with legs of thousands of minutes")
struct WholeProofTests {
  @Test("is proven optimal without giving tolerances away", .needsHiGHS)
  func scaled() throws {
    let path = QUBOCase.folder.appending(path: "scaled.json").path
    let result = try ExactSolver(PatrolInstance(contentsOf: path)).solve()
    #expect(result.status == .optimal && result.bound == result.travel)
    #expect(result.travel?.description == "248884.2")
  }
}
