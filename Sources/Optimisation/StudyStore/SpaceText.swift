import Failures
import Texts
import Tuning

/// A parameter of a space as JSON: its name with a range and a scale, or with labels.
struct SpaceEntry: Encodable {
  private let name: String
  private var real: [Double]?
  private var integer: [Int]?
  private var categories: [String]?
  private var scale: String?

  init(_ entry: SearchSpace.Entry) {
    name = entry.name
    switch entry.domain {
    case .real(let range, let scale):
      real = [range.lowerBound, range.upperBound]
      self.scale = scale.rawValue
    case .integer(let range, let scale):
      integer = [range.lowerBound, range.upperBound]
      self.scale = scale.rawValue
    case .categories(let labels):
      categories = labels
    }
  }
}

extension SearchSpace {
  init(_ node: JSONNode) throws {
    self.init()
    for entry in try node.elements(expecting: "expected parameters", "write a list") {
      try add(entry.object(expecting: "expected a parameter", "write an object"))
    }
  }

  private mutating func add(_ entry: JSONObject) throws {
    let name = try entry.required("name", as: "\"A\"").string(expecting: "expected a name")
    let scale = try entry["scale"]?.string(expecting: "expected a scale") ?? "linear"
    if let range = entry["real"] {
      let bounds = try range.elements(expecting: "expected a range", "write two numbers").map {
        try $0.double(in: -.infinity ... .infinity, expecting: "expected a number", "write one")
      }
      let range = try Self.range(bounds)
      _ = try scale == "linear" ? uniform(name, in: range) : logUniform(name, in: range)
    } else if let range = entry["integer"] {
      let bounds = try range.elements(expecting: "expected a range", "write two numbers").map {
        try $0.integer(in: .min ... .max, expecting: "expected a whole number", "write one")
      }
      _ = try integer(
        name, in: Self.range(bounds), scale: scale == "linear" ? .linear : .logarithmic)
    } else {
      let labels = try entry.required("categories", as: "[\"…\"]").elements(
        expecting: "expected labels", "write a list")
      _ = try categorical(name, of: labels.map { try $0.string(expecting: "expected a label") })
    }
  }

  private static func range<Bound>(_ bounds: [Bound]) throws -> ClosedRange<Bound> {
    guard bounds.count == 2, bounds[0] <= bounds[1] else {
      throw DamagedText("\(bounds)", expected: "a range")
    }
    return bounds[0]...bounds[1]
  }
}
