import Failures
import InstanceSources
import PatrolModel
import Testing

@Suite("Recipes")
struct InstanceRecipeTests {
  /// A recipe with one value changed.
  private func recipe(
    name: String = "a-shift", centre: String = "Gouda", sectors: Int = 5, cars: Int = 5,
    steps: Int = 5, start: Int = 480, minutes: Int = 60, presence: PresenceRule = .noReturn,
    event: InstanceRecipe.Event? = nil
  ) throws(InvalidRecipe) -> InstanceRecipe {
    try InstanceRecipe(
      name: name, centre: centre, sectorCount: sectors, carCount: cars, stepCount: steps,
      startMinute: start, stepMinutes: minutes, presence: presence, event: event, seed: 1)
  }

  private func event(_ sector: Int, _ first: Int, _ last: Int) -> InstanceRecipe.Event {
    InstanceRecipe.Event(sectorNumber: sector, firstStepNumber: first, lastStepNumber: last)
  }

  @Test("the ends of all ranges are valid")
  func valid() throws {
    _ = try recipe(name: String(repeating: "x", count: 64))
    _ = try recipe(sectors: 1, cars: 1, steps: 1, start: 0, minutes: 1, presence: .none)
    _ = try recipe(sectors: 200, cars: 10_000, steps: 1_000, start: 1439, minutes: 1440)
    _ = try recipe(presence: .maxStay(limit: 1_000))
    _ = try recipe(sectors: 3, event: event(3, 1, 5))
  }

  @Test("a value out of its range is an error that names it and the range")
  func description() {
    let fault = #expect(throws: InvalidRecipe.self) { try recipe(cars: 0) }
    #expect(fault?.description == "the number of cars is 0, expected 1 to 10000")
  }

  @Test("names are fit for files")
  func names() {
    for name in ["", "../up", "a b", "é", String(repeating: "x", count: 65)] {
      let fault = #expect(throws: InvalidRecipe.self) { try recipe(name: name) }
      #expect(fault?.field == "name", "\(name)")
    }
  }

  @Test("the centre is a town")
  func centre() {
    let fault = #expect(throws: InvalidRecipe.self) { try recipe(centre: "Atlantis") }
    #expect(fault?.found == "'Atlantis'")
  }

  @Test("sizes are limited", arguments: [Int.min, -1, 0, 10_001, Int.max])
  func sizes(value: Int) {
    #expect(throws: InvalidRecipe.self) { try recipe(sectors: value) }
    #expect(throws: InvalidRecipe.self) { try recipe(cars: value) }
    #expect(throws: InvalidRecipe.self) { try recipe(steps: value) }
    #expect(throws: InvalidRecipe.self) { try recipe(minutes: value) }
    #expect(throws: InvalidRecipe.self) { try recipe(presence: .maxStay(limit: value)) }
    #expect(throws: InvalidRecipe.self) { try recipe(event: event(value, 1, 2)) }
    #expect(throws: InvalidRecipe.self) { try recipe(event: event(1, value, 2)) }
  }

  @Test("a shift starts on its day", arguments: [Int.min, -1, 1440, Int.max])
  func start(minute: Int) {
    #expect(throws: InvalidRecipe.self) { try recipe(start: minute) }
  }

  @Test("a rule needs two sectors and an event three")
  func leastSectors() {
    #expect(throws: InvalidRecipe.self) { try recipe(sectors: 1) }
    #expect(throws: InvalidRecipe.self) { try recipe(sectors: 2, event: event(1, 1, 2)) }
  }

  @Test("an event ends after it starts and within the shift")
  func events() {
    #expect(throws: InvalidRecipe.self) { try recipe(event: event(1, 3, 2)) }
    #expect(throws: InvalidRecipe.self) { try recipe(event: event(1, 3, 6)) }
  }

  @Test("the shipped recipes are found by their names, which tell their sizes")
  func shipped() {
    #expect(
      InstanceRecipe.shipped.map(\.name) == [
        "tiny-3x3x3", "tiny-4x5x5",
        "team-x-9x9x6", "team-y-13x13x12", "team-z-17x17x12",
        "presence-13x11x12", "presence-17x17x10", "presence-18x18x20", "presence-20x20x14",
        "presence-20x20x16", "presence-20x20x18",
        "max-stay-17x17x12", "infeasible-event-13x11x12",
        "city-50x50x24", "city-100x100x24", "city-172x172x48",
      ])
    for recipe in InstanceRecipe.shipped {
      #expect(InstanceRecipe.named(recipe.name) == recipe)
      let sizes = "\(recipe.sectorCount)x\(recipe.carCount)x\(recipe.stepCount)"
      #expect(recipe.name.hasSuffix("-" + sizes))
    }
    #expect(InstanceRecipe.named("no-such-shift") == nil)
  }
}
