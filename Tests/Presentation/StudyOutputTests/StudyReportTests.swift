import Foundation
import FoundationXML
import InstanceSources
import PatrolModel
import PlanOutput
import RandomStreams
import Reports
import StudyOutput
import StudyStore
import Testing
import Tuning
import WeightTuning
import _TemperTestSupport

@Suite("The report of a study")
struct StudyReportTests {
  /// A trial of weights, five runs, with so many feasible ones.
  private func trial(
    _ number: Int, _ weights: [Double], feasible: Int, of runs: Int = 5, median: Double? = nil
  ) -> Trial {
    var measurements = ["runs": Double(runs), "feasible runs": Double(feasible)]
    measurements["median minutes"] = median
    measurements["best minutes"] = median.map { $0 - 1 }
    return Trial(
      number: number, parameters: weights.map { .real($0) },
      outcome: .complete(value: median ?? 900, violation: feasible == runs ? 0 : 2),
      measurements: measurements)
  }

  private func content(
    _ trials: [Trial], of instance: PatrolInstance? = nil, name: String = "night",
    parameters: [String] = ["A", "B"]
  ) throws -> StudyContent {
    var space = SearchSpace()
    for parameter in parameters { _ = try space.logUniform(parameter, in: 1...40) }
    return StudyContent(
      record: StudyRecord(
        instance: .init(
          name: instance?.name ?? name, fingerprint: instance?.fingerprint ?? "f", textHash: ""),
        seed: 7, space: space,
        settings: ["moves": "flip", "sampler": "tpe", "steps": "2000", "runs": "5"],
        tool: "0.1 \(name)", command: "temper tune \(name)"), trials: trials)
  }

  private func page(_ trials: [Trial], parameters: [String] = ["A", "B"]) throws -> StudyPage {
    try StudyPage(
      content(trials, parameters: parameters), of: nil, optimum: nil, file: "study.sqlite")
  }

  private func isWellFormed(_ page: StudyPage) -> Bool {
    XMLParser(data: Data(page.html.dropFirst("<!DOCTYPE html>\n".count).utf8)).parse()
  }

  /// Feasible from A = 11 on and B = 9 on, broken at A = 8.
  private func boundary(saves: Double) -> [Trial] {
    let good = (0..<8).map { index in
      trial(
        index, [11 + Double(index), 16 - Double(index)], feasible: 5, median: 100 + Double(index))
    }
    return good + [
      trial(8, [9.5, 20], feasible: 4, median: 100 * (1 - saves)), trial(9, [8, 20], feasible: 0),
      trial(10, [20, 3], feasible: 2), trial(11, [2, 2], feasible: 0),
    ]
  }

