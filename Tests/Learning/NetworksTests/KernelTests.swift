import Networks
import Testing

@Suite("Kernels")
struct KernelTests {
  /// Sizes that fill blocks of registers, and those that do not.
  private struct Case {
    let (m, n, k): (Int, Int, Int)
    let a: [Float]
    let b: [Float]
    let c: [Float]
    let offsets: [Int]

    init(seed: UInt64) {
      var random = RandomTensors(seed: seed)
      (m, n, k) = (random.size(1...9), random.size(1...45), random.size(1...30))
      a = random.tensor([m * max(k, n)]).values
      b = random.tensor([n + 50]).values
      c = random.tensor([m * max(k, n)]).values
      offsets = (0..<k).map { _ in random.size(0...50) }
    }

    func products(_ kernels: Kernels) -> [Float] {
      var c = c
      c.withUnsafeMutableBufferPointer { c in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            guard let c = c.baseAddress, let a = a.baseAddress, let b = b.baseAddress else {
              return
            }
            kernels.addProducts(
              to: c, row: n, .init(rows: m, columns: n), .init(a, row: k), b, at: offsets)
          }
        }
      }
      return Array(c[..<(m * n)])
    }

    func dots(_ kernels: Kernels) -> [Float] {
      var c = c
      c.withUnsafeMutableBufferPointer { c in
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            guard let c = c.baseAddress, let a = a.baseAddress, let b = b.baseAddress else {
              return
            }
            kernels.addDots(
              to: c, row: k, .init(rows: m, columns: n), .init(a, row: n), b, at: offsets)
          }
        }
      }
      return Array(c[..<(m * k)])
    }

    var expectedProducts: [Double] {
      (0..<m * n).map { place in
        (0..<k).reduce(Double(c[place])) {
          $0 + Double(a[place / n * k + $1]) * Double(b[offsets[$1] + place % n])
        }
      }
    }

    var expectedDots: [Double] {
      (0..<m * k).map { place in
        (0..<n).reduce(Double(c[place])) {
          $0 + Double(a[place / k * n + $1]) * Double(b[offsets[place % k] + $1])
        }
      }
    }
  }

  @Test("sums are those of the definition", arguments: 0..<60 as Range<UInt64>)
  func definition(seed: UInt64) {
    let item = Case(seed: seed)
    #expect(distance(item.products(.best), item.expectedProducts) < 1e-5)
    #expect(distance(item.dots(.best), item.expectedDots) < 1e-5)
  }

  @Test("all instruction sets give the same bits", arguments: 0..<60 as Range<UInt64>)
  func bits(seed: UInt64) throws {
    let item = Case(seed: seed)
    let sets = ["avx2", "sse2", "neon", "baseline"].compactMap(Kernels.named)
    #expect(sets.contains { $0.name == Kernels.best.name })
    for kernels in sets {
      #expect(
        item.products(kernels).map(\.bitPattern) == item.products(.best).map(\.bitPattern),
        "\(kernels.name)")
      #expect(
        item.dots(kernels).map(\.bitPattern) == item.dots(.best).map(\.bitPattern),
        "\(kernels.name)")
    }
    #expect(Kernels.named("abacus") == nil)
  }
}
