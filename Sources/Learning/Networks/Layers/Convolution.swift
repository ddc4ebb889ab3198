/// A 3×3 convolution that keeps the size: y(o) = b(o) + Σᵢ W(o, i) ⋆ x(i), with zeros outside.
///
/// Like everybody's it is a correlation: W(o, i)[1][1] meets the cell itself. Weights are
/// `[outputs, inputs, 3, 3]`, samples `[channels, height, width]`.
public struct Convolution: Layer {
  /// The channels that come in.
  public let inputs: Int
  /// The channels that go out.
  public let outputs: Int
  private let start: InitialWeights

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - inputs: Channels, at least 1.
  ///   - outputs: Channels, at least 1.
  ///   - start: How W begins; without it, by He for what comes before or after a ReLU.
  public init(_ inputs: Int, _ outputs: Int, start: InitialWeights? = nil) {
    precondition(inputs >= 1 && outputs >= 1, "a convolution has channels")
    self.inputs = inputs
    self.outputs = outputs
    self.start = start ?? .he(inputs: 9 * inputs)
  }

  /// `weight` and `bias`.
  public var parameters: [ParameterKind] {
    [
      ParameterKind("weight", [outputs, inputs, 3, 3], start: start),
      ParameterKind("bias", [outputs], start: .constant(0)),
    ]
  }

  private var biasStart: Int { outputs * inputs * 9 }

  /// The outputs of each sample.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    let (batch, plane) = shape(of: input)
    let cells = plane.height * plane.width
    let bias = weights.values[weights.start + biasStart..<weights.start + biasStart + outputs]
    let output = convolve(
      input.values, batch: batch, plane, channels: (inputs, outputs), begin: Array(bias),
      weights.values, from: weights.start)
    precondition(output.count == batch * outputs * cells, "each sample has its outputs")
    return Pass(
      Tensor(output, shape: [batch, outputs, plane.height, plane.width]), keeping: [input])
  }

  /// ∂x(i) = Σₒ W(o, i) turned by 180° ⋆ ∂y(o); ∂W(o, i)[s] = Σ ∂y(o) x(i) shifted by s; ∂b(o) = Σ ∂y(o).
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let input = pass.kept[0]
    let (batch, plane) = shape(of: input)
    addWeightGradient(gradient.values, input.values, batch: batch, plane, weights.start, &sums)
    let back = convolve(
      gradient.values, batch: batch, plane, channels: (outputs, inputs),
      begin: [Float](repeating: 0, count: inputs), turned(weights), from: 0)
    return Tensor(back, shape: input.shape)
  }

  private func shape(of input: Tensor) -> (batch: Int, plane: PaddedPlane) {
    precondition(
      input.shape.count == 4 && input.shape[1] == inputs, "a sample has \(inputs) planes")
    return (input.shape[0], PaddedPlane(height: input.shape[2], width: input.shape[3]))
  }

  /// W(o, i)[s] at (i, o)[8 − s]: what leads back from outputs to inputs.
  private func turned(_ weights: Weights) -> [Float] {
    var turned = [Float](repeating: 0, count: biasStart)
    for output in 0..<outputs {
      for input in 0..<inputs {
        for shift in 0..<9 {
          turned[(input * outputs + output) * 9 + 8 - shift] =
            weights.values[weights.start + (output * inputs + input) * 9 + shift]
        }
      }
    }
    return turned
  }

  /// Outputs of samples, each channel begun with a value.
  private func convolve(
    _ input: [Float], batch: Int, _ plane: PaddedPlane, channels: (from: Int, to: Int),
    begin: [Float], _ weights: [Float], from start: Int
  ) -> [Float] {
    let (cells, span) = (plane.height * plane.width, plane.span)
    let offsets = plane.offsets(channels: channels.from)
    var planes = [Float](repeating: 0, count: channels.from * plane.count)
    var rows = [Float](repeating: 0, count: channels.to * span)
    var output = [Float](repeating: 0, count: batch * channels.to * cells)
    _ = input.withPointer { input in
      weights.withPointer(from: start) { weights in
        planes.withMutablePointer { planes in
          rows.withMutablePointer { rows in
            output.withMutablePointer { output in
              for sample in 0..<batch {
                plane.pad(
                  input + sample * channels.from * cells, channels: channels.from, into: planes)
                for (channel, value) in begin.enumerated() {
                  (rows + channel * span).update(repeating: value, count: span)
                }
                Kernels.best.addProducts(
                  to: rows, row: span, .init(rows: channels.to, columns: span),
                  .init(weights, row: 9 * channels.from), planes, at: offsets)
                plane.unpad(
                  rows, channels: channels.to, into: output + sample * channels.to * cells)
              }
            }
          }
        }
      }
    }
    return output
  }

  /// Adds what a batch says about W and b.
  private func addWeightGradient(
    _ gradient: [Float], _ input: [Float], batch: Int, _ plane: PaddedPlane, _ start: Int,
    _ sums: inout [Float]
  ) {
    let (cells, span) = (plane.height * plane.width, plane.span)
    // The bias meets a plane of ones, which follows those of the input.
    let ones = inputs * plane.count
    let offsets = plane.offsets(channels: inputs)
    var planes = [Float](repeating: 0, count: ones + span)
    for index in ones..<ones + span { planes[index] = 1 }
    // Zeros at the ends of rows keep what is summed to the cells.
    var rows = [Float](repeating: 0, count: outputs * plane.count)
    _ = gradient.withPointer { gradient in
      input.withPointer { input in
        planes.withMutablePointer { planes in
          rows.withMutablePointer { rows in
            sums.withMutablePointer(from: start) { sums in
              for sample in 0..<batch {
                plane.pad(input + sample * inputs * cells, channels: inputs, into: planes)
                plane.pad(gradient + sample * outputs * cells, channels: outputs, into: rows)
                let factors = Kernels.Factors(rows + plane.first, row: plane.count)
                let size = Kernels.Size(rows: outputs, columns: span)
                Kernels.best.addDots(
                  to: sums, row: 9 * inputs, size, factors, planes, at: offsets)
                Kernels.best.addDots(
                  to: sums + biasStart, row: 1, size, factors, planes, at: [ones])
              }
            }
          }
        }
      }
    }
  }
}
