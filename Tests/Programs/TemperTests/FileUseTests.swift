import ArgumentParser
import CommandSupport
import Foundation
import Testing
import temper

@Suite("No command writes over a file that it needs")
struct FileUseTests {
  /// Command lines in which every file has a name in capitals: all that are read first, in `READS`,
  /// then all that are written.
  static let lines = [
    "solve READ1 --weights READ2 --from READ3 --output WRITTEN1 --report WRITTEN2",
    "replan READ1 READ2 --at 2 --output WRITTEN1", "explain READ1 READ2 --car 1 --at 2",
    "fairness READ1 --output WRITTEN1",
    "exact READ1 --start READ2 --output WRITTEN1 --report WRITTEN2",
    "check READ1 READ2", "diff READ1 READ2 READ3", "export READ1 READ2 --output WRITTEN1",
    "export READ1 READ2 --form ical --date 2026-03-28 --time-zone Europe/London --since READ3 --output "
      + "WRITTEN1",
    "report READ1 READ2 --map READ3 --output WRITTEN1",
    "report READ1 --instance READ2 --output WRITTEN1",
    "weights READ1 --plan READ2",
    "compare READ1 READ2 --setting a:weights=READ3 --output FOLDER1",
    "tune READ1 READ2 --warm-start READ3 --study WRITTEN1 --output WRITTEN2",
    "study show READ1", "study compare READ1 READ2 --output WRITTEN1",
    "study export READ1 --output WRITTEN1",
    "qubo solve READ1 --fixed READ2 --start READ3 READ4 --output WRITTEN1",
    "qubo energy READ1 READ2", "qubo weights READ1",
    "qubo exact READ1 --output WRITTEN1",
    "qubo convert READ1 WRITTEN1 --to coo", "qubo convert READ1 --output WRITTEN1 --to coo",
    "qubo export READ1 WRITTEN1 --to coo",
    "qubo decode READ1 READ2 --output WRITTEN1 --report WRITTEN2",
    "qubo generate sk --variables 5 --seed 1 --output WRITTEN1", "qubo info READ1",
    "import --name a --demand READ1 --travel READ2 --sectors READ3 --output WRITTEN1",
    "import --name a --demand READ1 --osrm READ2 --output WRITTEN1",
    "import --name a --demand READ1 --travel READ2 --cars-table READ3 --rules-table READ4 "
      + "--output WRITTEN1",
    "generate tiny-3x3x3 --output WRITTEN1", "generate --shipped FOLDER1",
    "bench kernels --instance READ1", "serve --port 0",
    "forecast fit --incidents READ1 READ2 --method st-resnet-offset --weights READ3 --program READ4 "
      + "--checkpoint WRITTEN1 --save-weights WRITTEN2 --output WRITTEN3 --report WRITTEN4",
    "forecast evaluate --incidents READ1 READ2 --train-to 2017-01-01 --test-to 2017-07-01 "
      + "--program READ3 --checkpoint WRITTEN1 --report WRITTEN2",
    "forecast sample READ1 --incidents READ2 READ3 --output WRITTEN1",
    "forecast city --output WRITTEN1",
    "forecast days --incidents READ1 READ2 --date 2017-01-01 --output WRITTEN1",
    "district READ1 --units 2 --output WRITTEN1 --geojson WRITTEN2 --report WRITTEN3",
    "route learn READ1 --districts READ2 --output WRITTEN1", "route town --output WRITTEN1",
    "route sample READ1 --output WRITTEN1 --geojson WRITTEN2 --sheets WRITTEN3 --report WRITTEN4",
    "simulate --region READ1 --scenarios READ2 --model READ3 --report WRITTEN1",
    "timetable --region READ1 --instance READ2 --plan READ3 --calls READ4 --output WRITTEN1 "
      + "--report WRITTEN2",
    "dispatch train --region READ1 --scenarios READ2 --output WRITTEN1",
    "dispatch show READ1 --report WRITTEN1",
    "dispatch region --calls READ1 --output FOLDER1",
    "dispatch compare --region READ1 --scenarios READ2 --model READ3 --report WRITTEN1 "
      + "--checkpoint WRITTEN2",
    "dispatch learn --region READ1 --scenarios READ2 --output WRITTEN1",
    "joint compare --beats READ1 --posts READ2 --report WRITTEN1",
    "joint simulate --beats READ1 --posts READ2 --report WRITTEN1",
    "joint posts --beats READ1 --output WRITTEN1", "joint beats --output WRITTEN1",
    "policy train --beats READ1 --output WRITTEN1",
    "policy evaluate READ1 --beats READ2 --posts READ3 --report WRITTEN1",
    "policy show READ1 --report WRITTEN1",
    "demand --incidents READ1 READ2 --forecast READ3 --shift READ4 --program READ5 --output WRITTEN1 "
      + "--report WRITTEN2",
  ]

  /// What values are called that are no files.
  static let otherValues: Set = [
    "count", "number", "seconds", "minutes", "percent", "size", "energy", "value", "name", "zone",
    "yyyy-mm-dd", "id", "day", "set", "time", "hours", "car", "factor", "rule", "form", "options",
    "range", "weights", "goal",
  ]

  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  // MARK: - Declaring

