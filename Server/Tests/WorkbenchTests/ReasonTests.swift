import Foundation
import Temper
import Testing
import Workbench

@Suite("Why there is no plan, in German")
struct ReasonTests {
  /// The German of the page by the keys of its table.
  private let german: [String: String]

  init() {
    let words = String(decoding: Assets.words, as: UTF8.self)
    let lines = words.matches(of: /"reason\.([a-z-]+)": \[null, "([^"\n]+)"\]/)
    german = Dictionary(lines.map { (String($0.1), String($0.2)) }) { first, _ in first }
  }

  @Test("every kind of sentence has its German one, and there are no others")
  func complete() {
    #expect(Set(german.keys) == Set(Sentence.Kind.allCases.map(\.rawValue)))
  }

  @Test(
    "the German of what makes shifts impossible has all its places filled in, and all that is told")
  func filled() throws {
    let sentences = try Self.impossible.flatMap { try Self.sentences(of: $0) }
    for sentence in sentences { check(sentence.kind, sentence.values, sentence.parts.count) }
    let unseen = Set(Sentence.Kind.allCases).subtracting(sentences.map(\.kind))
    // Words of runs rather than of shifts, and of what shifts have in rare cases only.
    #expect(unseen == Set(Self.others.keys), "\(unseen)")
    for (kind, names) in Self.others {
      let hasParts = [.wayOut, .otherPresence, .ruleAlone].contains(kind)
      check(kind, Dictionary(uniqueKeysWithValues: names.map { ($0, "1") }), hasParts ? 1 : 0)
    }
  }

  /// What the page makes of steps and of sentences within a sentence.
  private static let made: [String: [String]] = [
    "at": ["step", "time"], "toAt": ["toStep", "toTime"],
  ]
  private static let ofParts: Set<String> = [
    "first", "second", "list", "rules", "quoted", "and", "brackets", "colon",
  ]

