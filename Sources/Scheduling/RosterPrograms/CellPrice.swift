package import PatrolModel

/// What a number of cars in a cell costs: 0 at its target, prices for cars that are missing or spare.
package struct CellPrice: Sendable {
  package let range: DemandRange
  /// The fewest cars that may be there.
  package let least: Int
  private let shortage, target, surplus: Minutes

  package init(_ instance: PatrolInstance, _ step: StepIndex, _ sector: SectorIndex) {
    let range = instance.range(step, sector)
    let price = instance.shortagePrice(of: sector)
    self.range = range
    least = price == nil ? range.minimum : 0
    shortage = range.minimum > 0 ? price ?? .zero : .zero
    target = range.target > range.minimum ? instance.roster.targetPrice : .zero
    surplus = instance[sector].isReserve ? .zero : instance.roster.surplusPrice
  }

  /// Whether every number within ``least`` and the maximum costs nothing.
  var isFree: Bool {
    (shortage == .zero || least == range.minimum) && target == .zero
      && (surplus == .zero || range.maximum == range.target)
  }

  /// The price of a number of cars, whether it is allowed or not.
  package func cost(of cars: Int) -> Minutes {
    let missing = max(range.minimum - cars, 0)
    let wanted = max(range.target - max(cars, range.minimum), 0)
    let spare = max(cars - range.target, 0)
    return Minutes(
      tenths: shortage.tenths * missing + target.tenths * wanted + surplus.tenths * spare)
  }
}
