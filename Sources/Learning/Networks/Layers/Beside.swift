/// Layers side by side: each takes a part of the sample, and their outputs follow each other.
///
/// Parameters are named by the number of their layer, as `1.weight`.
public struct Beside: Layer {
  private let parts: [(size: Int, layer: any Layer)]
  /// Where the weights of each layer begin.
  private let starts: [Int]

  /// Creates a layer of parts, each with the numbers that it takes and what is computed of them.
  public init(_ parts: [(size: Int, layer: any Layer)]) {
    precondition(!parts.isEmpty, "there is a part")
    self.parts = parts
    starts = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.layer.weightCount) }
  }

  /// Those of all parts.
  public var parameters: [ParameterKind] {
    parts.enumerated().flatMap { index, part in
      part.layer.parameters.map { $0.inside("\(index)") }
    }
  }

  /// y = (f₁(x₁), f₂(x₂), …).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == parts.reduce(0) { $0 + $1.size }, "parts share the sample")
    let inputs = input.columns(of: parts.map(\.size))
    let passes = parts.indices.map {
      parts[$0].layer.forward(inputs[$0], weights.after(starts[$0]))
    }
    return Pass(Tensor(beside: passes.map(\.output)), parts: passes)
  }

  /// Each layer has its part of the gradient.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let gradients = gradient.columns(of: pass.parts.map(\.output.sampleSize))
    var back: [Tensor] = []
    for (index, part) in parts.enumerated() {
      back.append(
        part.layer.backward(
          gradients[index].reshaped(pass.parts[index].output.shape), through: pass.parts[index],
          weights.after(starts[index]), into: &sums))
    }
    return Tensor(beside: back)
  }
}

extension Tensor {
  /// Samples cut into parts of these sizes.
  fileprivate func columns(of sizes: [Int]) -> [Tensor] {
    var first = 0
    return sizes.map { size in
      var values: [Float] = []
      values.reserveCapacity(sampleCount * size)
      for sample in 0..<sampleCount {
        let start = sample * sampleSize + first
        values += self.values[start..<start + size]
      }
      first += size
      return Tensor(values, shape: [sampleCount, size])
    }
  }

  /// Samples made of parts that follow each other.
  fileprivate init(beside parts: [Tensor]) {
    let (count, size) = (parts[0].sampleCount, parts.reduce(0) { $0 + $1.sampleSize })
    var values: [Float] = []
    values.reserveCapacity(count * size)
    for sample in 0..<count {
      for part in parts {
        let start = sample * part.sampleSize
        values += part.values[start..<start + part.sampleSize]
      }
    }
    self.init(values, shape: [count, size])
  }
}
