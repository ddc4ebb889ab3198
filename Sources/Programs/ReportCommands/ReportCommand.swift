public import ArgumentParser
package import CommandSupport
import ComparisonOutput
import DurableFiles
import PlanOutput
import QUBOOutput
public import Reports
import StudyOutput
import StudyStore
import Temper
import WeightTuning

extension ReportPaper: ExpressibleByArgument {}

/// `temper report`: a result as a page to read, print and send.
package struct ReportCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a page of a plan, a result, a comparison or a study.",
    usage: "temper report [<instance>] <file> -o <page> [<options>]",
    discussion: """
      The page is one HTML file that opens offline, loads nothing and runs nothing.
      It is made of

        a plan             CSV, or JSON of export, after its shift
        a result           of solve --json or exact --json, after its shift
        a comparison       comparison.json of temper compare
        a QUBO result      of qubo solve --json
        a study            of temper tune; after its shift, certified weights and
                           the optimum are drawn in

      The same file gives the same page, byte for byte.
      """)

  @Argument(
    help: "The shift (JSON), if the file is about one, and the file; - reads standard input.")
  var inputs: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The page to write. (default: standard output)", valueName: "page"))
  var output: String?

  @Option(
    name: .customLong("instance"),
    help: ArgumentHelp("The shift (JSON), if it does not stand before the file.", valueName: "file")
  )
  var namedInstance: String?

  @OptionGroup
  var look: PageOptions

  /// Whether `only` stands after `--slips`: the library for arguments takes it for a file.
  private var hasOnlySlips: Bool { look.slips && inputs.count > 1 && inputs.contains("only") }
  private var paths: [String] {
    hasOnlySlips ? inputs.filter { $0 != "only" } : inputs
  }

  package func validate() throws {
    guard (1...2).contains(paths.count) else {
      throw ValidationError("Give a file, and before it the shift that it is about, if any.")
    }
    if paths.count == 2 && namedInstance != nil {
      throw ValidationError("The shift is named twice: '\(paths[0])' and by --instance.")
    }
  }

  private var file: String { paths.last ?? "-" }
  private var instance: String? { paths.count == 2 ? paths[0] : namedInstance }

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: paths.count == 2 ? "<inputs>" : "--instance")
      + FileUse.read(study: file, as: "<inputs>") + FileUse.read(look.map, as: "--map")
      + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    let bytes = try DurableFile.read(file)
    let name = file == "-" ? "standard input" : file
    let page =
      switch try ReportSource(bytes, file: name) {
      case .comparison(let document): document.page.html
      case .qubo(let document): document.page.html
      case .result(let document):
        try look.html(
          of: PlanPage(document, of: try shift(), file: name), onlySlips: hasOnlySlips)
      case .plan: try look.html(of: plan(in: bytes, named: name), onlySlips: hasOnlySlips)
      case .study: try study(named: name).html
      }
    try Console.deliver(page, to: output)
    return .success
  }

  private func shift() throws -> PatrolInstance {
    guard let instance else { throw ReportError.needsInstance(file: file) }
    return try PatrolInstance(contentsOf: instance)
  }

  private func plan(in bytes: [UInt8], named name: String) throws -> PlanPage {
    let shift = try shift()
    let content = try PlanContent(parsing: bytes, of: shift, file: file)
    var page = PlanPage(
      judging: try content.schedule(from: file, of: shift), of: shift,
      optimum: instance.flatMap { KnownOptimum(of: shift, besideFile: $0) }, source: name)
    page.day = content.day
    return page
  }

  private func study(named name: String) throws -> StudyPage {
    guard file != "-" else { throw ReportError.streamed(file: name) }
    let shift = try instance.map { try PatrolInstance(contentsOf: $0) }
    return try StudyPage(
      StudyContent(StudyFile(existing: file)), of: shift,
      optimum: shift.flatMap { shift in
        instance.flatMap { KnownOptimum(of: shift, besideFile: $0) }
      }, file: name)
  }
}

/// How a plan's page looks.
package struct PageOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "Outlines of sectors for the map: GeoJSON polygons named for the sectors.",
      valueName: "file"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "The property of the map's features that names sectors. (default: id, sector or name)",
      valueName: "name"))
  var mapID: String?

  @Option(help: "The paper to print a plan on, always landscape: a4 or a3.")
  var paper = ReportPaper.a4

  @Option(
    help: ArgumentHelp(
      "The day that a plan is for, in your words, for its heading and slips.", valueName: "day"))
  var day: String?

  @Flag(
    help: "Add a slip for each car of a plan, to be cut out; with 'only' after it, nothing else.")
  var slips = false

  /// The page of a plan, as the options want it.
  func html(of page: PlanPage, onlySlips: Bool) throws -> String {
    var page = page
    if let words = page.instance.longLegsInWords { Console.error("warning: \(words)") }
    if let map {
      let shapes = try SectorShapes(contentsOf: map, for: page.instance, property: mapID)
      for remark in shapes.remarks { Console.error("warning: \(remark)") }
      page.outlines = shapes.outlines
    }
    page.paper = paper
    page.day = day ?? page.day
    page.hasSlips = slips
    page.hasOnlySlips = onlySlips
    return page.html
  }
}
