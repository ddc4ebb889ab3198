package import Incidents
package import RandomStreams

/// A call that cars have to answer.
///
/// Numbers are 32 bits wide, as a plan is judged on a hundred thousand calls, thousands of times; half a
/// second in a week of minutes is far below what anybody records.
public struct Call: Hashable, Sendable {
  /// Minutes since the shift's start.
  public var minute: Float
  /// Kilometres east of the city's middle.
  public var east: Float
  /// Kilometres north of the city's middle.
  public var north: Float
  /// Minutes within which all cars needed should be there.
  public var target: Float
  /// What a late answer counts.
  public var weight: Float
  /// Minutes on scene of each car.
  public var service: Float
  /// 1 is the most urgent.
  public var priority: Int16
  /// Cars needed, at least 1.
  public var cars: Int16

  /// Creates a call; values are as the properties say.
  public init(
    minute: Double, at point: PlanePoint, target: Double, weight: Double, service: Double,
    priority: Int, cars: Int
  ) {
    precondition(service >= 0 && cars >= 1 && cars < 100, "a call needs some cars for some time")
    self.minute = Float(minute)
    east = Float(point.x)
    north = Float(point.y)
    self.target = Float(target)
    self.weight = Float(weight)
    self.service = Float(service)
    self.priority = Int16(clamping: priority)
    self.cars = Int16(clamping: cars)
  }

  /// Where it is.
  public var point: PlanePoint { PlanePoint(x: Double(east), y: Double(north)) }
}

/// What calls ask for, by priority, where records do not say.
public struct CallRules: Hashable, Sendable {
  /// Minutes within which cars should be there, by priority from 1.
  public var targets = [10.0, 15, 20]
  /// What a late answer counts, by priority from 1.
  public var weights = [4.0, 2, 1]
  /// The share of calls of the first priority that need two cars.
  public var pairShare = 0.3
  /// The least minutes on scene; to them a gamma variate of shape 3 and mean 30 is added.
  public var leastService = 10.0
  /// The shares of priorities among calls whose record has none, from 1.
  public var priorityShares = [0.2, 0.3, 0.5]
  /// The priorities of types whose records have none.
  public var typePriorities: [Int: Int] = [:]

  /// Creates the usual rules.
  public init() {}

  /// Makes a call of an incident.
  ///
  /// As many variates are drawn whatever the record says, so that a change of one rule leaves the rest of
  /// the day as it is.
  ///
  /// - Parameters:
  ///   - incident: When and where.
  ///   - start: What minutes are counted from.
  ///   - plane: The city.
  ///   - random: What the record does not say is drawn from it.
  /// - Returns: The call, of a priority that the rules know.
  package func call(
    _ incident: Incident, start: LocalMinute, on plane: CityPlane, _ random: inout RandomStream
  ) -> Call {
    let drawn = drawPriority(&random)
    let known = incident.priority ?? typePriorities[incident.type] ?? drawn
    let priority = min(targets.count, max(1, known))
    // A gamma variate of shape 3 is a sum of three exponential ones.
    let service =
      leastService + 10 * (random.exponential() + random.exponential() + random.exponential())
    let isPair = random.unit() < pairShare
    return Call(
      minute: Double(incident.time.index - start.index), at: plane.point(of: incident),
      target: targets[priority - 1], weight: weights[priority - 1], service: service,
      priority: priority, cars: priority == 1 && isPair ? 2 : 1)
  }

  private func drawPriority(_ random: inout RandomStream) -> Int {
    var rest = random.unit()
    for (index, share) in priorityShares.enumerated() {
      rest -= share
      if rest < 0 { return index + 1 }
    }
    return priorityShares.count
  }
}
