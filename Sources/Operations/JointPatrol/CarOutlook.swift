/// Where a car can be sent from next, and in how many ticks, as far as anybody knows.
package struct CarOutlook: Sendable {
  package let node: Int
  package let delay: Double

  package init(_ car: JointCar, in world: JointWorld) {
    switch car.duty {
    case .free: (node, delay) = (car.node, 0)
    case .driving:
      let way = Double(world.graph.distance(car.node, car.call.node))
      (node, delay) = (car.call.node, way + world.setting.meanService)
    case .serving: (node, delay) = (car.node, Double(world.knownRemaining(car)))
    }
  }

  package init(node: Int, delay: Double) { (self.node, self.delay) = (node, delay) }
}
