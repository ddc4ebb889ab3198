/// Layers side by side: each takes a part of the sample, and their outputs are added.
///
/// Samples are lists of numbers; parts follow each other and fill them. Parameters are named by the
/// name of their branch, as `closeness.0.weight`.
public struct Branches: Layer {
  /// A layer, and the part of a sample that it takes.
  public struct Branch: Sendable {
    let name: String
    let shape: [Int]
    let layer: any Layer

    /// Creates a branch.
    ///
    /// - Parameters:
    ///   - name: What its parameters are called by.
    ///   - shape: Of its part of a sample.
    ///   - layer: Gives as many numbers as those of all other branches do.
    public init(_ name: String, shape: [Int], _ layer: any Layer) {
      self.name = name
      self.shape = shape
      self.layer = layer
    }

    var size: Int { shape.reduce(1, *) }
  }

  private let branches: [Branch]
  /// Where the weights of each branch begin.
  private let starts: [Int]

  /// Creates a layer of at least one branch.
  public init(_ branches: [Branch]) {
    precondition(!branches.isEmpty, "there is a branch")
    self.branches = branches
    starts = branches.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.layer.weightCount) }
  }

  /// Those of all branches.
  public var parameters: [ParameterKind] {
    branches.flatMap { branch in branch.layer.parameters.map { $0.inside(branch.name) } }
  }

  /// y = Σ fₖ(xₖ).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(
      input.sampleSize == branches.reduce(0) { $0 + $1.size }, "branches share out the sample")
    var (first, parts) = (0, [Pass]())
    for (branch, start) in zip(branches, starts) {
      let part = input.part(first..<first + branch.size, shape: branch.shape)
      parts.append(branch.layer.forward(part, weights.after(start)))
      first += branch.size
    }
    let sum = parts.dropFirst().reduce(parts[0].output) { $0.combined($1.output) { $0 + $1 } }
    let flat = sum.reshaped([sum.sampleCount, sum.sampleSize])
    return Pass(flat, parts: parts)
  }

  /// ∂xₖ = fₖ′(xₖ)ᵀ ∂y.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let batch = gradient.sampleCount
    let size = branches.reduce(0) { $0 + $1.size }
    var back = [Float](repeating: 0, count: batch * size)
    var first = 0
    for (index, branch) in branches.enumerated() {
      let own = branch.layer.backward(
        gradient.reshaped(pass.parts[index].output.shape), through: pass.parts[index],
        weights.after(starts[index]), into: &sums)
      for sample in 0..<batch {
        let target = sample * size + first
        back.replaceSubrange(
          target..<target + branch.size,
          with: own.values[sample * branch.size..<(sample + 1) * branch.size])
      }
      first += branch.size
    }
    return Tensor(back, shape: [batch, size])
  }
}

extension Tensor {
  /// A part of each sample, in a shape of its own.
  fileprivate func part(_ range: Range<Int>, shape: [Int]) -> Tensor {
    var part: [Float] = []
    part.reserveCapacity(sampleCount * range.count)
    for sample in 0..<sampleCount {
      let first = sample * sampleSize + range.lowerBound
      part += values[first..<first + range.count]
    }
    return Tensor(part, shape: [sampleCount] + shape)
  }
}
