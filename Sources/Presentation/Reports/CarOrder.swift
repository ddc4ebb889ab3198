import PatrolModel

/// The cars of a shift as a planner reads them: class by class, in the order of the fleet.
struct CarOrder {
  /// Cars of one class.
  struct Group {
    /// The class, in words; empty if no car has one.
    let name: String
    let cars: [CarIndex]
  }

  let groups: [Group]

  /// All cars, group by group.
  var cars: [CarIndex] { groups.flatMap(\.cars) }

  /// Whether there is more than one class to be told apart.
  var isGrouped: Bool { groups.count > 1 || groups.first?.name.isEmpty == false }

  init(_ instance: PatrolInstance) {
    var cars: [Car.Class?: [CarIndex]] = [:]
    var order: [Car.Class?] = []
    for car in instance.carIndices {
      let carClass = instance.fleet[car].carClass
      if cars[carClass] == nil { order.append(carClass) }
      cars[carClass, default: []].append(car)
    }
    let hasClasses = order.contains { $0 != nil }
    groups = order.map { carClass in
      Group(
        name: carClass.map { "class \($0)" } ?? (hasClasses ? "no class" : ""),
        cars: cars[carClass] ?? [])
    }
  }
}
