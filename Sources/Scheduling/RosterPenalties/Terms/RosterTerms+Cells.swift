import PatrolModel
import RosterPrograms

extension RosterTerms {
  /// A: as many cars in each cell as it takes, equation (3) where that is one number; else each other number
  /// has a bit with its price, or slack says how many there are more than the least.
  mutating func addCells() {
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        addCell(step, sector)
      }
    }
  }

  private mutating func addCell(_ step: StepIndex, _ sector: SectorIndex) {
    let price = CellPrice(instance, step, sector)
    let cars = bits.cars(step.rawValue, sector)
    let most = min(price.range.maximum, cars.count)
    let name = "\(step.number)/\(instance[sector].id)"
    let costs = price.least <= most ? (price.least...most).map { price.cost(of: $0).tenths } : []
    guard costs.contains(where: { $0 > 0 }) else {
      form.keep(
        cars, in: price.least...max(price.least, price.range.maximum), weight: demand, name: name)
      return
    }
    let free = min(max(price.range.target, price.least), most)
    form.add(Int64(100 * price.cost(of: free).tenths), [])
    let others = (price.least...most).filter { $0 != free }.map { number in
      (
        value: number,
        cost: 100 * Int64(price.cost(of: number).tenths - price.cost(of: free).tenths)
      )
    }
    form.price(cars, free: free, others: others, weight: demand, name: name)
  }

  /// A: cars of classes within their limits.
  mutating func addClasses() {
    for minimum in instance.rules.classMinimums {
      let cars = ofClass(minimum.carClass, minimum.step, minimum.sector)
      form.keep(
        cars, in: minimum.cars...max(minimum.cars, cars.count), weight: demand,
        name: "\(minimum.step.number)/\(instance[minimum.sector].id)/\(minimum.carClass)")
    }
    for maximum in instance.roster.classMaximums {
      form.keep(
        ofClass(maximum.carClass, maximum.step, maximum.sector), in: 0...maximum.cars,
        weight: demand,
        name: "\(maximum.step.number)/\(instance[maximum.sector].id)/\(maximum.carClass)")
    }
  }

  private func ofClass(
    _ carClass: Car.Class, _ step: StepIndex, _ sector: SectorIndex
  ) -> QuadraticForm.Sum {
    bits.cars(step.rawValue, sector) { instance.fleet[$0].carClass == carClass }
  }
}
