/// A car of a shift as it goes, in half a line of cache.
struct DispatchCar {
  /// When it has done its call, and can be sent again: never for a car off duty.
  var freeAt: Float
  /// When it is at its post; never if it is there.
  var homeAt: Float
  /// Where it counts as being while it is free, in kilometres: at its post, or where it left from.
  var east, north: Float
  /// Its post.
  var homeEast, homeNorth: Float
  /// When a car off duty has done its last call.
  var doneAt: Float
  /// Its sector; one past the last is off duty.
  var sector: Int32
}

/// Cars and waiting calls of a shift: memory that is taken once and used for every scenario.
struct DispatchState: ~Copyable {
  /// The number of cars.
  let count: Int
  /// The cars, in order of their sectors at the start.
  let cars: UnsafeMutablePointer<DispatchCar>
  /// Calls that wait for cars, in no order, and the cars that they miss.
  let waiting, missing: UnsafeMutablePointer<Int>
  /// How many calls wait.
  var queued = 0
  /// When the last car of each call was there.
  let arrivals: UnsafeMutablePointer<Float>

  /// Takes memory for so many cars, and calls of a scenario.
  init(cars count: Int, calls: Int) {
    self.count = count
    cars = .allocate(capacity: max(1, count))
    waiting = .allocate(capacity: max(1, calls))
    missing = .allocate(capacity: max(1, calls))
    arrivals = .allocate(capacity: max(1, calls))
    // All are of trivial types: they are written before they are read, call by call.
    arrivals.initialize(repeating: 0, count: max(1, calls))
  }

  deinit {
    cars.deallocate()
    waiting.deallocate()
    missing.deallocate()
    arrivals.deallocate()
  }
}