  @Test("as every option that may take a file stands in a line of this test")
  func complete() throws {
    let tree = try CommandTree()
    #expect(tree.commands.count == Set(Self.lines.map { Self.commandName(in: $0, of: tree) }).count)
    for command in tree.commands {
      let lines = Self.lines.filter { Self.commandName(in: $0, of: tree) == command.name }
      for argument in command.arguments
      where !argument.isChoice && !Self.otherValues.contains(argument.valueName) {
        let isThere = lines.contains { line in
          argument.isPositional
            ? line.contains(/(READ|WRITTEN)[0-9]/) : line.contains(" \(argument.label) ")
        }
        #expect(isThere, "temper \(command.name) \(argument.label)")
      }
    }
  }

  @Test("as it declares them all", arguments: lines)
  func declared(line: String) throws {
    let files = try Self.files(of: words(of: line))
    let paths = files.map(\.path)
    for place in Self.places(in: line) {
      #expect(
        paths.contains { $0 == scratch[place] || $0.hasPrefix(scratch[place] + "/") },
        "\(place) of \(line)")
    }
    #expect(throws: Never.self) { try files.checkNoneIsLost() }
  }

  // MARK: - Refusing

  @Test("whichever two of its files are one", arguments: lines.filter { $0.contains("WRITTEN") })
  func pairs(line: String) throws {
    let places = Self.places(in: line)
    for place in places { _ = try scratch.write("kept".utf8, to: place) }
    for (index, later) in places.enumerated() where later.hasPrefix("WRITTEN") {
      for earlier in places[..<index] {
        let words = words(of: line.replacing(later, with: earlier))
        let failure = #expect(throws: Failure.self, "\(words)") {
          try Self.files(of: words).checkNoneIsLost()
        }
        #expect(failure?.status.rawValue == 64)
      }
    }
  }

  @Test(
    "with one line and status 64, before any work",
    arguments: [
      "solve @READ -o @READ", "solve @READ -o @new.csv --report @new.csv", "solve @READ -o @link",
      "solve @READ -o @hard", "solve @READ --report @folder/../READ", "exact @READ -o @optima.json",
      "tune @READ --study @st.sqlite -o @st.sqlite",
      "tune @READ --study @st.sqlite -o @st.sqlite-wal", "tune @READ --study @READ",
      "tune @folder --study @folder/inside.json", "study export @READ -o @READ",
      "study export @READ -o @READ-shm", "compare @runs.csv -o @.",
      "qubo convert @READ @link --to coo", "import --name a --demand @READ --travel @hard -o @link",
    ])
  func refused(line: String) throws {
    let kept = ["READ", "optima.json", "runs.csv", "folder/inside.json"]
    let files = FileManager.default
    try files.createDirectory(atPath: scratch["folder"], withIntermediateDirectories: false)
    for name in kept { _ = try scratch.write("kept".utf8, to: name) }
    try files.createSymbolicLink(atPath: scratch["link"], withDestinationPath: "READ")
    try files.linkItem(atPath: scratch["READ"], toPath: scratch["hard"])
    let before = try scratch.names
    let run = try TemperRun(
      line.split(separator: " ").map { $0.hasPrefix("@") ? scratch["\($0.dropFirst())"] : "\($0)" })
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errors.contains("are one file"), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(try scratch.names == before)
    for name in kept { #expect(scratch.text(of: name) == "kept") }
  }

  @Test("that the shell has connected to a stream")
  func streams() throws {
    let tiny = Instances.shipped("tiny-3x3x3")
    let path = try scratch.write(
      Data(contentsOf: URL(filePath: tiny)), to: "shift.json")
    let run = try TemperRun(
      ["solve", path, "--steps", "10", "-o", scratch["plan.csv"]], destination: path)
    #expect(run.status == 64)
    #expect(run.errors.contains("standard output"), "\(run.errors)")
    #expect(try scratch.names == ["shift.json"])
  }

  @Test("in a folder of calendars")
  func calendars() throws {
    let tiny = Instances.shipped("tiny-3x3x3")
    let plan = try TemperRun("solve", tiny, "--steps", "10", "--seed", "1", "-q").output
    let path = try scratch.write(plan.utf8, to: "car-1.ics")
    let run = try TemperRun(
      "export", tiny, path, "--form", "ical", "--date", "2026-03-28", "--time-zone",
      "Europe/London", "-o", scratch.path)
    #expect(run.status == 64)
    #expect(try scratch.names == ["car-1.ics"])
    #expect(scratch.text(of: "car-1.ics") == plan)
  }

  // MARK: - Lines

  private static func commandName(in line: String, of tree: CommandTree) -> String? {
    tree.commands.map(\.name).first { line.hasPrefix($0 + " ") }
  }

  private static func places(in line: String) -> [String] {
    let places = line.split(separator: " ").map(String.init)
      .filter { $0.contains(/^(READ|WRITTEN|FOLDER)[0-9]$/) }
    return places.filter { $0.hasPrefix("READ") } + places.filter { !$0.hasPrefix("READ") }
  }

  private func words(of line: String) -> [String] {
    line.split(separator: " ").map { word in
      word.contains(/^(READ|WRITTEN|FOLDER)[0-9]$/) ? scratch["\(word)"] : String(word)
    }
  }

  private static func files(of words: [String]) throws -> [FileUse] {
    try #require(try Temper.parseAsRoot(words) as? any ReportingCommand).files
  }
}
