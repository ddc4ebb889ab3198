import Failures
import PatrolModel
import Testing

struct PlanningRuleTests {
  static let file = """
    {"format":"patrol-shift","version":1,"name":"rules","description":"",
    "cars":[{"id":"F-1","class":"van","start":"B"},{"id":"F-2","class":"bike","off":[2,1]},
    {"id":"F-3"},{"id":"F-4","class":"van","start":"B"}],
    "startTime":"08:00","stepMinutes":60,"presence":{"rule":"none"},
    "sectors":[{"id":"A","name":"Alpha","classes":["van","bike"]},{"id":"B","name":"Beta"}],
    "demand":[[1,2],[2,1],[3,1]],"travelMinutes":[[0,7.2],[7.3,0]],"maxLegMinutes":7.2,"carTravelLimit":30,
    "fixed":[{"car":"F-1","step":1,"sector":"A"}],
    "forbidden":[{"car":"F-3","step":3,"sector":"A"},{"car":"F-2","step":3,"sector":"B"}],
    "classDemand":[{"class":"van","step":3,"sector":"A","cars":2},
    {"class":"bike","step":3,"sector":"A","cars":1},{"class":"van","step":1,"sector":"A","cars":1}]}
    """

  private func instance() throws -> PatrolInstance {
    try PatrolInstance(json: Self.file.utf8, file: "rules.json")
  }

