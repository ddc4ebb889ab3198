/// An affine map of each sample: y = W x + b, or W x.
///
/// Weights are rows of outputs, `[outputs, inputs]`.
public struct Linear: Layer {
  /// The numbers of a sample that come in.
  public let inputs: Int
  /// The numbers that go out.
  public let outputs: Int
  /// Whether there is a b.
  public let hasBias: Bool
  private let start: InitialWeights
  private let bias: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - inputs: At least 1.
  ///   - outputs: At least 1.
  ///   - hasBias: Whether something is added to each output.
  ///   - bias: With what that begins.
  ///   - start: How W begins; without it, by He for what comes before a ReLU.
  public init(
    _ inputs: Int, _ outputs: Int, hasBias: Bool = true, bias: Float = 0,
    start: InitialWeights? = nil
  ) {
    precondition(inputs >= 1 && outputs >= 1, "a map has inputs and outputs")
    self.inputs = inputs
    self.outputs = outputs
    self.hasBias = hasBias
    self.bias = bias
    self.start = start ?? .he(inputs: inputs)
  }

  /// `weight`, and `bias` if there is one.
  public var parameters: [ParameterKind] {
    [ParameterKind("weight", [outputs, inputs], start: start)]
      + (hasBias ? [ParameterKind("bias", [outputs], start: .constant(bias))] : [])
  }

  private var biasStart: Int { inputs * outputs }

  /// y = W x + b for each sample, whatever its shape.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == inputs, "a sample has \(inputs) numbers")
    let batch = input.sampleCount
    var output = [Float](repeating: 0, count: batch * outputs)
    if hasBias {
      let first = weights.start + biasStart
      for index in output.indices { output[index] = weights.values[first + index % outputs] }
    }
    let rows = (0..<outputs).map { weights.start + $0 * inputs }
    _ = output.withMutablePointer { y in
      input.values.withPointer { x in
        weights.values.withPointer { w in
          Kernels.best.addDots(
            to: y, row: outputs, .init(rows: batch, columns: inputs), .init(x, row: inputs), w,
            at: rows)
        }
      }
    }
    return Pass(Tensor(output, shape: [batch, outputs]), keeping: [input])
  }

  /// ∂x = Wᵀ ∂y, ∂W = Σ ∂y xᵀ, ∂b = Σ ∂y.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let (input, batch) = (pass.kept[0], gradient.sampleCount)
    var back = [Float](repeating: 0, count: batch * inputs)
    let rows = (0..<outputs).map { weights.start + $0 * inputs }
    let samples = (0..<batch).map { $0 * inputs }
    _ = gradient.values.withPointer { dy in
      back.withMutablePointer { dx in
        weights.values.withPointer { w in
          Kernels.best.addProducts(
            to: dx, row: inputs, .init(rows: batch, columns: inputs), .init(dy, row: outputs), w,
            at: rows)
        }
      }
      sums.withMutablePointer(from: weights.start) { dw in
        input.values.withPointer { x in
          Kernels.best.addProducts(
            to: dw, row: inputs, .init(rows: outputs, columns: inputs),
            .init(dy, row: 1, column: outputs), x, at: samples)
        }
      }
    }
    if hasBias {
      let first = weights.start + biasStart
      for (index, value) in gradient.values.enumerated() { sums[first + index % outputs] += value }
    }
    return Tensor(back, shape: input.shape)
  }
}
