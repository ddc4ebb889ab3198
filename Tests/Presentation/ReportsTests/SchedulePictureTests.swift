import Foundation
import FoundationXML
import PatrolModel
import Reports
import Testing

@Suite("A schedule as a picture")
struct SchedulePictureTests {
  @Test("says the answer in its title")
  func title() {
    let svg = SchedulePicture.svg(Example.schedule, of: Example.instance)
    #expect(
      svg.contains(">2 cars, 3 sectors, 3 steps of 45 minutes: 4.5 minutes of travel, 3 moves<"))
    #expect(svg.contains(">small, 22:30 to 00:45, no presence rule; "))
  }

  @Test("puts a warning above the figures")
  func warning() {
    let svg = SchedulePicture.svg(
      Example.schedule, of: Example.instance, warning: "NOT FEASIBLE: 2 > 1")
    #expect(svg.contains(#"<text class="warning" x="24" y="84">NOT FEASIBLE: 2 &gt; 1</text>"#))
  }

  @Test("has a block per stay and the minutes of each move")
  func blocks() throws {
    let document = try Document(SchedulePicture.svg(Example.schedule, of: Example.instance))
    #expect(
      document.titles.dropFirst() == [
        "Car 1: S-1 Harbour & Docks, 22:30 to 00:00", "Car 1: S-2, 00:00 to 00:45",
        "Car 2: S-3 Mill, 22:30 to 23:15", "Car 2: S-2, 23:15 to 00:00",
        "Car 2: S-1 Harbour & Docks, 00:00 to 00:45",
      ])
    #expect(document.texts(styled: "move") == ["1.5", "1.5", "1.5"])
    #expect(document.texts(styled: "cell") == ["1", "1", "2", "3", "2", "1", "1", "2", "3"])
  }

  @Test("marks the first car with the most travel, and none if nobody travels")
  func worst() throws {
    let document = try Document(SchedulePicture.svg(Example.schedule, of: Example.instance))
    #expect(document.texts(styled: "sum") == ["1.5"])
    #expect(document.texts(styled: "worst") == ["3.0", "most"])
    let still = Schedule(carCount: 2, stepCount: 3)
    #expect(
      try Document(SchedulePicture.svg(still, of: Example.instance)).texts(styled: "worst") == [])
  }

  @Test(
    "labels cells by what distinguishes the names, or by codes, or by numbers",
    arguments: [
      (["LEI-01", "LEI-02"], ["01", "02"]), (["North", "South"], ["North", "South"]),
      (["A-1", "A-"], ["1", "2"]), (["Rotterdam", "Delft"], ["ROTT", "DELF"]),
      (["Binnenstad", "Binnenhaven 2"], ["BINN", "BIN2"]),
      (["Binnenstad", "Binnenhaven"], ["BIN1", "BIN2"]), (["X"], ["X"]),
    ])
  func labels(names: [String], expected: [String]) throws {
    let shift = Shift(startMinute: 0, stepMinutes: 60, stepCount: 1)
    let instance = Example.instance(
      name: "labels", cars: names.count, sectors: names.map { ($0, "a name") }, shift: shift)
    var schedule = Schedule(carCount: names.count, stepCount: 1)
    for car in instance.carIndices { schedule[StepIndex(0), car] = SectorIndex(car.rawValue) }
    let document = try Document(SchedulePicture.svg(schedule, of: instance))
    #expect(document.texts(styled: "cell").prefix(names.count) == expected[...])
  }

  @Test("is well-formed XML whatever things are called", arguments: UInt64(0)..<200)
  func hostile(seed: UInt64) throws {
    let (instance, schedule) = Example.random(seed: seed)
    let svg = SchedulePicture.svg(schedule, of: instance, warning: instance.sectors[0].name)
    let document = try Document(svg)
    let stays = instance.carIndices.reduce(0) { count, car in
      let route = schedule.route(of: car)
      return count + 1 + zip(route, route.dropFirst()).count { $0.0 != $0.1 }
    }
    #expect(document.titles.count == 1 + stays)
    #expect(Set(document.elements) == ["svg", "title", "desc", "style", "rect", "text", "g"])
    #expect(svg == SchedulePicture.svg(schedule, of: instance, warning: instance.sectors[0].name))
  }

  @Test("is, for one car and one step, exactly this")
  func golden() {
    let instance = Example.instance(
      name: "one", cars: 1, sectors: [("A", "A")],
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 1))
    let lines = SchedulePicture.svg(Schedule(carCount: 1, stepCount: 1), of: instance)
      .split(separator: "\n").filter { !$0.contains("<style>") }
    #expect(lines.joined(separator: "\n") == Self.golden)
  }

  private static let golden = """
    <svg xmlns="http://www.w3.org/2000/svg" width="655" height="212" viewBox="0 0 655 212" role="img">
     <title>1 car, 1 sector, 1 hour: 0.0 minutes of travel, 0 moves</title>
     <desc>one, 08:00 to 09:00, no presence rule; between blocks: minutes of the move</desc>
     <rect x="0" y="0" width="655" height="212" rx="0" fill="#ffffff"/>
     <text class="title" x="24" y="40">1 car, 1 sector, 1 hour: 0.0 minutes of travel, 0 moves</text>
     <text class="note" x="24" y="62">one, 08:00 to 09:00, no presence rule; between blocks: \
    minutes of the move</text>
     <text class="side" x="64" y="89">car</text>
     <text class="side" x="64" y="118">08:00</text>
     <text class="head" x="96" y="89">1</text>
     <g fill="#000000">
      <title>Car 1: A, 08:00 to 09:00</title>
      <rect x="76" y="99" width="40" height="28" rx="6" fill="#e69f00"/>
      <text class="cell" x="96" y="118">A</text>
     </g>
     <text class="side" x="64" y="181">travel,</text>
     <text class="side" x="64" y="195">min</text>
     <rect x="74" y="180" width="44" height="1" rx="0" fill="#8a8a8a"/>
     <rect x="89" y="180" width="14" height="0" rx="0" fill="#8a8a8a"/>
     <text class="sum" x="96" y="195">0.0</text>
    </svg>
    """
}

/// What an XML parser makes of a picture.
private final class Document: NSObject, XMLParserDelegate {
  struct Malformed: Error {
    let line: Int
  }

  private(set) var elements: [String] = []
  private(set) var titles: [String] = []
  private var styled: [(style: String, text: String)] = []
  private var style = ""
  private var text = ""

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
  }

  func texts(styled style: String) -> [String] {
    styled.filter { $0.style == style }.map(\.text)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
    style = attributes["class"] ?? ""
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "title" { titles.append(text) }
    if name == "text" { styled.append((style, text)) }
  }
}
