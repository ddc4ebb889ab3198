import Failures
package import Incidents
import Texts

/// What a user's program answers, as JSON, `temper-forecast-answer` version 1, checked number by number.
package struct ProgramAnswer {
  /// The rates, those below the least one raised to it.
  package let rates: HourlyRates

  /// More incidents in an hour and a cell than this are no forecast.
  private static let mostRate = 10_000.0

  /// Reads an answer.
  ///
  /// - Throws: ``ForecastProgramError/wrongAnswer(program:path:problem:found:)`` for the first number
  ///   that is none, and for what is missing.
  package init(
    _ bytes: [UInt8], of program: String, grid: CellGrid, hours: Range<LocalHour>
  ) throws(ForecastProgramError) {
    do throws(JSONError) {
      rates = try Self.rates(bytes, program, grid: grid, hours: hours)
    } catch {
      let place = error.position.map { "line \($0.line), column \($0.column): \(error.path)" }
      throw .wrongAnswer(
        program: program, path: place ?? error.path, problem: error.problem,
        found: error.found ?? "something else")
    }
  }

  private static func rates(
    _ bytes: [UInt8], _ program: String, grid: CellGrid, hours: Range<LocalHour>
  ) throws(JSONError) -> HourlyRates {
    let root = JSONNode(value: try JSONParser.parse(bytes, file: program), file: program)
    let object = try root.object(expecting: "expected an object with rates", advice)
    try object.allow(only: ["format", "version", "rates"])
    try check(object)
    let lists = try object.required("rates", as: "[[0.1, 0.2]]").longList(
      expecting: "expected a list with a list of rates for each hour", advice)
    guard lists.count == hours.count else {
      throw root.failure(
        "rates", "expected those of \(hours.count) hours", found: "\(lists.count)")
    }
    var values: [Double] = []
    values.reserveCapacity(hours.count * grid.cellCount)
    for (hour, list) in zip(hours, lists) {
      values += try cells(list, grid, at: hour)
    }
    return HourlyRates(hours: hours, cellCount: grid.cellCount, values: values)
  }

  private static func check(_ object: JSONObject) throws(JSONError) {
    let (format, version) = ("temper-forecast-answer", 1)
    let named = try object.required("format", as: "\"\(format)\"")
    guard try named.string(expecting: "expected a text") == format else {
      throw named.failure("expected \"\(format)\"", advice)
    }
    _ = try object.required("version", as: "\(version)").integer(
      in: version...version, expecting: "expected the version of the format", advice)
  }

  /// The rates of an hour.
  private static func cells(
    _ node: JSONNode, _ grid: CellGrid, at hour: LocalHour
  ) throws(JSONError) -> [Double] {
    let nodes = try node.longList(expecting: "expected the rates of \(hour), a list", advice)
    guard nodes.count == grid.cellCount else {
      throw node.failure(
        "", "expected the rates of \(hour) in \(grid.cellCount) cells", found: "\(nodes.count)")
    }
    var rates: [Double] = []
    for (cell, node) in nodes.enumerated() {
      guard case .number(let number) = node.value, let rate = number.double,
        (0...mostRate).contains(rate)
      else {
        throw node.failure(
          "expected the rate of \(hour) in cell \(cell), row \(cell / grid.columns) and column "
            + "\(cell % grid.columns), from 0 to \(Int(mostRate))", advice)
      }
      // A rate of 0 where something happens is infinitely wrong.
      rates.append(max(LeastRate.smooth, rate))
    }
    return rates
  }

  private static var advice: Remedy { "mend the program" }
}

extension JSONNode {
  /// An error about how many elements a list has, of this value or of a member.
  fileprivate func failure(_ key: String, _ problem: String, found: String) -> JSONError {
    JSONError(
      file: file, path: key.isEmpty ? path.description : "\(path).\(key)", problem: problem,
      found: found, advice: "mend the program")
  }
}
