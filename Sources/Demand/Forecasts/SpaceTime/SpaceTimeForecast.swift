import Incidents
import Networks

/// What trained networks say: the mean of their rates.
struct SpaceTimeForecast: WeightedForecast {
  let method: String
  let settings: SpaceTimeSettings
  let head: any NetworkHead
  let base: DayAheadForecast
  let grid: CellGrid
  let networks: [Network]
  /// What the networks learned from.
  let data: String
  let notes: [(name: String, value: Double)]
  let threads: Int

  package var lead: ForecastLead { .hour }
  package var findings: [(name: String, value: Double)] { base.findings + notes }

  package func rates(of hours: Range<LocalHour>, given counts: HourlyCounts) -> HourlyRates {
    // From the first hour that is known, so that rates do not depend on what else is asked for.
    let history = SpaceTimeHistory(
      base, counts, until: hours.upperBound, leavesOut: false, settings, head)
    let asked = Array(hours)
    let (networks, head, cells) = (networks, head, counts.grid.cellCount)
    let chunks = BatchGradient(threads: threads).perChunk(asked.count) { range in
      let batch = history.batch(asked[range])
      var rates = [Double](repeating: 0, count: range.count * cells)
      for network in networks {
        for (index, output) in network.output(of: batch.input).values.enumerated() {
          let rate = head.rate(output, offset: batch.offset.map { $0[index] } ?? 0)
          rates[index] += max(LeastRate.smooth, rate) / Double(networks.count)
        }
      }
      return rates
    }
    return HourlyRates(hours: hours, cellCount: cells, values: chunks.flatMap { $0 })
  }
}

extension SpaceTimeForecast {
  package var weights: SafetensorsFile {
    var tensors: [String: Tensor] = [:]
    for (member, network) in networks.enumerated() {
      for (name, tensor) in network.tensors { tensors["\(member).\(name)"] = tensor }
    }
    return SafetensorsFile(tensors, card: SpaceTimeCard.texts(self))
  }
}
