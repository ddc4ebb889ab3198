import Glibc

extension TestFunction {
  /// The functions that our defaults were chosen on; none of them is reported.
  public static let training: [TestFunction] = [
    ellipsoid, dixonPrice, goldsteinPrice, michalewicz, shekel, zakharov, beale, easom,
    alpine, schaffer, roof, weights, mixed,
  ]

  private static let ellipsoid = TestFunction(
    "Ellipsoid 5, off centre", box(-5...5, 5), minimum: 0, at: [1.3, -2.1, 0.4, 3.2, -0.7]
  ) { x in
    let centre = [1.3, -2.1, 0.4, 3.2, -0.7]
    return sum(zip(x, centre).map(-)) { $0 * $0 * $1 * $1 }
  }

  private static let dixonPrice = TestFunction(
    "Dixon–Price 4", box(-10...10, 4), minimum: 0,
    at: [1, 0.7071067811865476, 0.5946035575013605, 0.5452538663326288]
  ) { x in
    (1..<x.count).reduce(square(x[0] - 1)) { (sum: Double, i: Int) -> Double in
      sum + Double(i + 1) * square(2 * square(x[i]) - x[i - 1])
    }
  }

  private static let goldsteinPrice = TestFunction(
    "Goldstein–Price 2", box(-2...2, 2), minimum: 3, at: [0, -1]
  ) { x in
    let (a, b) = (x[0], x[1])
    let first: Double = 19 - 14 * (a + b) + 3 * square(a + b)
    let second: Double = 18 - 16 * (2 * a - 3 * b) + 3 * square(2 * a - 3 * b)
    return (1 + square(a + b + 1) * first) * (30 + square(2 * a - 3 * b) * second)
  }

  private static let michalewicz = TestFunction(
    "Michalewicz 5", box(0...Double.pi, 5), minimum: -4.687658179,
    at: [2.202906, 1.570796, 1.284992, 1.923058, 1.720470]
  ) { x in -sum(x) { sin($1) * pow(sin($0 * $1 * $1 / .pi), 20) } }

  private static let shekel = TestFunction(
    "Shekel 4", box(0...10, 4), minimum: -10.40294, at: [4.000573, 4.000689, 3.999490, 3.999606]
  ) { x in
    let centres: [[Double]] = [
      [4, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7], [2, 9, 2, 9],
      [5, 3, 5, 3],
    ]
    return zip(centres, [0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3]).reduce(0.0) { total, hole in
      let distance: Double = zip(x, hole.0).reduce(0) { $0 + square($1.0 - $1.1) }
      return total - 1 / (distance + hole.1)
    }
  }

  private static let zakharov = TestFunction(
    "Zakharov 4", box(-5...10, 4), minimum: 0, at: [0, 0, 0, 0]
  ) { x in
    let slope = sum(x) { 0.5 * $0 * $1 }
    return sum(x) { $1 * $1 } + slope * slope + square(slope * slope)
  }

  private static let beale = TestFunction(
    "Beale 2", box(-4.5...4.5, 2), minimum: 0, at: [3, 0.5]
  ) { x in
    let (a, b) = (x[0], x[1])
    return square(1.5 - a + a * b) + square(2.25 - a + a * b * b)
      + square(2.625 - a + a * b * b * b)
  }

  private static let easom = TestFunction(
    "Easom 2", box(-2...8, 2), minimum: -1, at: [.pi, .pi]
  ) { x in -cos(x[0]) * cos(x[1]) * exp(-square(x[0] - .pi) - square(x[1] - .pi)) }

  private static let alpine = TestFunction(
    "Alpine 6, off centre", box(-7...10, 6), minimum: 0, at: [0, 0, 0, 0, 0, 0]
  ) { x in sum(x) { abs($1 * sin($1) + 0.1 * $1) } }

  private static let schaffer = TestFunction(
    "Schaffer 2, off centre", box(-40...100, 2), minimum: 0, at: [0, 0]
  ) { x in
    let r = x[0] * x[0] + x[1] * x[1]
    return 0.5 + (square(sin(r.squareRoot())) - 0.5) / square(1 + 0.001 * r)
  }

  /// The point of a tilted roof that is closest to the origin.
  private static let roof = TestFunction(
    "Roof 3, constrained", box(-3...3, 3), minimum: 2, at: [1, 1, 0],
    constrained: { x in
      (square(x[0]) + square(x[1]) + square(x[2]), max(0, 2 - x[0] - x[1] + abs(x[2])))
    })

  /// What tuning penalty weights is like: small weights are better until they are too small.
  private static let weights = TestFunction(
    "Weights 3, constrained",
    Array(repeating: .real(0.1...1_000, isLogarithmic: true), count: 3), minimum: 0,
    at: [8, 9, 20],
    constrained: { x in
      let least = [8.0, 9, 20]
      let excess = zip(x, least).map { log($0 / $1) }
      return (
        excess.reduce(0) { $0 + max(0, $1) }, excess.reduce(0) { $0 + max(0, -$1) }
      )
    })

  private static let mixed = TestFunction(
    "Mixed 4",
    [
      .category(count: 4), .integer(1...20), .real(1e-4...1, isLogarithmic: true), .real(-1...1),
    ], minimum: 0, at: [2, 7, 0.02, 0.3]
  ) { x in
    let choice = [0.5, 1, 0, 2][Int(x[0])]
    return choice + square((x[1] - 7) / 5) + square(log10(x[2] / 0.02)) * (1 + choice)
      + 2 * square(x[3] - 0.3)
  }
}