  @Test("says from where on weights are feasible, where that ends, and what smaller ones gain")
  func sentence() throws {
    let less = try page(boundary(saves: 0.04))
    #expect(
      less.answer
        == "Weights above A ≈ 11.0 and B ≈ 9.0 are feasible in all 40 runs (95 % interval 91 % to "
        + "100 %); smaller ones reach 4 % lower minutes until feasibility breaks at A ≈ 8.0 and "
        + "between B ≈ 3.0 and 9.0.")
    #expect(less.parameters.map(\.threshold?.value) == [11, 9])
    let same = try page(boundary(saves: -0.2))
    #expect(
      same.answer.hasSuffix(
        "; smaller ones bring no better plans, and feasibility breaks at A ≈ 8.0 and between B ≈ 3.0 "
          + "and 9.0."))
    #expect(isWellFormed(less) && !less.isWarning)
  }

  @Test("leaves out weights that no trial found too small")
  func oneWeight() throws {
    let trials = (0..<10).map { index in
      trial(
        index, [2 + 2 * Double(index), 5], feasible: index < 4 ? 0 : 5,
        median: index < 4 ? nil : 100)
    }
    let page = try page(trials)
    #expect(page.answer.hasPrefix("Weights above A ≈ 10.0 are feasible in all 30 runs"))
    #expect(page.answer.hasSuffix("; below, feasibility breaks at A ≈ 8.0."))
    #expect(page.parameters[1].threshold == nil)
  }

  @Test("does not say more than trials do")
  func honest() throws {
    #expect(try page([]).answer == "No trial of this study is finished yet.")
    #expect(
      try page([trial(0, [3, 3], feasible: 0)]).answer == "The only trial found no plan.")
    #expect(
      try page([trial(0, [3, 4], feasible: 5, median: 9)]).answer
        == "1 trial is too few to say from where on weights are feasible; the best so far, A 3.0, "
        + "B 4.0, are in 5 of 5 runs.")
    let all = (0..<9).map { trial($0, [3 + Double($0), 4], feasible: 5, median: 9) }
    #expect(
      try page(all).answer
        == "All weights that were tried are feasible in all 45 runs (95 % interval 92 % to 100 %): "
        + "where feasibility breaks, no trial has found.")
    let none = (0..<9).map { trial($0, [3 + Double($0), 4], feasible: 4, median: 9) }
    #expect(
      try page(none).answer.hasPrefix("There are no weights above which 95 % of"))
    #expect(try page(none).isWarning && !page(all).isWarning)
    let mute = Trial(number: 0, parameters: [.real(3), .real(4)], outcome: .complete(value: 5))
    #expect(try page([mute]).answer.hasSuffix("how often its runs are feasible is not recorded."))
    let failed = Trial(
      number: 0, parameters: [.real(3), .real(4)], outcome: .failed(reason: "<b>disk</b>"))
    let page = try page([failed])
    #expect(page.answer == "No trial was evaluated to its end: 1 failed or were pruned.")
    #expect(page.html.contains("failed: &lt;b&gt;disk&lt;/b&gt;") && isWellFormed(page))
  }

  @Test("draws the certified weights, the default ones and the proven optimum of the instance in")
  func instance() throws {
    let instance = try Examples.instance("team-x-9x9x6")
    let optimum = try #require(
      KnownOptimum(of: instance, besideFile: Examples.path("team-x-9x9x6")))
    let trials = (0..<9).map {
      trial($0, [3 + Double($0), 9], feasible: $0 < 3 ? 0 : 5, median: 120)
    }
    let study = try content(trials, of: instance)
    let page = try StudyPage(study, of: instance, optimum: optimum, file: "x")
    #expect(
      page.parameters.map(\.certified?.words) == ["A", "B"].map { "certified: \($0) ≥ 20.4" })
    #expect(page.floor?.words == "proven optimum: 119.2 minutes")
    #expect(page.html.contains("<title>default weights</title>"))
    #expect(page.figures.contains(ReportFigure("0.7 %", "above the proven optimum")))
    let bounded = try StudyPage(study, of: instance, optimum: nil, file: "x")
    #expect(bounded.floor?.words.hasPrefix("no plan travels less than 119") == true)
    let other = try Examples.instance("tiny-3x3x3")
    #expect(throws: ReportError.self) {
      try StudyPage(study, of: other, optimum: nil, file: "x")
    }
  }

  @Test("survives studies that no tuning made", arguments: 0..<40 as Range<UInt64>)
  func strange(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let names = ["runs", "feasible runs", "median minutes", "best minutes"]
    let trials = (0..<random.uniform(below: 30)).map { number in
      let outcomes: [TrialOutcome?] = [
        nil, .pruned, .failed(reason: "</svg>\u{0}"), .complete(value: 3),
        .complete(value: 1e308, violation: 1e308), .complete(value: -3, violation: 0),
      ]
      return Trial(
        number: number,
        parameters: [.real(1 + Double(random.uniform(below: 50))), .category(1)].suffix(
          1 + random.uniform(below: 2)
        ).map { $0 } + [.real(40)],
        outcome: outcomes[random.uniform(below: outcomes.count)],
        measurements: Dictionary(
          uniqueKeysWithValues: names.map { ($0, Double(random.uniform(below: 6))) }
        )
        .merging(names.prefix(random.uniform(below: 5)).map { ($0, odd(&random)) }) { $1 })
    }
    let page = try page(trials)
    #expect(isWellFormed(page))
    #expect(page.html == (try self.page(trials)).html)
  }

  private func odd(_ random: inout RandomStream) -> Double {
    let odd = [0, -1, 0.5, 1e300, -1e300, .infinity, -.infinity, .nan, 9e15, 1e18, 3, 5]
    return odd[random.uniform(below: odd.count)]
  }

  @Test("takes any name, one parameter and other kinds of parameters")
  func others() throws {
    let trials = (0..<12).map { trial($0, [3 + Double($0)], feasible: $0 < 3 ? 0 : 5, median: 120) }
    #expect(isWellFormed(try page(trials, parameters: ["<script>"])))
    var space = SearchSpace()
    _ = try space.categorical("kind", of: ["<a>", "b"])
    _ = try space.integer("cars", in: 1...9)
    let record = StudyRecord(
      instance: .init(name: "</title>", fingerprint: "\u{202E}", textHash: ""), seed: 1,
      space: space, settings: ["<": ">"], tool: "&", command: "\"")
    let mixed = StudyContent(
      record: record,
      trials: (0..<12).map { number in
        Trial(
          number: number, parameters: [.category(number % 2), .integer(1 + number % 9)],
          outcome: .complete(value: Double(number)))
      })
    let page = try StudyPage(mixed, of: nil, optimum: nil, file: "x")
    #expect(isWellFormed(page) && !page.html.contains("\u{202E}"))
    #expect(page.objective == "value")
  }
}
