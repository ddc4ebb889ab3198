import PatrolModel

/// Which part of their ways the arcs of a group are.
///
/// Cars that differ only in when they have their one break need not be told apart either: they share
/// two layers, one before the break and one after it, and an arc over the steps of a break leads from
/// the first to the second. How many cars take which break is given, or up to the window. A way
/// through the layers has one break, and so belongs to a car that has just this one.
enum BreakLayer: Hashable, Sendable {
  /// All of the shift.
  case whole
  /// Until the break, with the arcs over it; how many cars take each break that is given.
  case before(given: [ServiceGap: Int])
  /// After the break; the layer before it is that of the group before.
  case after

  /// Whether ways begin here.
  var hasSource: Bool { self != .after }

  /// The breaks that are given, and how many cars have each.
  var given: [ServiceGap: Int] {
    if case .before(let given) = self { given } else { [:] }
  }

  /// Whether an arc over a gap leads to the layer after this one.
  func leads(over gap: ServiceGap) -> Bool {
    guard case .before(let given) = self else { return false }
    return !gap.breaks.isEmpty || given[gap] != nil
  }
}

extension CarGroup {
  /// The fewest different breaks that make two layers smaller than a group for each of them.
  private static let fewestBreaks = 3

  /// The groups of a shift in which no rule is about single cars, by first car.
  static func layered(_ instance: PatrolInstance) -> [CarGroup] {
    var groups: [[CarGroup]] = []
    var crews: [Car: [[CarIndex]]] = [:]
    for cars in instance.likeCars {
      for (windows, crew) in instance.crews(of: cars) {
        let service = ServiceSpan(instance.fleet[crew[0]].off, stepCount: instance.stepCount)
        if windows.isEmpty, let service, !instance.isNamed(crew[0]) {
          let likes = instance.likes(of: instance.fleet[crew[0]])
          crews[likes.with(off: service.outside), default: []].append(crew)
        } else if windows.count == 1, let service, service.spell == nil, crew.count > 1 {
          let gaps = ServiceGap.gaps(of: crew[0], in: instance)
          let breaks = gaps.filter { !$0.breaks.isEmpty }
          groups.append(layers(crew, service, over: breaks, given: [:], instance))
        } else {
          groups += (windows.isEmpty ? [crew] : crew.map { [$0] }).map { [whole($0, instance)] }
        }
      }
    }
    for crews in crews.values {
      groups +=
        crews.count < fewestBreaks
        ? crews.map { [whole($0, instance)] } : [layers(of: crews, instance)]
    }
    return groups.sorted { $0[0].cars[0] < $1[0].cars[0] }.flatMap(\.self)
  }

  /// The two layers of crews that differ in the spell that they are out of service.
  private static func layers(of crews: [[CarIndex]], _ instance: PatrolInstance) -> [CarGroup] {
    let services = crews.map { crew in
      ServiceSpan(instance.fleet[crew[0]].off, stepCount: instance.stepCount)
    }
    var given: [ServiceGap: Int] = [:]
    for (crew, service) in zip(crews, services) {
      guard let spell = service?.spell else { continue }
      let gap = ServiceGap(from: spell.lowerBound - 1, to: spell.upperBound + 1, breaks: [])
      given[gap, default: 0] += crew.count
    }
    guard let service = services[0] else { return crews.map { whole($0, instance) } }
    let breaks = given.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    return layers(crews.flatMap(\.self).sorted(), service, over: breaks, given: given, instance)
  }

  private static func layers(
    _ cars: [CarIndex], _ service: ServiceSpan, over breaks: [ServiceGap],
    given: [ServiceGap: Int], _ instance: PatrolInstance
  ) -> [CarGroup] {
    let steps = (0..<instance.stepCount).filter { !service.outside.contains(StepIndex($0)) }
    let onward = zip([-1] + steps, steps + [instance.stepCount]).map {
      ServiceGap(from: $0, to: $1, breaks: [])
    }
    let resumed = breaks.map(\.to).min() ?? instance.stepCount
    let car = instance.fleet[cars[0]]
    return [
      CarGroup(cars: cars, car: car, gaps: onward + breaks, layer: .before(given: given)),
      CarGroup(
        cars: cars, car: car, gaps: onward.filter { $0.from >= resumed }, layer: .after),
    ]
  }
}

/// The steps in which a car is out of service: before and after its service, and a spell within it.
private struct ServiceSpan {
  /// The spell within the service, if there is one.
  let spell: ClosedRange<Int>?
  /// The steps before and after the service.
  let outside: Set<StepIndex>

  /// Takes the steps apart; `nil` if there are several spells within the service, or no service.
  init?(_ off: Set<StepIndex>, stepCount: Int) {
    let service = (0..<stepCount).filter { !off.contains(StepIndex($0)) }
    guard let first = service.first, let last = service.last else { return nil }
    let within = off.map(\.rawValue).filter { (first...last).contains($0) }.sorted()
    if let start = within.first, let end = within.last {
      guard end - start + 1 == within.count else { return nil }
      spell = start...end
    } else {
      spell = nil
    }
    outside = off.filter { !(first...last).contains($0.rawValue) }
  }
}

extension PatrolInstance {
  /// Like cars by the windows in which they have a break, by first car.
  fileprivate func crews(of cars: [CarIndex]) -> [(windows: [Int], cars: [CarIndex])] {
    let windows = roster.breakWindows.map { Set(crew(of: $0)) }
    let keys = cars.map { car in windows.indices.filter { windows[$0].contains(car) } }
    return Set(keys).map { key in (key, zip(cars, keys).filter { $0.1 == key }.map(\.0)) }
      .sorted { $0.cars[0] < $1.cars[0] }
  }

  /// Whether some assignment of a car is fixed or forbidden.
  fileprivate func isNamed(_ car: CarIndex) -> Bool {
    (rules.fixed + rules.forbidden).contains { $0.car == car }
  }
}

extension Car {
  /// The same car, out of service at other steps.
  fileprivate func with(off: Set<StepIndex>) -> Car {
    Car(
      id: id, carClass: carClass, off: off, history: history, end: end, travelLimit: travelLimit,
      moveLimit: moveLimit, minutesBefore: minutesBefore)
  }
}
