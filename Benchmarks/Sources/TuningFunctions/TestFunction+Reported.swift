import Glibc

extension TestFunction {
  /// The functions that tuners are compared on, as Surjanovic & Bingham's library defines them.
  ///
  /// Domains are the usual ones. https://www.sfu.ca/~ssurjano/optimization.html
  public static let reported: [TestFunction] = [
    sphere, rosenbrock, branin, hartmann3, hartmann6, ackley, rastrigin, levy, griewank,
    styblinskiTang, sixHumpCamel, gardner,
  ]

  private static let sphere = TestFunction(
    "Sphere 5", box(-5.12...5.12, 5), minimum: 0, at: [0, 0, 0, 0, 0]
  ) { x in sum(x) { $1 * $1 } }

  private static let rosenbrock = TestFunction(
    "Rosenbrock 4", box(-5...10, 4), minimum: 0, at: [1, 1, 1, 1]
  ) { x in
    zip(x, x.dropFirst()).reduce(0) { sum, pair in
      let (a, b) = pair
      return sum + 100 * (b - a * a) * (b - a * a) + (a - 1) * (a - 1)
    }
  }

  private static let branin = TestFunction(
    "Branin 2", [.real(-5...10), .real(0...15)], minimum: 0.397887357729738, at: [.pi, 2.275]
  ) { x in
    let valley: Double = x[1] - 5.1 / (4 * .pi * .pi) * square(x[0]) + 5 / .pi * x[0]
    let wave: Double = (1 - 1 / (8 * .pi)) * cos(x[0])
    return square(valley - 6) + 10 * wave + 10
  }

  private static let hartmann3 = TestFunction(
    "Hartmann 3", box(0...1, 3), minimum: -3.86277978578547,
    at: [0.114588910723, 0.555648897, 0.852546987]
  ) { x in
    hartmann(
      x,
      a: [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]],
      p: [[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]])
  }

  private static let hartmann6 = TestFunction(
    "Hartmann 6", box(0...1, 6), minimum: -3.32236801141551,
    at: [0.201689511, 0.150010692, 0.476873974, 0.275332430, 0.311651617, 0.657300534]
  ) { x in
    hartmann(
      x,
      a: [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ],
      p: [
        [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
      ])
  }

  private static func hartmann(_ x: [Double], a: [[Double]], p: [[Double]]) -> Double {
    zip([1, 1.2, 3, 3.2], zip(a, p)).reduce(0) { total, hill in
      let exponent = zip(x, zip(hill.1.0, hill.1.1)).reduce(0) { sum, term in
        let distance = term.0 - term.1.1 * 1e-4
        return sum + term.1.0 * distance * distance
      }
      return total - hill.0 * exp(-exponent)
    }
  }

  private static let ackley = TestFunction(
    "Ackley 5", box(-32.768...32.768, 5), minimum: 0, at: [0, 0, 0, 0, 0]
  ) { x in
    let count = Double(x.count)
    let radius = (sum(x) { $1 * $1 } / count).squareRoot()
    let waves = sum(x) { cos(2 * .pi * $1) } / count
    return -20 * exp(-0.2 * radius) - exp(waves) + 20 + exp(1)
  }

  private static let rastrigin = TestFunction(
    "Rastrigin 4", box(-5.12...5.12, 4), minimum: 0, at: [0, 0, 0, 0]
  ) { x in sum(x) { 10 + $1 * $1 - 10 * cos(2 * .pi * $1) } }

  private static let levy = TestFunction(
    "Levy 4", box(-10...10, 4), minimum: 0, at: [1, 1, 1, 1]
  ) { x in
    let w = x.map { 1 + ($0 - 1) / 4 }
    let last = w[w.count - 1]
    let end = (last - 1) * (last - 1) * (1 + square(sin(2 * .pi * last)))
    return w.dropLast().reduce(square(sin(.pi * w[0])) + end) {
      $0 + square($1 - 1) * (1 + 10 * square(sin(.pi * $1 + 1)))
    }
  }

  private static let griewank = TestFunction(
    "Griewank 5", box(-600...600, 5), minimum: 0, at: [0, 0, 0, 0, 0]
  ) { x in
    let waves = x.enumerated().reduce(1.0) {
      $0 * cos($1.element / Double($1.offset + 1).squareRoot())
    }
    return sum(x) { $1 * $1 } / 4000 - waves + 1
  }

  private static let styblinskiTang = TestFunction(
    "Styblinski–Tang 4", box(-5...5, 4), minimum: -156.664662815085,
    at: Array(repeating: -2.903534, count: 4)
  ) { x in sum(x) { $1 * $1 * $1 * $1 - 16 * $1 * $1 + 5 * $1 } / 2 }

  private static let sixHumpCamel = TestFunction(
    "Six-hump camel 2", [.real(-3...3), .real(-2...2)], minimum: -1.03162845348988,
    at: [0.0898420131, -0.7126564030]
  ) { x in
    let (a, b) = (x[0] * x[0], x[1] * x[1])
    let first: Double = (4 - 2.1 * a + a * a / 3) * a
    return first + x[0] * x[1] + 4 * (b - 1) * b
  }

  /// Gardner et al., "Bayesian Optimization with Inequality Constraints", ICML 2014, simulation 1.
  ///
  /// There the region is c ≤ 1/2; the least value of the objective where cos (x + y) allows it.
  private static let gardner = TestFunction(
    "Gardner 2, constrained", box(0...6, 2), minimum: -2, at: [1.5 * .pi, 0],
    constrained: { x in
      let value = cos(2 * x[0]) * cos(x[1]) + sin(x[0])
      let constraint = cos(x[0]) * cos(x[1]) - sin(x[0]) * sin(x[1]) - 0.5
      return (value, max(0, constraint))
    })
}

func square(_ x: Double) -> Double { x * x }
