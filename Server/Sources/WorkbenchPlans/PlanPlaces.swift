import Temper

/// Finds cars, steps and sectors by what people call them.
struct PlanPlaces {
  let instance: PatrolInstance
  private let cars: [String: CarIndex]
  private let sectors: [String: SectorIndex]

  init(_ instance: PatrolInstance) {
    self.instance = instance
    cars = Dictionary(
      zip(instance.fleet.cars.map(\.id.rawValue), instance.carIndices),
      uniquingKeysWith: { first, _ in first })
    sectors = Dictionary(
      zip(instance.sectors.map(\.id.rawValue), instance.sectorIndices),
      uniquingKeysWith: { first, _ in first })
  }

  func car(_ id: String) throws(DeskError) -> CarIndex {
    guard let car = cars[id] else {
      throw DeskError(
        "there is no car \"\(id)\"",
        remedy: "name one of the shift, such as \(instance.fleet[CarIndex(0)].id)")
    }
    return car
  }

  func sector(_ id: String) throws(DeskError) -> SectorIndex {
    guard let sector = sectors[id] else {
      throw DeskError(
        "there is no sector \"\(id)\"",
        remedy: "name one of the shift, such as \(instance.sectors[0].id)")
    }
    return sector
  }

  func step(_ number: Int) throws(DeskError) -> StepIndex {
    guard (1...instance.stepCount).contains(number) else {
      throw DeskError(
        "there is no step \(number)", remedy: "name one from 1 to \(instance.stepCount)")
    }
    return StepIndex(number - 1)
  }

  func steps(from first: Int, to last: Int?) throws(DeskError) -> [StepIndex] {
    let (first, last) = (try step(first), try step(last ?? first))
    guard first <= last else {
      throw DeskError(
        "the steps \(first.number) to \(last.number) are none", remedy: "name the earlier first")
    }
    return (first.rawValue...last.rawValue).map { StepIndex($0) }
  }

  /// The car at the step in words, `car C1 at step 3 (10:00)`.
  func words(_ car: CarIndex, _ step: StepIndex) -> String {
    "car \(instance.fleet[car].id) at \(words(step))"
  }

  func words(_ step: StepIndex) -> String { "step \(step.number) (\(instance.shift.clock(step)))" }
}
