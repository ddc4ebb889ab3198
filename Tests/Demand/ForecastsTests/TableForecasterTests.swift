import Forecasts
import Foundation
import Incidents
import RandomStreams
import Testing

@Suite("Forecasts that repeat every week")
struct TableForecasterTests {
  /// Incidents of a cell at an hour of the week, and how often that hour came, counted one by one.
  private struct Naive {
    let counts: HourlyCounts

    func incidents(_ cell: Int?, _ hourOfWeek: Int?) -> Double {
      counts.hours.filter { hourOfWeek == nil || $0.hourOfWeek == hourOfWeek }.reduce(0) {
        sum, hour in
        sum + counts[hour].filter { cell == nil || $0.cell == cell }.reduce(0) { $0 + $1.count }
      }
    }

    func times(_ hourOfWeek: Int) -> Double {
      Double(counts.hours.count { $0.hourOfWeek == hourOfWeek })
    }
  }

  @Test("averages and shares are those of the definition", arguments: 0..<4 as Range<UInt64>)
  func definition(seed: UInt64) throws {
    let random = try RandomCounts(days: 17, seed: seed)
    let naive = Naive(counts: random.counts)
    let hours = random.counts.hours.lowerBound..<random.counts.hours.lowerBound.advanced(by: 168)
    let average = try HourOfWeekAverage().fit(random.counts).rates(of: hours, given: random.counts)
    let separable = try Separable().fit(random.counts).rates(of: hours, given: random.counts)
    let all = naive.incidents(nil, nil)
    for hour in [0, 9, 77, 167].map({ hours.lowerBound.advanced(by: $0) }) {
      let week = hour.hourOfWeek
      for cell in 0..<random.counts.grid.cellCount {
        let mean = naive.incidents(cell, week) / naive.times(week)
        let share = naive.incidents(cell, nil) / all
        let (first, second) = (average[hour], separable[hour])
        #expect(abs(first[first.startIndex + cell] - max(0.003, mean)) < 1e-12)
        #expect(
          abs(
            second[second.startIndex + cell]
              - max(1e-5, share * naive.incidents(nil, week) / naive.times(week))) < 1e-12)
      }
    }
  }

  @Test("uniform rates are alike where there was something, and add up to the mean")
  func uniform() throws {
    let random = try RandomCounts(days: 14, seed: 2)
    let hour = random.counts.hours.lowerBound
    let rates = try Uniform().fit(random.counts).rates(
      of: hour..<hour.advanced(by: 1), given: random.counts)
    let mean = Double(random.incidents.count) / Double(14 * 24)
    #expect(abs(rates.total(of: hour) - mean) < 1e-3)
    #expect(Set(rates.values).count <= 2)
  }

  @Test("one pattern of low rank is the separable forecast", arguments: 0..<4 as Range<UInt64>)
  func rankOne(seed: UInt64) throws {
    // The maximum of the likelihood at rank 1 is the product of the margins, over the exposure.
    let random = try RandomCounts(days: 14, seed: seed)
    let table = HourOfWeekTable(counting: random.counts)
    let rates = LowRank(rank: 1, updates: 5).rates(of: table)
    let (hours, cells) = (table.hourTotals, table.cellTotals)
    let total = hours.reduce(0, +)
    for hour in 0..<168 {
      for cell in 0..<table.cellCount {
        let expected = hours[hour] * cells[cell] / total / table.exposure[hour]
        #expect(abs(rates.values[hour * table.cellCount + cell] - expected) < 1e-9)
      }
    }
  }

  @Test("updates of low rank never lower the likelihood", arguments: 0..<4 as Range<UInt64>)
  func monotone(seed: UInt64) throws {
    let random = try RandomCounts(days: 21, seed: seed)
    let table = HourOfWeekTable(counting: random.counts)
    var last = -Double.infinity
    for updates in [1, 2, 3, 10, 50, 200] {
      let rates = LowRank(rank: 3, updates: updates).rates(of: table)
      var likelihood = 0.0
      for hour in 0..<168 {
        for cell in 0..<table.cellCount {
          let index = hour * table.cellCount + cell
          let mean = rates.values[index] * table.exposure[hour]
          let count = table.values[index]
          // The naive term y ln m − m, with 0 ln m = 0.
          likelihood -= mean
          if count > 0 { likelihood += count * log(mean) }
        }
      }
      #expect(likelihood >= last - 1e-9 * abs(likelihood), "after \(updates) updates")
      last = likelihood
    }
  }

  @Test(
    "counts draw a cell from its prior, and can be taken back", arguments: 0..<4 as Range<UInt64>)
  func posterior(seed: UInt64) throws {
    let random = try RandomCounts(days: 28, seed: seed)
    let bayes = EmpiricalBayes(priorIncidents: 10)
    let posterior = bayes.posterior(of: random.counts)
    let table = HourOfWeekTable(counting: random.counts)
    let prior = LowRank().rates(of: table)
    let cells = table.cellCount
    for index in stride(from: 0, to: table.values.count, by: 37) {
      let (count, exposure) = (table.values[index], table.exposure[index / cells])
      let rate = max(1e-5, prior.values[index])
      let mean = rate * (10 + count) / (10 + exposure * rate)
      #expect(abs(posterior.rates.values[index] - mean) < 1e-12)
      // Without an hour in which `taken` of them happened.
      let taken = min(1, count)
      let without = rate * (10 + count - taken) / (10 + (exposure - 1) * rate)
      let correction = posterior.correctionWithout(
        taken, hourOfWeek: index / cells, cell: index % cells)
      #expect(abs(mean * correction - without) < 1e-12)
    }
  }
}
