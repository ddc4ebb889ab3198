import PatrolModel

extension ScheduleQUBO {
  /// The name of each bit: `car/step/sector`, as in `F-101/3/S-07`, then auxiliary bits by kind.
  ///
  /// Steps count from 1. Names are unique, as identifiers of cars and sectors are; blanks and slashes
  /// in these are written as `_`.
  public var bitNames: [String] {
    var names: [String] = []
    names.reserveCapacity(variableCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        for sector in layout.sectors(step: step.rawValue, car: car.rawValue) {
          let place = instance[SectorIndex(sector)].id.rawValue
          names.append(
            "\(Self.word(instance.fleet[car].id.rawValue))/\(step.number)/\(Self.word(place))")
        }
      }
    }
    for (kind, count) in auxiliaryCounts {
      names += (0..<count).map { "\(kind.rawValue)/\($0 + 1)" }
    }
    return names
  }

  /// Auxiliary bits by kind, in the order in which they follow the others.
  private var auxiliaryCounts: [(AuxiliaryBits, Int)] {
    [
      (.stays, auxiliaries.presence.auxiliaryCount),
      (.classSlack, auxiliaries.classDemand.slackBits.count),
      (.travel, auxiliaries.travelLimit.bits.count),
    ]
  }

  private static func word(_ identifier: String) -> String {
    String(identifier.map { $0.isWhitespace || $0 == "/" ? "_" : $0 })
  }
}