  private func check(_ kind: Sentence.Kind, _ values: [String: String], _ parts: Int) {
    let text = german[kind.rawValue] ?? ""
    let places = Set(text.matches(of: /\{(\w+)/).map { String($0.1) })
    for place in places {
      let isThere =
        values[place] != nil || Self.made[place]?.allSatisfy { values[$0] != nil } == true
        || Self.ofParts.contains(place) || place == "names" && values["cars"] != nil
      #expect(isThere, "\(kind.rawValue): {\(place)} is no value of it")
    }
    if parts > 0 { #expect(!places.isDisjoint(with: Self.ofParts), "\(kind.rawValue) has parts") }
    if values["step"] != nil { #expect(places.contains("at"), "\(kind.rawValue) has a step") }
  }

  private static func sentences(of rules: String) throws -> [Sentence] {
    let base = try JSONSerialization.jsonObject(with: Data(plain.utf8)) as? [String: Any] ?? [:]
    let other = try JSONSerialization.jsonObject(with: Data(rules.utf8)) as? [String: Any] ?? [:]
    let json = try JSONSerialization.data(withJSONObject: base.merging(other) { $1 })
    let instance = try PatrolInstance(json: Array(json), file: "made.json")
    let conflicts = instance.planningConflicts()
    let car = CarIndex(0)
    let sector = SectorIndex(0)
    let step = StepIndex(1)
    let breaches: [Breach] = [
      .noSector(car, step), .severalSectors(car, step, [sector, SectorIndex(1)]),
      .demandMissed(sector, step, needed: 2, got: 1), .presenceBroken(car, sector, step),
      .legTooLong(car, sector, SectorIndex(1), step),
      .travelTooLong(car, Minutes(tenths: 99)),
    ]
    let classes = instance.rules.classMinimums.map { Breach.classMissed($0, got: 0) }
    let shut = instance.carIndices.map { Breach.notAdmitted($0, sector, step) }
    let told =
      conflicts.map(\.sentence) + instance.staffingConflicts().map(\.sentence)
      + instance.presenceConflicts().map(\.sentence) + instance.planningRules.map(\.sentence)
      + (instance.keepablePresence().map { [$0.sentence] } ?? [])
      + (breaches + classes + shut).map { $0.sentence(in: instance) }
    return told.flatMap(all)
  }

  private static func all(_ sentence: Sentence) -> [Sentence] {
    [sentence] + sentence.parts.flatMap(all)
  }

  /// Kinds that no shift of these has, and the values that they have.
  private static let others: [Sentence.Kind: [String]] = [
    .noPlan: [], .wayOut: ["minutes"], .otherPresence: [], .moreTime: [], .breachMore: ["count"],
    .travelSum: ["cars", "limit", "present", "needed", "share"], .ruleAlone: [],
    .carStuck: ["car", "step", "time"], .carMinutes: ["car", "minutes", "limit"],
    .carMoves: ["car", "count", "limit"], .carsRange: ["from", "to"],
    .classOver: ["sector", "needed", "class", "limit", "step", "time"],
  ]

  private static let plain = #"""
    {"format": "patrol-shift", "version": 1, "name": "made", "startTime": "08:00", "stepMinutes": 60,
     "presence": {"rule": "none"},
     "sectors": [{"id": "S1", "name": "North"}, {"id": "S2", "name": "East"}, {"id": "S3", "name": "South"}],
     "demand": [[2, 1, 1], [2, 1, 1], [2, 1, 1], [2, 1, 1]],
     "travelMinutes": [[0, 5, 9], [5, 0, 7], [9, 7, 0]],
     "cars": [{"id": "A", "class": "van"}, {"id": "B", "class": "van"}, {"id": "C"}, {"id": "D"}]}
    """#

  /// What makes that shift impossible, a kind each.
  private static let impossible = [
    #"""
    {"forbidden": [{"car": "A", "step": 2, "sector": "S1"}, {"car": "B", "step": 2, "sector": "S1"},
    {"car": "A", "step": 2, "sector": "S2"}, {"car": "B", "step": 2, "sector": "S2"}]}
    """#,
    #"""
    {"cars": 4,"presence": {"rule": "no-return"},"demand":
    [[3,1,0],[2,1,1],[3,0,1],[2,1,1]]}
    """#,
    #"""
    {"cars": 4,"presence": {"rule": "max-stay","limit": 2},"demand":
    [[4,0,0],[2,1,1],[3,0,1],[2,1,1]]}
    """#,
    #"""
    {"cars": 4,"presence": {"rule": "max-stay","limit": 4},"demand":
    [[4,0,0],[4,0,0],[4,0,0],[4,0,0],[4,0,0],[4,0,0]]}
    """#,
    #"""
    {"sectors": [{"id": "S1","name": "North","classes": ["van"]},{"id": "S2","name":
    "East","classes": ["van"]},{"id": "S3","name": "South"}],"cars": [{"id": "A","class":
    "van"},{"id": "B","class": "van"},{"id": "C","class": "x"},{"id": "D","class":
    "x","off": [2]}],"demand": [[2,1,1],[2,1,0],[2,1,1],[2,1,1]]}
    """#,
    #"""
    {"fixed": [{"car": "A","step": 1,"sector": "S2"},{"car": "B","step": 1,"sector": "S2"}]}
    """#,
    #"""
    {"forbidden": [{"car": "A","step": 2,"sector": "S1"},{"car": "A","step": 2,"sector":
    "S2"},{"car": "A","step": 2,"sector": "S3"}]}
    """#,
    #"""
    {"minStay": 2,"demand": [[{"min": 3,"target": 3,"max": 4},{"min": 2,"target": 2,"max":
    2},1],[{"min": 3,"target": 3,"max": 4},{"min": 2,"target": 2,"max": 2},1],[{"min":
    3,"target": 3,"max": 4},{"min": 2,"target": 2,"max": 2},1],[{"min": 3,"target": 3,"max":
    4},{"min": 2,"target": 2,"max": 2},1]]}
    """#,
    #"""
    {"minStay": 2,"demand": [[{"min": 1,"target": 1,"max": 1},{"min": 0,"target": 1,"max":
    1},1],[{"min": 1,"target": 1,"max": 1},{"min": 0,"target": 1,"max": 1},1],[{"min":
    1,"target": 1,"max": 1},{"min": 0,"target": 1,"max": 1},1],[{"min": 1,"target": 1,"max":
    1},{"min": 0,"target": 1,"max": 1},1]]}
    """#,
    #"""
    {"minStay": 2,"fixed": [{"car": "A","step": 2,"sector": "S2"},{"car": "B","step":
    2,"sector": "S2"}]}
    """#,
    #"""
    {"minStay": 2,"classDemand": [{"class": "van","step": 2,"sector": "S1","cars":
    2}],"classMaximum": [{"class": "van","step": 2,"sector": "S1","cars": 1}]}
    """#,
    #"""
    {"minStay": 2,"forbidden": [{"car": "A","step": 2,"sector": "S1"}],"classDemand":
    [{"class": "van","step": 2,"sector": "S1","cars": 2}]}
    """#,
    #"""
    {"minStay": 2,"classDemand": [{"class": "van","step": 2,"sector": "S1","cars":
    1},{"class": "van","step": 2,"sector": "S2","cars": 1},{"class": "van","step":
    2,"sector": "S3","cars": 1}]}
    """#,
    #"""
    {"fixed": [{"car": "A","step": 2,"sector": "S1"},{"car": "B","step": 2,"sector":
    "S1"}],"classMaximum": [{"class": "van","step": 2,"sector": "S1","cars": 1}]}
    """#,
    #"""
    {"fixed": [{"car": "C","step": 4,"sector": "S3"},{"car": "D","step": 4,"sector":
    "S2"}],"classMaximum": [{"class": "van","step": 4,"sector": "S1","cars": 1}]}
    """#,
    #"""
    {"classMaximum": [{"class": "van","step": 4,"sector": "S1","cars": 0},{"class":
    "van","step": 4,"sector": "S2","cars": 0}]}
    """#,
    #"""
    {"fixed": [{"car": "A","step": 2,"sector": "S1"},{"car": "C","step": 2,"sector":
    "S2"}],"pairs": [{"cars": ["A","C"],"rule": "together","steps": [2]}]}
    """#,
    #"""
    {"fixed": [{"car": "A","step": 2,"sector": "S1"},{"car": "C","step": 2,"sector":
    "S1"}],"pairs": [{"cars": ["A","C"],"rule": "apart"}]}
    """#,
    #"""
    {"breakWindows": [{"from": 1,"to": 2,"steps": 1,"atOnce": 1}],"demand": [[{"min":
    0,"target": 2,"max": 4},{"min": 0,"target": 2,"max": 4},1],[{"min": 0,"target": 2,"max":
    4},{"min": 0,"target": 2,"max": 4},1],[{"min": 0,"target": 2,"max": 4},{"min":
    0,"target": 2,"max": 4},1],[{"min": 0,"target": 2,"max": 4},{"min": 0,"target": 2,"max":
    4},1]]}
    """#,
    #"""
    {"breakWindows": [{"from": 1,"to": 2,"steps": 1}],"fixed": [{"car": "A","step":
    1,"sector": "S1"},{"car": "A","step": 2,"sector": "S1"}],"demand": [[{"min": 0,"target":
    2,"max": 4},{"min": 0,"target": 2,"max": 4},{"min": 0,"target": 1,"max": 4}],[{"min":
    0,"target": 2,"max": 4},{"min": 0,"target": 2,"max": 4},{"min": 0,"target": 1,"max":
    4}],[{"min": 0,"target": 2,"max": 4},{"min": 0,"target": 2,"max": 4},{"min": 0,"target":
    1,"max": 4}],[{"min": 0,"target": 2,"max": 4},{"min": 0,"target": 2,"max": 4},{"min":
    0,"target": 1,"max": 4}]]}
    """#,
    #"{"maxLegMinutes": 6,"demand": [[2,1,1],[1,1,2],[2,1,1],[2,1,1]],"minStay": 2}"#,
    #"""
    {"maxLegMinutes": 6,"demand": [[{"min": 0,"target": 2,"max": 3},{"min": 0,"target":
    1,"max": 2},1],[1,1,2],[2,1,1],[2,1,1]]}
    """#,
    #"""
    {"maxLegMinutes": 4,"fixed": [{"car": "A","step": 1,"sector": "S1"},{"car": "A","step":
    2,"sector": "S2"}],"minStay": 2}
    """#,
    #"""
    {"cars": [{"id": "A","travelLimit": 4,"class": "van"},{"id": "B"},{"id": "C"},{"id":
    "D"}],"fixed": [{"car": "A","step": 2,"sector": "S1"},{"car": "A","step": 3,"sector":
    "S2"}]}
    """#,
    #"""
    {"cars": [{"id": "A","end": "S3"},{"id": "B"},{"id": "C"},{"id": "D"}],"maxLegMinutes":
    8,"fixed": [{"car": "A","step": 4,"sector": "S1"}]}
    """#,
    #"""
    {"presence": {"rule": "max-stay","limit": 2},"cars": [{"id": "A","maxMoves": 0},{"id":
    "B"},{"id": "C"},{"id": "D"}],"demand":
    [[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1]]}
    """#,
    #"""
    {"presence": {"rule": "max-stay","limit": 2},"maxMoves": 0,"demand":
    [[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1]]}
    """#,
    #"""
    {"presence": {"rule": "max-stay","limit": 2},"minStay": 3,"demand":
    [[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1],[2,1,1]]}
    """#,
    #"""
    {"cars": [{"id": "A","start": "S3"},{"id": "B"},{"id": "C"},{"id":
    "D"}],"maxLegMinutes": 8,"fixed": [{"car": "A","step": 1,"sector": "S1"}]}
    """#,
    #"""
    {"sectors": [{"id": "S1","name": "North","classes": ["van"]},{"id": "S2","name":
    "East","classes": ["van"]},{"id": "S3","name": "South"}],"maxLegMinutes": 6,"cars":
    [{"id": "C","class": "x","start": "S1"},{"id": "A","class": "van"},{"id": "B","class":
    "van"},{"id": "D","class": "van"}]}
    """#,
    #"""
    {"carTravelLimit": 4,"fixed": [{"car": "A","step": 2,"sector": "S1"},{"car": "A","step":
    3,"sector": "S2"}]}
    """#,
    #"{"cars": 4,"carTravelLimit": 1,"presence": {"rule": "max-stay","limit": 1}}"#,
    #"""
    {"sectors": [{"id": "S1","name": "North","presence": {"rule": "max-stay","limit":
    1}},{"id": "S2","name": "East"},{"id": "S3","name": "South"}],"fixed": [{"car":
    "A","step": 2,"sector": "S1"},{"car": "A","step": 3,"sector": "S1"}]}
    """#,
    #"""
    {"classDemand": [{"class": "van","step": 1,"sector": "S1","cars": 2},{"class":
    "van","step": 3,"sector": "S1","cars": 2}],"maxLegMinutes": 5,"forbidden": [{"car":
    "A","step": 2,"sector": "S1"}],"presence": {"rule": "no-return"}}
    """#,
    #"""
    {"pairs": [{"cars": ["A","B"],"rule": "apart"}],"classDemand": [{"class": "van","step":
    2,"sector": "S1","cars": 2}]}
    """#,
    #"""
    {"pairs": [{"cars": ["A","B"],"rule": "together","steps": [2,3]}],"classMaximum":
    [{"class": "van","step": 2,"sector": "S1","cars": 1}]}
    """#,
    #"""
    {"stepMinutes": 600,"minStay": 2,"fixed": [{"car": "A","step": 2,"sector": "S2"},{"car":
    "B","step": 2,"sector": "S2"}]}
    """#,
    #"""
    {"sectors": [{"id": "S1","name": "North"},{"id": "S2","name": "East"},{"id":
    "S3","name": "South"},{"id": "S4","name": "West"}],"demand":
    [[1,1,1,1],[1,1,1,1],[1,1,1,1],[1,1,1,1]],"travelMinutes":
    [[0,5,9,4],[5,0,7,4],[9,7,0,4],[4,4,4,0]],"forbidden": [{"car": "A","step": 2,"sector":
    "S1"},{"car": "A","step": 2,"sector": "S2"},{"car": "A","step": 2,"sector":
    "S4"},{"car": "B","step": 2,"sector": "S1"},{"car": "B","step": 2,"sector":
    "S2"},{"car": "B","step": 2,"sector": "S4"}]}
    """#,
    #"""
    {"sectors": [{"id": "S1","name": "North","classes": ["van"]},{"id": "S2","name":
    "East"},{"id": "S3","name": "South"}],"cars": [{"id": "A","class": "van","off":
    [2]},{"id": "B","class": "van"},{"id": "C","class": "x"},{"id": "D","class":
    "x"}],"demand": [[2,1,1],[2,1,0],[2,1,1],[2,1,1]]}
    """#,
  ]
}
