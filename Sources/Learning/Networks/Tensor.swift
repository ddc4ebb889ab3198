/// Numbers in a box: a list of them and the sizes of its dimensions, the last one running fastest.
///
/// The first dimension of what goes through a network counts the samples of a batch.
public struct Tensor: Hashable, Sendable {
  /// The sizes of the dimensions.
  public let shape: [Int]
  /// The numbers, as many as the product of the sizes.
  public var values: [Float] {
    didSet { precondition(values.count == oldValue.count, "a tensor keeps its size") }
  }

  /// Creates a tensor of given numbers, whose count is the product of the sizes.
  public init(_ values: [Float], shape: [Int]) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && values.count == shape.reduce(1, *),
      "there is a number for each place")
    self.shape = shape
    self.values = values
  }

  /// Creates a tensor whose numbers are all the same.
  public init(repeating value: Float, shape: [Int]) {
    self.init([Float](repeating: value, count: shape.reduce(1, *)), shape: shape)
  }

  /// The number of samples: the size of the first dimension.
  public var sampleCount: Int { shape.first ?? 1 }

  /// The numbers of one sample.
  public var sampleSize: Int { shape.dropFirst().reduce(1, *) }

  /// The same numbers in another shape of the same size.
  public func reshaped(_ shape: [Int]) -> Tensor { Tensor(values, shape: shape) }
}

extension Tensor {
  /// A tensor of this shape, its numbers made from those here one by one.
  func mapped(_ transform: (Float) -> Float) -> Tensor {
    Tensor(
      [Float](unsafeUninitializedCapacity: values.count) { target, count in
        values.withUnsafeBufferPointer { source in
          for index in 0..<source.count {
            target.initializeElement(at: index, to: transform(source[index]))
          }
        }
        count = values.count
      }, shape: shape)
  }

  /// A tensor of this shape, its numbers made from those here and those at the same places there.
  func combined(_ other: Tensor, _ transform: (Float, Float) -> Float) -> Tensor {
    precondition(values.count == other.values.count, "both have as many numbers")
    return Tensor(
      [Float](unsafeUninitializedCapacity: values.count) { target, count in
        values.withUnsafeBufferPointer { source in
          other.values.withUnsafeBufferPointer { second in
            for index in 0..<source.count {
              target.initializeElement(at: index, to: transform(source[index], second[index]))
            }
          }
        }
        count = values.count
      }, shape: shape)
  }
}
