/// (y − t)².
public struct SquaredError: Loss {
  /// Creates the loss.
  public init() {}

  /// The sum of squares.
  public func evaluate(_ output: Tensor, _ batch: Batch) -> LossValue {
    LossValue(output) { value, index in
      let error = Double(value) - Double(batch.target[index])
      return (error * error, 2 * error)
    }
  }
}
