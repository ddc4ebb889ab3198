import Foundation
import Temper
import WorkbenchPlans
import WorkbenchStore

extension RunKeeper {
  /// Forecasts, finds what the shift needs, and makes an empty plan of it.
  func findDemand(_ row: RunRow, in folder: WorkFolder) async throws {
    guard let id = row.demand else { return }
    let request = try JSONDecoder().decode(DemandRequest.self, from: Data(row.request.utf8))
    let files = try await store.files(ofIncidents: request.incidents)
    var names: [String: String] = [:]
    for (n, file) in files.enumerated() {
      // Packed or not is seen by the content; no path is made of a name.
      let own = "incidents-\(n + 1).csv"
      names[own] = file.name
      try folder.write(file.content, as: own)
    }
    let known = try await shift(of: request, in: folder)
    let span = try known.map(Self.span) ?? request.span
    let sorted = names.keys.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }

    try await note(.way("forecast: what the hours may bring"), of: row)
    let forecast = try await run(
      request.forecastArguments(files: sorted, span), of: row, memory: request.memory, in: folder)
    guard let forecastPage = folder.read("forecast.html") else {
      throw try await failure(of: row, forecast, in: folder, calling: names)
    }
    try await note(.way("scenarios: where cars are missed least"), of: row)
    let demand = try await run(
      request.demandArguments(
        files: sorted, span, hasShift: known != nil,
        threads: request.threads ?? settings.threads), of: row, memory: request.memory, in: folder)
    guard let shift = folder.read("shift.json"), let document = folder.read("output"),
      let demandPage = folder.read("demand.html")
    else { throw try await failure(of: row, demand, in: folder, calling: names) }
    let name = try await store.demand(id).name
    try await store.finish(
      row.id, worker: self.name,
      FoundDemand(
        document: document, forecastPage: forecastPage, demandPage: demandPage, shift: shift,
        name: name),
      first: NewVersion(
        try WorkPlan(instance: shift, schedule: nil), words: "demand \(id)",
        fact: "{\"kind\":\"demand\",\"demand\":\(id)}", shift: true),
      words: try await store.run(row.id).cancel ? "best so far" : "found")
  }

  /// The shift that the demand is for, if there is one.
  private func shift(
    of request: DemandRequest, in folder: WorkFolder
  ) async throws -> PatrolInstance? {
    guard let id = request.instance else { return nil }
    let json = try await store.instance(id).json
    try folder.write(json, as: "known.json")
    return try PatrolInstance(json: json, file: "the shift")
  }

  private static func span(of instance: PatrolInstance) -> DemandRequest.Span {
    let shift = instance.shift
    return .init(
      start: shift.startMinute % 1440, minutes: shift.stepMinutes * shift.stepCount)
  }
}

extension ProgressLines.Line {
  /// Which way is taken.
  static func way(_ words: String) -> Self {
    Self(event: "way", fact: words, json: "{\"event\":\"way\",\"words\":\"\(words)\"}")
  }
}
