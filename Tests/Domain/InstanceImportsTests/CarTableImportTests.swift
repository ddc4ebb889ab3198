import Failures
import InstanceImports
import PatrolModel
import Testing

@Suite("Cars and rules as tables of an import")
struct CarTableImportTests {
  /// The example with three named cars.
  private func files(cars: String, rules: String? = nil) -> ImportFiles {
    var files = ImportFiles()
    files.carList = cars
    files.rules = rules
    return files
  }

  private static let plain = "id,class,start,limit,home\n12,van,A,45,B\n13,,,,\n14,bike,C,,\n"

  @Test("name each car with its class, start, limit and home")
  func cars() throws {
    let instance = try files(cars: Self.plain).instance()
    let order = instance.sectors.map(\.id.rawValue)
    #expect(order == ["C", "A", "B"])
    #expect(
      instance.fleet
        == .named([
          Car(
            id: Car.ID("12"), carClass: Car.Class("van"), start: SectorIndex(1),
            end: SectorIndex(2), travelLimit: Minutes(45)),
          Car(id: Car.ID("13")),
          Car(id: Car.ID("14"), carClass: Car.Class("bike"), start: SectorIndex(0)),
        ]))
  }

  @Test("keep a late car and an early leaver out of the steps that they miss")
  func service() throws {
    var files = files(cars: "id,on,off\n1,,\n2,23:00,\n3,,00:00\n")
    files.demand = "time,C,A,B\n22:00,0,1,1\n23:00,2,0,1\n00:00,0,2,0\n"
    let fleet = try files.instance().fleet
    #expect(fleet.cars.map(\.off) == [[], [StepIndex(0)], [StepIndex(2)]])
  }

  @Test("refuse demand for more cars than are in service, at its step")
  func serviceThatDoesNotFit() {
    let complaint = files(cars: "id,on\n1,\n2,23:00\n3,\n").complaint
    #expect(complaint.contains("step 1 (22:00) needs 3 cars, 1 more than the 2 in service"))
  }

  @Test("hold pins, bans, closed sectors and pairs, by times and by numbers of steps")
  func rules() throws {
    let rules = """
      rule,car,car2,sector,from,to
      pin,12,,A,23:00,00:00
      ban,13,,B,,
      closed,,,C,3,3
      together,12,13,,22:00,23:00
      apart,13,14,,,
      """
    var files = files(cars: Self.plain, rules: rules)
    files.demand = "time,C,A,B\n22:00,0,1,2\n23:00,2,1,0\n00:00,0,3,0\n"
    let instance = try files.instance()
    func assignment(_ car: Int, _ step: Int, _ sector: Int) -> PlanningRules.Assignment {
      .init(car: CarIndex(car), step: StepIndex(step), sector: SectorIndex(sector))
    }
    #expect(instance.rules.fixed == [assignment(0, 1, 1)])
    let banned = (0..<3).map { assignment(1, $0, 2) } + (0..<3).map { assignment($0, 2, 0) }
    #expect(Set(instance.rules.forbidden) == Set(banned))
    #expect(
      instance.roster.pairs == [
        .init(CarIndex(0), CarIndex(1), isTogether: true, steps: [StepIndex(0)]),
        .init(CarIndex(1), CarIndex(2), isTogether: false),
      ])
  }

  @Test(
    "are refused with line, column and the nearest name",
    arguments: [
      ("id,start\n1,D\n", "cars.csv, line 2, column start"),
      ("id,limit\n1,-3\n", "cars.csv, line 2, column limit"),
      ("id,limit\n1,soon\n", "cars.csv, line 2, column limit"),
      ("id,on\n1,22:20\n", "cars.csv, line 2, column on"),
      ("id,on,off\n1,23:00,23:00\n", "write a time after"),
      ("id\n1\n2\n1\n", "cars.csv, line 4, column id"),
      ("class\nvan\n", "no column \"id\""),
    ])
  func spoiledCars(table: String, expected: String) {
    let complaint = files(cars: table).complaint
    #expect(complaint.contains(expected), "\(complaint)")
  }

  @Test(
    "refuse rules about nothing that there is",
    arguments: [
      ("pin,15,,A,,", "column car"), ("pin,12,,AA,,", "column sector"),
      ("pim,12,,A,,", "column rule"), ("together,12,12,,,", "two different cars"),
      ("pin,12,,A,21:00,", "column from"), ("pin,12,,,,", "fill in the column sector"),
      ("pin,12,,A,23:00,22:00", "column to"), ("pin,12,,A,22:30,", "column from"),
    ])
  func spoiledRules(rule: String, expected: String) {
    let rules = "rule,car,car2,sector,from,to\n\(rule)\n"
    let complaint = files(cars: Self.plain, rules: rules).complaint
    #expect(complaint.contains("rules.csv, line 2"), "\(complaint)")
    #expect(complaint.contains(expected), "\(complaint)")
  }

  @Test("refuse two lines that say the opposite")
  func contradictions() {
    let rules = "rule,car,car2,sector,from,to\npin,12,,A,1,1\nban,12,,A,,\n"
    #expect(files(cars: Self.plain, rules: rules).complaint.contains("says the opposite for 22:00"))
    let pairs = "rule,car,car2,sector,from,to\ntogether,12,13,,2,3\napart,13,12,,,\n"
    #expect(files(cars: Self.plain, rules: pairs).complaint.contains("says the opposite for 23:00"))
    // At other times a pair may be parted.
    let others = "rule,car,car2,sector,from,to\ntogether,12,13,,2,3\napart,13,12,,1,1\n"
    #expect(files(cars: Self.plain, rules: others).complaint == "")
  }

  @Test("and errors of all other files are told at once")
  func allFiles() {
    var files = files(
      cars: "id,limit\n12,10\n13,\n14,\n", rules: "rule,car,sector\npim,12,A\npin,15,A\n")
    files.sectors = "id,lon,lat\nA,13,99\nB,200,50\nC,13,50\n"
    files.travel = "from,A,B,C\nA,0,x,8\nB,6.9,0,y\nC,8.5,10,0\n"
    files.demand = "time,C,A,B\n22:00,z,1,2\n23:00,2,0,1\n00:00,0,3,0\n"
    do throws(ImportFailure) {
      _ = try files.instance()
      Issue.record("wrong files were read")
    } catch {
      let places = error.errors.map(\.description).joined(separator: "\n")
      for place in [
        "sectors.csv, line 2, column lat", "sectors.csv, line 3, column lon",
        "travel.csv, line 2, column B", "travel.csv, line 3, column C",
        "demand.csv, line 2, column C", "rules.csv, line 2, column rule",
        "rules.csv, line 3, column car",
      ] { #expect(places.contains(place), "\(place)") }
    }
  }

  @Test("tell every error at once, up to twenty")
  func allErrors() {
    let lines = (1...30).map { "\($0),nowhere" }.joined(separator: "\n")
    let files = files(cars: "id,start\n\(lines)\n")
    do throws(ImportFailure) {
      _ = try files.instance()
      Issue.record("thirty wrong starts were read")
    } catch {
      #expect(error.errors.count == 20)
      #expect(error.errors.map(\.place).first == .cell(line: 2, column: "start"))
      #expect(error.description.contains("19 more"))
    }
  }

  private func remarks(_ files: ImportFiles) throws -> [String] {
    try files.source.imported().remarks.filter { $0.kind == .warning }.map(\.description)
  }

  @Test("warn of names that differ in capital letters alone, each pair once")
  func twins() throws {
    #expect(
      try remarks(files(cars: "id\nF-01\nf-01\nF-02\n")) == [
        "warning: cars.csv: the cars \"F-01\" and \"f-01\" differ only in capital letters"
      ])
    #expect(try remarks(files(cars: Self.plain)) == [])
    var files = ImportFiles()
    files.travel = "from,B,b,C\nC,10.0,8.5,0\nb,7.1,0,8\nB,0,6.9,12.3\n"
    files.demand = files.demand.replacing("C,A,B", with: "C,b,B")
    #expect(
      try remarks(files).contains(
        "warning: demand.csv: the sectors \"b\" and \"B\" differ only in capital letters"))
  }

  @Test(
    "warn of pins and closures that the demand does not allow",
    arguments: [
      ("pin,12,C,22:00,23:00", "car 12 is pinned to C at 22:00, where no car is needed"),
      ("pin,12,C,23:00,00:00", nil),
      (
        "pin,12,A,22:00,23:00\npin,13,A,22:00,23:00",
        "cars 12 and 13 are pinned to A at 22:00, where 1 is taken at most"
      ),
      ("closed,,B,22:00,23:00", "no car may be in B at 22:00, where 2 are needed"),
      ("closed,,C,22:00,23:00", nil),
      ("ban,12,B,22:00,23:00", nil),
      (
        "ban,12,B,22:00,23:00\nban,14,B,22:00,23:00",
        "1 of the cars may be in B at 22:00, where 2 are needed"
      ),
    ] as [(String, String?)])
  func rulesAgainstDemand(rules: String, words: String?) throws {
    let warnings = try remarks(
      files(cars: Self.plain, rules: "rule,car,sector,from,to\n\(rules)\n"))
    #expect(warnings == (words.map { ["warning: rules.csv: \($0)"] } ?? []))
  }

  @Test("pin a car where it is on duty, and say what is wrong where it is not")
  func pinsOffDuty() throws {
    let cars = "id,on\n12,23:00\n13,\n14,\n"
    var files = files(cars: cars, rules: "rule,car,sector\npin,12,A\nban,13,A\nban,13,A\n")
    files.demand = "time,C,A,B\n22:00,0,0,2\n23:00,2,1,0\n00:00,0,1,2\n"
    let rules = try files.instance().rules
    #expect(rules.fixed.map(\.step.rawValue) == [1, 2])
    #expect(rules.forbidden.count == 3)
    files.rules = "rule,car,sector,from,to\npin,12,A,22:00,00:00\n"
    #expect(files.complaint.contains("rules.csv, line 2, column car"))
    #expect(files.complaint.contains("off duty at 22:00"))
  }
}
