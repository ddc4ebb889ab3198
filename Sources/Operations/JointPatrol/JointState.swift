/// A call for a car.
package struct JointCall: Hashable, Sendable {
  /// When it came.
  package let tick: Int
  package let node: Int
  /// How long a car will be busy there, in ticks; nobody knows it before a car is there.
  package let service: Int

  package init(tick: Int, node: Int, service: Int) {
    (self.tick, self.node, self.service) = (tick, node, service)
  }
}

/// A car, where it is and what it does.
package struct JointCar: Hashable, Sendable {
  package enum Duty: Hashable, Sendable {
    /// On patrol in its beat, or on the way back to it.
    case free
    /// Driving to ``call``.
    case driving
    /// On scene for ``remaining`` more ticks.
    case serving
  }

  package let beat: Int
  package internal(set) var node: Int
  package internal(set) var duty = Duty.free
  package internal(set) var remaining = 0
  /// The call that it drives to or serves; that of a free car means nothing.
  package internal(set) var call = JointCall(tick: 0, node: 0, service: 0)

  package init(beat: Int, node: Int) { (self.beat, self.node) = (beat, node) }
}

/// A car that is sent to a waiting call, by their numbers.
package struct JointAssignment: Hashable, Sendable {
  package let car: Int
  /// The call's place in the queue.
  package let call: Int

  package init(car: Int, call: Int) { (self.car, self.call) = (car, call) }
}

/// All cars and the queue, between two ticks.
package struct JointState: Hashable, Sendable {
  package internal(set) var tick = 0
  package internal(set) var cars: [JointCar]
  /// Calls to which no car is assigned, the oldest first.
  package internal(set) var waiting: [JointCall] = []
  /// Calls that cars have reached.
  package internal(set) var reached = 0

  package init(cars: [JointCar]) { self.cars = cars }

  /// The numbers of free cars.
  package var freeCars: [Int] { cars.indices.filter { cars[$0].duty == .free } }

  /// Whether a car chooses where to go: it is free and in its beat.
  package func decides(_ car: Int, _ graph: BeatGraph) -> Bool {
    cars[car].duty == .free && graph.nodes[cars[car].node].beat == cars[car].beat
  }

  /// A call joins the queue.
  package mutating func receive(_ call: JointCall) { waiting.append(call) }

  /// Sends cars to waiting calls; each of both at most once.
  package mutating func send(_ assignments: [JointAssignment]) {
    for assignment in assignments {
      cars[assignment.car].duty = .driving
      cars[assignment.car].call = waiting[assignment.call]
    }
    for place in assignments.map(\.call).sorted(by: >) { waiting.remove(at: place) }
  }
}