  @Test("Rules are read as they are meant") func reading() throws {
    let instance = try instance()
    #expect(instance.hasCarRules)
    #expect(instance.fleet[CarIndex(0)].start == SectorIndex(1))
    #expect(instance.fleet[CarIndex(1)].off == [StepIndex(0), StepIndex(1)])
    #expect(instance.fleet[CarIndex(1)].carClass == Car.Class("bike"))
    #expect(instance.fleet.inService(during: instance.shift) == [3, 3, 4])
    #expect(instance.rules.longestLeg == Minutes(tenths: 72))
    #expect(
      instance.rules.carTravelLimit == Minutes(30) && instance.longestLeg == Minutes(tenths: 72))
    #expect(
      instance.rules.classMinimums.map { [$0.step.number, $0.sector.number, $0.cars] }
        == [[1, 1, 1], [3, 1, 1], [3, 1, 2]])
    #expect(instance.rules.classMinimums.map(\.carClass.rawValue) == ["van", "bike", "van"])
    #expect(!instance.admitsLeg(from: SectorIndex(1), to: SectorIndex(0)))
    #expect(instance.admitsLeg(from: SectorIndex(0), to: SectorIndex(1)))
    #expect(instance.carGroups.map { $0.map(\.number) } == [[1], [2], [3], [4]])
    let admitted = instance.carIndices.map { car in
      instance.shift.steps.map { step in
        instance.sectorIndices.filter { instance.admits(car, to: $0, at: step) }.map(\.rawValue)
      }
    }
    #expect(
      admitted == [
        [[0], [0, 1], [0, 1]], [[], [], [0]], [[1], [1], [1]], [[0, 1], [0, 1], [0, 1]],
      ])
  }

  @Test("Cars without assignments of their own are grouped by class, start and service")
  func groups() throws {
    let file = Self.file.replacing(
      "\"fixed\":[{\"car\":\"F-1\",\"step\":1,\"sector\":\"A\"}],", with: "")
    let instance = try PatrolInstance(json: file.utf8, file: "rules.json")
    #expect(instance.carGroups.map { $0.map(\.number) } == [[1, 4], [2], [3]])
  }

  @Test("Writing and reading give the same instance and the same bytes") func roundTrip() throws {
    let instance = try instance()
    let text = instance.jsonText()
    let again = try PatrolInstance(json: text.utf8, file: "again.json")
    #expect(again == instance)
    #expect(again.jsonText() == text)
    for phrase in [
      "{\"id\": \"F-2\", \"class\": \"bike\", \"off\": [1, 2]}", "\"maxLegMinutes\": 7.2",
      "{\"id\": \"F-1\", \"class\": \"van\", \"start\": \"B\"}", "\"classes\": [\"bike\", \"van\"]",
      "\"carTravelLimit\": 30,\n",
      "{\"class\": \"bike\", \"step\": 3, \"sector\": \"A\", \"cars\": 1}",
    ] { #expect(text.contains(phrase)) }
  }

  @Test("An instance without such rules has none, and no key for them") func none() throws {
    let plain = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    #expect(!plain.hasCarRules && plain.rules == .none)
    #expect(plain.carGroups.count == 1)
    #expect(!plain.jsonText().contains("classDemand") && !plain.jsonText().contains("Limit"))
    #expect(!plain.jsonText().contains("fixed") && !plain.jsonText().contains("maxLeg"))
  }

  /// A mistake: what to replace by what, where it is found, and what is said.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let (original, change, path, phrase): (String, String, String, String)
    var testDescription: String { "\(path): \(phrase)" }

    init(_ original: String, _ change: String, _ path: String, _ phrase: String) {
      (self.original, self.change, self.path, self.phrase) = (original, change, path, phrase)
    }
  }

  static let mistakes: [Mistake] = [
    .init("\"class\":\"bike\"", "\"class\":7", "$.cars[1].class", "a class of cars"),
    .init("\"start\":\"B\"", "\"start\":\"C\"", "$.cars[0].start", "such as A"),
    .init("\"start\":\"B\"", "\"start\":2", "$.cars[0].start", "found 2"),
    .init("[2,1]},", "[2,4]},", "$.cars[1].off[1]", "a step of the shift, 1 to 3, found 4"),
    .init("[2,1]},", "[2,0]},", "$.cars[1].off[1]", "from 1"),
    .init("[2,1]},", "[2,2]},", "$.cars[1].off[1]", "each one once, found 2"),
    .init("[2,1]},", "2},", "$.cars[1].off", "write step numbers: [5, 6]"),
    .init("[2,1]},", "[2]},", "$.demand[0]", "need 3 cars in total but there are 4"),
    .init("[2,1],[3,1]]", "[2,2],[3,1]]", "$.demand[1]", "are 3 in service, 1 is off"),
    .init("\"id\":\"F-3\"", "\"id\":\"F-3\",\"home\":1", "$.cars[2].home", "id, class, start, off"),
    .init("[\"van\",\"bike\"]", "[]", "$.sectors[0].classes", "leave the key out"),
    .init("[\"van\",\"bike\"]", "\"van\"", "$.sectors[0].classes", "a list of the classes"),
    .init("[\"van\",\"bike\"]", "[\"van\",\"van\"]", "$.sectors[0].classes[1]", "once"),
    .init(
      "[\"van\",\"bike\"]", "[\"van\",\"boat\"]", "$.sectors[0].classes[1]",
      "write one of \"bike\", \"van\""),
    .init("nutes\":7.2", "nutes\":7.25", "$.maxLegMinutes", "round it: write 7.3"),
    .init("nutes\":7.2", "nutes\":-1", "$.maxLegMinutes", "0 to 10080, found -1"),
    .init("nutes\":7.2", "nutes\":\"7\"", "$.maxLegMinutes", "found \"7\""),
    .init("[{\"car\":\"F-1\"", "[{\"car\":\"F-9\"", "$.fixed[0].car", "such as F-1"),
    .init("[{\"car\":\"F-1\",", "[{", "$.fixed[0].car", "found nothing"),
    .init(
      "\"step\":1,\"sector\":\"A\"", "\"step\":4,\"sector\":\"A\"", "$.fixed[0].step", "1 to 3"),
    .init(
      "\"step\":1,\"sector\":\"A\"", "\"step\":1,\"sector\":\"C\"", "$.fixed[0].sector",
      "found \"C\""),
    .init("\"step\":1,", "\"step\":1,\"why\":1,", "$.fixed[0].why", "car, step, sector"),
    .init(
      "[{\"car\":\"F-1\"", "[{\"car\":\"F-2\"", "$.fixed[0].sector",
      "F-2 is out of service at step 1 (08:00)"),
    .init(
      "\"sector\":\"A\"}],", "\"sector\":\"A\"},{\"car\":\"F-1\",\"step\":1,\"sector\":\"B\"}],",
      "$.fixed[1].sector", "F-1 is fixed in A at step 1 (08:00) already"),
    .init(
      "[{\"car\":\"F-1\"", "[{\"car\":\"F-3\"", "$.fixed[0].sector",
      "closed to the class of car F-3"),
    .init(
      "{\"car\":\"F-3\",\"step\":3", "{\"car\":\"F-1\",\"step\":1", "$.forbidden[0].sector",
      "F-1 is fixed there at step 1"),
    .init(
      "\"F-2\",\"step\":3,\"sector\":\"B\"", "\"F-3\",\"step\":3,\"sector\":\"A\"",
      "$.forbidden[1].sector", "kept out of it"),
    .init("Limit\":30", "Limit\":30.05", "$.carTravelLimit", "round it: write 30.1"),
    .init("Limit\":30", "Limit\":-1", "$.carTravelLimit", "over the shift, 0 to 10080, found -1"),
    .init("Limit\":30", "Limit\":null", "$.carTravelLimit", "found null"),
    .init(
      "[{\"class\":\"van\"", "[{\"class\":\"boat\"", "$.classDemand[0].class",
      "write one of \"bike\", \"van\""),
    .init("[{\"class\":\"van\",", "[{", "$.classDemand[0].class", "found nothing"),
    .init("[{\"class\":\"van\"", "[7,{\"class\":\"van\"", "$.classDemand[0]", "found 7"),
    .init("\"cars\":2}", "\"cars\":2,\"why\":1}", "$.classDemand[0].why", "class, step, sector"),
    .init("\"cars\":2}", "\"cars\":3}", "$.classDemand[0].cars", "1 to 2, found 3"),
    .init("\"cars\":2}", "\"cars\":0}", "$.classDemand[0].cars", "2 of class van are in service"),
    .init("\"cars\":2}", "\"cars\":1.5}", "$.classDemand[0].cars", "found 1.5"),
    .init(",\"cars\":2}", "}", "$.classDemand[0].cars", "found nothing"),
    .init(
      "\"van\",\"step\":3", "\"van\",\"step\":4", "$.classDemand[0].step", "1 to 3, found 4"),
    .init(
      "\"bike\",\"step\":3", "\"bike\",\"step\":1", "$.classDemand[1].cars",
      "sector A needs 1 at step 1 (08:00), 0 of class bike are in service"),
    .init(
      "\"bike\",\"step\":3", "\"van\",\"step\":3", "$.classDemand[1].sector",
      "class van is needed there at step 3 (10:00) already"),
    .init(
      "[\"van\",\"bike\"]", "[\"van\"]", "$.classDemand[1].sector",
      "sector A is closed to class bike"),
    .init(":[{\"car\":\"F-3\"", ":[7,{\"car\":\"F-3\"", "$.forbidden[0]", "found 7"),
  ]

  @Test("Each mistake is named with its place", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    #expect(Self.file.contains(mistake.original), "the mutation has to change something")
    let file = Self.file.replacing(mistake.original, with: mistake.change, maxReplacements: 1)
    let error = #expect(throws: InstanceError.self) {
      try PatrolInstance(json: file.utf8, file: "rules.json")
    }
    #expect(error?.path == mistake.path)
    #expect(error?.description.contains(mistake.phrase) == true, "\(String(describing: error))")
  }

  @Test(
    "Cars without names cannot be named, nor have classes",
    arguments: [
      (",\"fixed\":[{\"car\":\"1\",\"step\":1,\"sector\":\"A\"}]}", "$.fixed", "cars with names"),
      (
        ",\"classDemand\":[{\"class\":\"van\",\"step\":1,\"sector\":\"A\",\"cars\":1}]}",
        "$.classDemand[0].class", "give cars a class"
      ),
      (",\"forbidden\":[{\"car\":\"1\",\"step\":1,\"sector\":\"A\"}]}", "$.forbidden", "as a list"),
    ])
  func anonymous(end: String, path: String, phrase: String) throws {
    let file = String(Malformed.base.dropLast()) + end
    let error = #expect(throws: InstanceError.self) {
      try PatrolInstance(json: file.utf8, file: "base.json")
    }
    #expect(error?.path == path && error?.description.contains(phrase) == true)
    let classes = Malformed.base.replacing("\"Beta\"", with: "\"Beta\",\"classes\":[\"van\"]")
    let other = #expect(throws: InstanceError.self) {
      try PatrolInstance(json: classes.utf8, file: "base.json")
    }
    #expect(other?.path == "$.sectors[1].classes[0]")
    #expect(other?.advice.description.contains("give cars a class") == true)
  }
}
