import PatrolModel

extension InstanceRecipe {
  /// The recipes of the instances that Temper ships: small, as published, and city-sized.
  ///
  /// Names tell sectors × cars × steps. Sizes are those of Tables 4 and 5 of the published study,
  /// whose own figures were not published.
  public static let shipped: [InstanceRecipe] = tiny + teams + presence + special + city

  /// The shipped recipe of a name, if there is one.
  public static func named(_ name: String) -> InstanceRecipe? { shipped.first { $0.name == name } }

  private static let tiny = [
    ship("tiny", 3, 3, 3, around: "Gorinchem", seed: 131, "Tiny: 27 binary variables."),
    ship("tiny", 4, 5, 5, around: "Woerden", seed: 132, "Tiny, for checking by hand."),
  ]

  private static let teams = [
    ship(
      "team-x", 9, 9, 6, around: "Delft", rule: .none, seed: 101,
      "The published study's team X, in size."),
    ship(
      "team-y", 13, 13, 12, around: "Utrecht", rule: .none, seed: 102,
      "The published study's team Y, in size."),
    ship(
      "team-z", 17, 17, 12, around: "Leiden", rule: .none, seed: 103,
      "The published study's team Z, in size."),
  ]

  private static let presence = [
    ship(
      "presence", 13, 11, 12, around: "Gouda", seed: 111,
      "The published study's size 13,11,12: fewer cars than sectors, so some go without."),
    ship(
      "presence", 17, 17, 10, around: "Rotterdam", seed: 112,
      "The published study's size 17,17,10."),
    ship(
      "presence", 18, 18, 20, around: "Dordrecht", from: 6, seed: 113,
      "The published study's size 18,18,20."),
    ship(
      "presence", 20, 20, 14, around: "Hilversum", seed: 114,
      "The published study's size 20,20,14."),
    ship(
      "presence", 20, 20, 16, around: "Zoetermeer", seed: 115,
      "The published study's size 20,20,16."),
    ship(
      "presence", 20, 20, 18, around: "Amstelveen", from: 6, seed: 116,
      "The published study's size 20,20,18."),
  ]

  private static let special = [
    ship(
      "max-stay", 17, 17, 12, around: "Leiden", rule: .maxStay(limit: 2), seed: 103,
      "Team Z under the published study's rule in words: at most 2 steps in a row in a sector."),
    ship(
      "infeasible-event", 13, 11, 12, around: "Gouda", seed: 111,
      event: Event(sectorNumber: 7, firstStepNumber: 5, lastStepNumber: 7),
      "Infeasible on purpose: an event keeps 6 of 11 cars in one sector from 12:00 to 15:00."),
  ]

  private static let city = [
    ship("city", 50, 50, 24, around: "Gouda", from: 7, seed: 121, "City scale: 24 hours."),
    ship("city", 100, 100, 24, around: "Gouda", from: 7, seed: 122, "City scale: 24 hours."),
    ship(
      "city", 172, 172, 48, around: "Gouda", from: 7, stepMinutes: 30, seed: 123,
      "City scale: 48 half hours."),
  ]

  private static func ship(
    _ kind: String, _ sectors: Int, _ cars: Int, _ steps: Int, around centre: String,
    from hour: Int = 8, stepMinutes: Int = 60, rule: PresenceRule = .noReturn, seed: UInt64,
    event: Event? = nil, _ purpose: String
  ) -> InstanceRecipe {
    do {
      return try InstanceRecipe(
        name: "\(kind)-\(sectors)x\(cars)x\(steps)", purpose: purpose, centre: centre,
        sectorCount: sectors, carCount: cars, stepCount: steps, startMinute: hour * 60,
        stepMinutes: stepMinutes, presence: rule, event: event, seed: seed)
    } catch {
      preconditionFailure("a shipped recipe is valid, but \(error)")
    }
  }
}
