import Failures
import InstanceImports
import PatrolModel

/// A planner's files, all in order until a test spoils one.
struct ImportFiles {
  var travel = "from,B,A,C\nC,10.0,8.5,0\nA,7.1,,8\nB,0,6.9,12.3\n"
  var osrm: String?
  var demand = "time,C,A,B\n22:00,0,1,2\n23:00,2,0,1\n00:00,0,3,0\n"
  var sectors: String?
  var carList: String?
  var rules: String?
  var cars: Int?
  var startMinute: Int?
  var stepMinutes: Int?
  var empty: Int?
  var prices = InstanceImport.Prices()

  var source: InstanceImport {
    func file(_ name: String, _ text: String) -> InstanceImport.File {
      InstanceImport.File(name: name, bytes: Array(text.utf8))
    }
    return InstanceImport(
      name: "example",
      travel: osrm.map { .osrm(file("table.json", $0)) } ?? .table(file("travel.csv", travel)),
      demand: file("demand.csv", demand), sectors: sectors.map { file("sectors.csv", $0) },
      carList: carList.map { file("cars.csv", $0) }, ruleList: rules.map { file("rules.csv", $0) },
      cars: cars, startMinute: startMinute, stepMinutes: stepMinutes, emptyCells: empty,
      prices: prices)
  }

  func instance() throws(ImportFailure) -> PatrolInstance { try source.imported().instance }

  /// What is wrong with the files, in words, or an empty text.
  var complaint: String {
    do {
      _ = try instance()
      return ""
    } catch {
      return error.description
    }
  }
}
