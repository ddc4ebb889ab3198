import RandomStreams

/// A city made of a seed, in which calls follow a law that is known.
///
/// Each cell has a share of the city's calls, which fall off around a few centres; hours of the week
/// have their levels; and a call raises the rate of its cell and the eight around it in the next
/// hour, so that a part of all calls, ``dependence``, has a cause that a forecast could know: a
/// discrete self-exciting process (Hawkes 1971, doi:10.1093/biomet/58.1.83). What is planted is what
/// methods are judged by, as the best forecast is ``rates(of:after:)``.
public struct PlantedCity: Sendable {
  /// Rows and columns of cells.
  public let rows, columns: Int
  /// The cell's side in degrees.
  public let resolution: Double
  /// The south-west corner: degrees north and east, multiples of the resolution.
  public let south, west: Double
  /// Calls per hour, on average.
  public let callsPerHour: Double
  /// The share of calls that follow from others, in 0..<1.
  public let dependence: Double
  /// The seed that everything is made of.
  public let seed: UInt64

  /// Each cell's rate of calls without a cause, at an average hour.
  public let shares: [Double]
  /// The level of each hour of the week, 1 on average.
  public let levels: [Double]

  /// Creates a city.
  ///
  /// - Parameters:
  ///   - rows: In 1...100.
  ///   - columns: In 1...100.
  ///   - callsPerHour: In 0...1000.
  ///   - dependence: In 0...0.9.
  ///   - seed: Any.
  public init(
    rows: Int = 12, columns: Int = 12, callsPerHour: Double = 12, dependence: Double = 0.45,
    seed: UInt64
  ) {
    precondition((1...100).contains(rows) && (1...100).contains(columns), "so many cells")
    precondition((0...1000).contains(callsPerHour) && (0...0.9).contains(dependence), "rates")
    self.rows = rows
    self.columns = columns
    resolution = 0.02
    // Somewhere in the South Atlantic, where nobody takes it for a real place.
    (south, west) = (-40, -10)
    self.callsPerHour = callsPerHour
    self.dependence = dependence
    self.seed = seed
    var random = RandomStream(seed: seed, stream: 0)
    shares = Self.shares(rows, columns, &random)
    levels = Self.levels(&random)
  }

  /// The rate of each cell in an hour, given how many calls each had in the hour before.
  public func rates(of hour: LocalHour, after counts: [Int]) -> [Double] {
    let base = callsPerHour * (1 - dependence) * levels[hour.hourOfWeek]
    var rates = shares.map { base * $0 }
    for (cell, count) in counts.enumerated() where count > 0 {
      // Half of what a call causes is where it was, the rest around it.
      let around = neighbours(of: cell)
      rates[cell] += dependence * Double(count) * 0.5
      for neighbour in around {
        rates[neighbour] += dependence * Double(count) * 0.5 / Double(around.count)
      }
    }
    return rates
  }

  /// The calls of some hours: a cell, a minute and a place in it each, in order of time.
  ///
  /// Of calls there are two types, whose shares do not depend on anything.
  public func incidents(from start: CalendarDate, days: Int) -> [Incident] {
    var random = RandomStream(seed: seed, stream: 1)
    var counts = [Int](repeating: 0, count: rows * columns)
    var calls: [Incident] = []
    for hour in start.midnight..<start.midnight.advanced(by: 24 * days) {
      var next = [Int](repeating: 0, count: rows * columns)
      var now: [Incident] = []
      for (cell, rate) in rates(of: hour, after: counts).enumerated() {
        // Arrivals of a Poisson process of rate 1 until `rate`.
        var time = random.exponential()
        while time < rate {
          next[cell] += 1
          now.append(call(in: cell, hour, &random))
          time += random.exponential()
        }
      }
      calls += now.sorted { ($0.time, $0.type) < ($1.time, $1.type) }
      counts = next
    }
    return calls
  }

  /// The calls as a table that can be read again.
  public func table(from start: CalendarDate, days: Int) -> String {
    incidents(from: start, days: days).reduce(into: "time,type,latitude,longitude\n") {
      $0 += "\($1.time),\(Self.types[$1.type]),\(Self.degrees($1.latitude)),"
      $0 += "\(Self.degrees($1.longitude))\n"
    }
  }

  /// The names of the types.
  public static let types = ["disturbance", "theft"]

  private func call(in cell: Int, _ hour: LocalHour, _ random: inout RandomStream) -> Incident {
    // Hundred-thousandths of a degree, a metre, as records have them, and inside the cell.
    let steps = 2_000
    let north = Double((cell / columns) * steps + random.uniform(below: steps)) / 100_000
    let east = Double((cell % columns) * steps + random.uniform(below: steps)) / 100_000
    return Incident(
      time: LocalMinute(index: hour.start.index + random.uniform(below: 60)),
      latitude: south + north, longitude: west + east, type: random.uniform(below: 3) / 2)
  }

  private func neighbours(of cell: Int) -> [Int] {
    let (row, column) = (cell / columns, cell % columns)
    return (max(0, row - 1)...min(rows - 1, row + 1)).flatMap { r in
      (max(0, column - 1)...min(columns - 1, column + 1)).map { r * columns + $0 }
    }.filter { $0 != cell }
  }

  private static func shares(
    _ rows: Int, _ columns: Int, _ random: inout RandomStream
  ) -> [Double] {
    let centres = (0..<3).map { _ in
      (random.unit() * Double(rows), random.unit() * Double(columns), 0.5 + random.unit())
    }
    let weights = (0..<rows * columns).map { cell in
      let (y, x) = (Double(cell / columns) + 0.5, Double(cell % columns) + 0.5)
      let pull = centres.reduce(0.02) { sum, centre in
        let distance = (y - centre.0) * (y - centre.0) + (x - centre.1) * (x - centre.1)
        return sum + centre.2 / (1 + distance / 2)
      }
      return pull * (0.5 + random.unit())
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private static func levels(_ random: inout RandomStream) -> [Double] {
    let weights = (0..<168).map { hour in
      // Least at five in the morning, most at seven in the evening, weekends a tenth above.
      let fromDawn = Double((hour + 19) % 24)
      let day = 0.4 + 1.2 * min(fromDawn, 28 - fromDawn) / 14
      return day * (hour >= 120 ? 1.1 : 1) * (0.9 + 0.2 * random.unit())
    }
    let mean = weights.reduce(0, +) / 168
    return weights.map { $0 / mean }
  }

  private static func degrees(_ value: Double) -> String {
    let units = Int((abs(value) * 100_000).rounded())
    let fraction = String(units % 100_000)
    return (value < 0 ? "-" : "") + "\(units / 100_000)."
      + String(repeating: "0", count: 5 - fraction.count) + fraction
  }
}
